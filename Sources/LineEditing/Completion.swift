/// One way to complete what is typed.
package struct CompletionCandidate: Hashable, Sendable {
  /// What replaces the range.
  package var text: String
  /// One line about it, shown beside it; may be empty.
  package var description: String
  /// The bytes of UTF-8 of the whole text that are replaced.
  package var range: Range<Int>
  /// What follows when it is the only candidate, mostly a blank.
  package var suffix: String
  /// What the list shows instead of the text.
  package var label: String?

  package init(
    _ text: String, _ description: String = "", replacing range: Range<Int>, suffix: String = " ",
    label: String? = nil
  ) {
    self.text = text
    self.description = description
    self.range = range
    self.suffix = suffix
    self.label = label
  }
}

/// What a shell knows about its language, as pure functions of the text; the editor asks after
/// every key, so they must be quick. A text is the whole of an unfinished command, with the lines
/// entered before the present one.
package struct LineAssistance {
  /// The candidates at a cursor, given in bytes of UTF-8; best first.
  package var complete: (_ text: String, _ cursor: Int) -> [CompletionCandidate] = { _, _ in [] }
  /// The styles of a text; spans in order, not overlapping.
  package var highlight: (_ text: String) -> [StyledSpan] = { _ in [] }
  /// What may follow the text, shown dim after it; empty for nothing.
  package var suggest: (_ text: String) -> String = { _ in "" }
  /// Whether the text is a whole command; if not, the editor asks for more.
  package var isComplete: (_ text: String) -> Bool = { _ in true }

  package init() {}
}

extension Sequence<CompletionCandidate> {
  /// What the texts of all candidates begin with.
  var commonPrefix: String {
    var prefix: [Unicode.Scalar]?
    for candidate in self {
      let scalars = Array(candidate.text.unicodeScalars)
      guard let known = prefix else {
        prefix = scalars
        continue
      }
      prefix = Array(zip(known, scalars).prefix { $0 == $1 }.map(\.0))
    }
    return LineBuffer(scalars: prefix ?? [], cursor: 0).text
  }
}
