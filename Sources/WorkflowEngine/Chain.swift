internal import Synchronization

/// A list that grows at its end and whose copies share everything.
///
/// Snapshots keep what a run has gone through as such lists: appending costs one node, and going
/// back is holding an older node.
package final class Chain<Element: Sendable>: Sendable {
  package let element: Element
  /// Number of elements up to this one.
  package let count: Int
  private let link: Mutex<Chain?>

  package init(_ element: Element, after previous: Chain?) {
    self.element = element
    count = (previous?.count ?? 0) + 1
    link = Mutex(previous)
  }

  package var previous: Chain? { link.withLock { $0 } }

  /// Frees the nodes nobody else holds one after the other; left to themselves they would free
  /// each other in a recursion as deep as the run is long.
  deinit {
    var next = take()
    while isKnownUniquelyReferenced(&next) { next = next?.take() }
  }

  private func take() -> Chain? {
    link.withLock { link in
      defer { link = nil }
      return link
    }
  }

  /// The elements up to `chain`'s, the latest first.
  package static func latestFirst(_ chain: Chain?) -> some Sequence<Element> {
    sequence(state: chain) { node in
      defer { node = node?.previous }
      return node?.element
    }
  }

  /// The elements up to `chain`'s, in the order they were appended.
  package static func inOrder(_ chain: Chain?) -> [Element] {
    Array(latestFirst(chain)).reversed()
  }
}
