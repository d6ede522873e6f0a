package import WorkflowSource

/// The entries of a mapping, in the order they were written.
package struct YAMLMapping: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// The key as text: `true`, `1` and `a` are the names "true", "1" and "a".
    package var name: String
    package var key: YAMLNode
    package var value: YAMLNode

    package init(name: String, key: YAMLNode, value: YAMLNode) {
      self.name = name
      self.key = key
      self.value = value
    }

    /// From the key to the end of the value.
    package var range: SourceRange { key.range.union(value.range) }
  }

  /// Names are unique: of keys written twice the first is kept, and the reader has reported it.
  package private(set) var entries: [Entry]

  package init(_ entries: [Entry] = []) { self.entries = entries }

  package var isEmpty: Bool { entries.isEmpty }
  package var count: Int { entries.count }
  package var names: [String] { entries.map(\.name) }

  /// The value of a key; nil when it is not there.
  package subscript(name: String) -> YAMLNode? { entry(name)?.value }

  package func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }
}
