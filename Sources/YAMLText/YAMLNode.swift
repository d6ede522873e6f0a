package import WorkflowSource

/// A value with the place where it was written.
package struct YAMLNode: Hashable, Sendable {
  package var value: YAMLValue
  /// Where the node stands in the file: quotes and brackets included, tag and anchor not.
  ///
  /// Of a block mapping or list, from its first key or dash to the end of its last value; of an
  /// alias, the alias itself, though what is inside keeps the places of the anchored node. Empty,
  /// and just behind its key, for a value that was left out.
  package var range: SourceRange
  /// How it was written; nil for sequences and mappings.
  package var scalar: YAMLScalar?

  package init(value: YAMLValue, range: SourceRange, scalar: YAMLScalar? = nil) {
    self.value = value
    self.range = range
    self.scalar = scalar
  }

  /// The text of a scalar of whatever type, as written less quotes, escapes and folding: `1.10`
  /// stays `1.10`. Nil for sequences and mappings.
  package var text: String? { scalar?.text }

  package var stringValue: String? {
    if case .string(let value) = value { value } else { nil }
  }

  package var boolValue: Bool? {
    if case .bool(let value) = value { value } else { nil }
  }

  package var intValue: Int? {
    if case .int(let value) = value { Int(value) } else { nil }
  }

  package var sequenceValue: [YAMLNode]? {
    if case .sequence(let value) = value { value } else { nil }
  }

  package var mappingValue: YAMLMapping? {
    if case .mapping(let value) = value { value } else { nil }
  }

  package var isNull: Bool { value == .null }

  /// The value of a mapping's key; nil for other nodes and for a key that is not there.
  package subscript(name: String) -> YAMLNode? { mappingValue?[name] }
}

/// How a scalar was written.
package struct YAMLScalar: Hashable, Sendable {
  package enum Style: Hashable, Sendable {
    case plain, singleQuoted, doubleQuoted
    /// A block after `|`.
    case literal
    /// A block after `>`.
    case folded
  }

  package var style: Style
  /// The content, without quotes, escapes, indentation.
  package var text: String
  /// Where each byte of `text` stood in the file.
  package var places: TextPlaces

  package init(style: Style, text: String, places: TextPlaces) {
    self.style = style
    self.text = text
    self.places = places
  }
}
