package import WorkflowModel
package import WorkflowSource

/// What the YAML at the beginning of a file says.
package struct FrontMatter: Sendable {
  /// The workflow's name; nil when none is given.
  package var name: String?
  package var about = WorkflowAbout()
  /// `arguments:`, `parameters:` and `variables:`, in file order.
  package var arguments: [Argument] = []
  package var bindings: [PromptBinding] = []
  package var diagnostics: [Diagnostic] = []

  package init() {}
}
