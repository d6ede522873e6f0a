package import WorkflowSource

/// A state named in a property.
package struct StateReference: Hashable, Sendable {
  package var name: String
  package var range: SourceRange
  /// Nil when there is no such state, which loading has reported.
  package var state: StateID?

  package init(name: String, range: SourceRange, state: StateID? = nil) {
    self.name = name
    self.range = range
    self.state = state
  }
}
