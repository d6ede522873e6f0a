/// Position of a state in `Workflow.states`.
package struct StateID: Hashable, Comparable, Sendable, Codable {
  package var index: Int
  package init(_ index: Int) { self.index = index }
  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// Position of a transition in `Workflow.transitions`.
package struct TransitionID: Hashable, Comparable, Sendable, Codable {
  package var index: Int
  package init(_ index: Int) { self.index = index }
  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// Position of a region in `Workflow.regions`; 0 is the root.
package struct RegionID: Hashable, Comparable, Sendable, Codable {
  package var index: Int
  package init(_ index: Int) { self.index = index }
  package static let root = RegionID(0)
  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}
