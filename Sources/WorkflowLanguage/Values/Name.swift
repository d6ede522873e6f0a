internal import Synchronization

/// The name of a variable or a member, known by a number.
///
/// Equal texts give the same number for the life of the process, so that comparing and hashing
/// names never looks at their letters. Names come from workflows and expressions, not from data.
package struct Name: Hashable, Sendable {
  /// The number of this name; counted from 0 in the order in which names were first seen.
  package let id: Int

  package init(_ text: String) {
    id = Self.table.withLock { $0.id(of: text) }
  }

  /// The name of a text that is data: nil when nobody has named anything so.
  package static func known(_ text: String) -> Name? {
    table.withLock { $0.ids[text] }.map(Name.init(id:))
  }

  private init(id: Int) { self.id = id }

  /// The letters of the name.
  package var text: String { Self.table.withLock { $0.texts[id] } }

  private struct Table: ~Copyable {
    var ids: [String: Int] = [:]
    var texts: [String] = []

    mutating func id(of text: String) -> Int {
      if let id = ids[text] { return id }
      let id = texts.count
      ids[text] = id
      texts.append(text)
      return id
    }
  }

  private static let table = Mutex(Table())
}

extension Name: Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
  package init(stringLiteral text: String) { self.init(text) }

  package var description: String { text }

  /// By the letters, not by the numbers.
  package static func < (left: Name, right: Name) -> Bool { left.text < right.text }
}
