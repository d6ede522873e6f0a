/// States in order, anchored at both ends; `*` stands for any states or none.
struct PathPattern {
  private let steps: [String]

  init(_ steps: [String]) { self.steps = steps }

  /// Where the pattern does not fit a path; nil when it fits.
  ///
  /// - Returns: the first step that nothing fits, or the number of steps when states are left over.
  func mismatch(with path: [String]) -> Int? {
    // Reachable positions in the path after each step, so that no combination is tried twice.
    var positions: Set<Int> = [0]
    for (index, step) in steps.enumerated() {
      var next: Set<Int> = []
      if step == "*" {
        if let first = positions.min() { next = Set(first...path.count) }
      } else {
        for position in positions where position < path.count && path[position] == step {
          next.insert(position + 1)
        }
      }
      if next.isEmpty { return index }
      positions = next
    }
    return positions.contains(path.count) ? nil : steps.count
  }
}
