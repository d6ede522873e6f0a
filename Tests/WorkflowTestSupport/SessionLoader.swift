internal import WorkflowLibrary
package import WorkflowModel
internal import WorkflowParsing
package import WorkflowSource

/// Loads texts by name, as if they were files.
package struct SessionLoader: WorkflowLoading {
  private let texts: [String: SourceText]

  package init(_ texts: [String: SourceText]) { self.texts = texts }

  /// The library that the program brings with it.
  package static let builtIn = SessionLoader(
    Dictionary(
      uniqueKeysWithValues: Library.workflows.map {
        ($0.stem, SourceText(name: $0.path, text: $0.text))
      }))

  /// The workflow everything began with, under the name it gives itself; nil where it is not.
  package static let seed = RepositoryFiles.seed.map {
    SessionLoader(["database-migration": $0])
  }

  package func load(_ reference: String) throws(WorkflowNotFound) -> LoadedWorkflow {
    if let text = texts[reference] { return read(text) }
    throw WorkflowNotFound(
      reference: reference, message: "no workflow '\(reference)'",
      hint: Suggestion.hint(for: reference, among: texts.keys.sorted()))
  }

  package func read(_ source: SourceText) -> LoadedWorkflow {
    let stem = source.name.split(separator: ".").first.map(String.init) ?? source.name
    return WorkflowParser(environment: nil).parse(source, name: stem, origin: source.name)
  }

  package func catalogue() -> [CatalogueEntry] {
    texts.sorted { $0.key < $1.key }.map {
      CatalogueEntry(reference: $0.key, origin: "memory", loaded: read($0.value))
    }
  }
}
