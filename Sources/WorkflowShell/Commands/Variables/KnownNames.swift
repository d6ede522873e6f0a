internal import WorkflowLanguage
package import WorkflowModel
internal import WorkflowSource

/// The names a workflow knows: what it declares, sets, or reads in a template or condition.
package struct KnownNames {
  /// In the order they come up, each once.
  package let names: [String]

  package init(of workflow: Workflow) {
    let states = Set(workflow.states.map(\.name))
    let names =
      workflow.arguments.map(\.name) + workflow.setNames + workflow.namesOfRouting
      + workflow.references.map(\.root.text).filter { !states.contains($0) }
    var seen: Set<String> = []
    self.names = names.filter { seen.insert($0).inserted }
  }

  package func contains(_ name: String) -> Bool { names.contains(name) }

  /// `did you mean 'dry_run'?`
  package func hint(for name: String) -> String? { Suggestion.hint(for: name, among: names) }
}
