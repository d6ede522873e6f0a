package import WorkflowModel

/// A strand of a run with variables of its own: a workflow's trunk, a branch of a fork, a region
/// of a composite state.
package struct Branch: Sendable, Codable {
  package var id: Int
  package var frame: Int
  /// The fork it came from; nil for a trunk.
  package var fork: Int?
  package var memory: Memory
  /// How it ended, once it has.
  package var end: Shared<BranchEnd>?
  /// Why a join in it has failed, where the join of the fork around it stands at the same state.
  package var failure: Shared<ActionFailure>?

  package init(id: Int, frame: Int, fork: Int? = nil, memory: Memory) {
    self.id = id
    self.frame = frame
    self.fork = fork
    self.memory = memory
  }
}

/// How a branch has ended.
package struct BranchEnd: Sendable, Codable {
  package var result: RunResult
  /// The state it ended in.
  package var state: StateID?
}

/// A strand that was split.
package struct Fork: Sendable, Codable {
  package var id: Int
  package var frame: Int
  /// The state whose exits, or whose regions, are the branches.
  package var state: StateID
  /// The branch that was split; it takes up again where the branches have come together.
  package var parent: Int
  /// The composite place in which the branches run; nil outside composites.
  package var container: Int?
  /// Whether the branches are the regions of a composite, which no join brings together.
  package var isOfRegions: Bool
  /// Branches that run or have ended, in file order.
  package var branches: [Int]
  /// Number of the event that split it: what was written later, a branch wrote.
  package var event: Int
}
