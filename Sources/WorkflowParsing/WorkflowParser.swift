package import WorkflowModel
package import WorkflowSource
internal import YAMLText

/// Reads a whole file into a workflow; everything wrong with it is collected.
package struct WorkflowParser: Sendable {
  /// How `${NAME}` in the defaults of arguments is answered; nil where they may not be read.
  package var environment: (@Sendable (String) -> String?)?

  package init(environment: (@Sendable (String) -> String?)? = nil) {
    self.environment = environment
  }

  /// - Parameters:
  ///   - name: the workflow's name, where its front matter gives none: the file's stem.
  ///   - origin: where the file was found, for people.
  ///   - number: which of the file's state diagrams is meant, from 1; further ones are `name#2`.
  package func parse(
    _ source: SourceText, name: String, origin: String, diagram number: Int = 1
  ) -> LoadedWorkflow {
    if let problem = TextCheck.problem(in: source) {
      return LoadedWorkflow(
        source: source, workflow: nil, diagnostics: [problem], origin: origin)
    }
    let outline = MarkdownOutline(source)
    var diagnostics = outline.diagnostics
    let front = frontMatter(of: outline, in: source)
    diagnostics += front.diagnostics

    guard number <= outline.diagrams.count else {
      diagnostics.append(
        outline.diagrams.isEmpty
          ? outline.missingDiagram(in: source)
          : .error("no-diagram", "the file has only \(outline.diagrams.count) state diagrams"))
      return LoadedWorkflow(
        source: source, workflow: nil, diagnostics: Self.sorted(diagnostics), origin: origin)
    }
    let range = outline.diagrams[max(0, number - 1)]
    let diagram = Diagram(source, in: range)
    let builder = WorkflowBuilder(
      diagram, in: source, outline: outline, declaredNames: front.arguments.map(\.name))
    diagnostics += diagram.diagnostics + builder.diagnostics
    let workflow = Workflow(
      name: (front.name ?? name) + (number > 1 ? "#\(number)" : ""), about: front.about,
      source: source, arguments: front.arguments,
      bindings: front.bindings, states: builder.states, transitions: builder.transitions,
      regions: builder.regions, diagramRange: range)
    return LoadedWorkflow(
      source: source, workflow: workflow, diagnostics: Self.sorted(diagnostics), origin: origin,
      mermaidDifferences: diagram.mermaidDifferences)
  }

  private func frontMatter(of outline: MarkdownOutline, in source: SourceText) -> FrontMatter {
    guard let part = outline.frontMatter else { return FrontMatter() }
    return FrontMatterReader(
      isDiagram: outline.elements.isEmpty && !outline.diagrams.isEmpty, environment: environment
    ).read(part.content, in: source)
  }

  /// In file order; of the same place, in the order in which they were found.
  private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted {
      ($0.element.range?.lower ?? 0, $0.offset) < ($1.element.range?.lower ?? 0, $1.offset)
    }.map(\.element)
  }
}
