package import WorkflowSource

/// An edge of the diagram.
package struct Transition: Sendable {
  /// One end of an edge.
  package enum End: Hashable, Sendable {
    case state(StateID)
    /// `[*]`: the region's start, or its end.
    case terminal(RegionID)

    package var state: StateID? {
      if case .state(let id) = self { id } else { nil }
    }
  }

  package var id: TransitionID
  package var source: End
  package var target: End
  package var label: TransitionLabel
  /// The whole edge as written, label included.
  package var range: SourceRange

  package init(
    id: TransitionID, source: End, target: End, label: TransitionLabel, range: SourceRange
  ) {
    self.id = id
    self.source = source
    self.target = target
    self.label = label
    self.range = range
  }
}
