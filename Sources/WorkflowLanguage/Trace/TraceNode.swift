package import WorkflowSource

/// One part of an expression with what became of it.
package struct TraceNode: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case literal, name, member, call, filter, `operator`, condition, loop, round, collection
    /// Of templates: a tag with what it printed, a further branch of it, another template.
    case tag, branch, partial
  }

  /// The part as it was written.
  package var label: String
  /// In the file.
  package var range: SourceRange
  package var kind: Kind
  /// Nil when the part was not evaluated or failed.
  package var value: Value?
  /// Why the part failed, with what may help.
  package var error: String?
  /// `read as 3`, `undefined, did you mean 'x'?`, `not evaluated`.
  package var notes: [String]
  package var children: [TraceNode]
  /// How many parts, before the last of `children`, were left out.
  package var omitted = 0
  /// How many of them would have had a line of their own: a literal says nothing new.
  var omittedTelling = 0
  /// Of a filter: itself without what it is applied to, `| upcase`.
  package var step: String?
  /// Whether the value of the whole came out as it did because of this part.
  package var isDeciding: Bool

  package init(
    label: String, range: SourceRange, kind: Kind, value: Value? = nil, error: String? = nil,
    notes: [String] = [], children: [TraceNode] = [], isDeciding: Bool = false
  ) {
    self.label = label
    self.range = range
    self.kind = kind
    self.value = value
    self.error = error
    self.notes = notes
    self.children = children
    self.isDeciding = isDeciding
  }
}
