internal import WorkflowSource

/// LibYAML's complaints in words of ours: what is wrong, and the usual way out.
struct YAMLSyntaxError {
  private let failure: LibYAMLFailure

  init(_ failure: LibYAMLFailure) { self.failure = failure }

  func diagnostic(in bytes: ArraySlice<UInt8>, places: TextPlaces) -> Diagnostic {
    let offset = min(failure.offset, bytes.count)
    // LibYAML points behind the text when something is not closed; its beginning says more.
    let isUnclosed = failure.problem.contains("unexpected end of stream")
    let place = isUnclosed ? failure.contextOffset ?? offset : offset
    let length = place < bytes.count && bytes[bytes.startIndex + place] > 0x20 ? 1 : 0
    let (message, hint) = words(at: place, in: bytes)
    var diagnostic = Diagnostic.error(
      "yaml-syntax", message, range: places.origin(of: SourceRange(place, place + length)),
      hint: hint)
    if let context = failure.contextOffset, context != place, let note = note {
      diagnostic.notes = [
        .init(note, range: places.origin(of: SourceRange(context, context)))
      ]
    }
    return diagnostic
  }

  private func words(at place: Int, in bytes: ArraySlice<UInt8>) -> (String, String?) {
    let byte = place < bytes.count ? bytes[bytes.startIndex + place] : 0
    for (part, message, hint) in Self.table where failure.problem.contains(part) {
      return (message, hint)
    }
    if failure.problem.contains("cannot start any token") {
      if byte == 0x09 { return ("a tab cannot indent YAML", "use blanks") }
      let character = String(decoding: [byte], as: UTF8.self)
      return ("a value cannot begin with '\(character)'", "put the text in quotes")
    }
    return ("this is not YAML: \(failure.problem)", nil)
  }

  /// What the context says, of the kinds that help.
  private var note: String? {
    guard let context = failure.context else { return nil }
    for (part, note) in Self.contexts where context.contains(part) { return note }
    return nil
  }

  private static let contexts: [(String, String)] = [
    ("block mapping", "the mapping begins here"),
    ("block collection", "the list begins here"),
    ("flow mapping", "the '{' is here"),
    ("flow sequence", "the '[' is here"),
    ("simple key", "the line begins here"),
    ("quoted scalar", "the quote was opened here"),
  ]

  private static let table: [(String, String, String?)] = [
    (
      "mapping values are not allowed", "a ': ' cannot stand here",
      "put a text that holds a colon in quotes; check the indentation of the line above"
    ),
    (
      "could not find expected ':'", "a key without its ':'",
      "write 'key: value', and indent the lines that go on with a value"
    ),
    (
      "did not find expected key", "this line does not belong to the mapping around it",
      "indent it like its neighbours; a text with quotes or braces inside needs quotes around it"
    ),
    (
      "did not find expected '-' indicator", "an item of the list was expected",
      "begin it with '- ', indented like the others"
    ),
    ("did not find expected ',' or '}'", "',' or '}' expected", "a text with '{' needs quotes"),
    ("did not find expected ',' or ']'", "',' or ']' expected", "a text with '[' needs quotes"),
    (
      "did not find expected node content", "a value was expected here",
      "put a text that begins with such a character in quotes"
    ),
    (
      "unexpected end of stream", "this is never closed",
      "add the closing quote, or double a quote that belongs to the text"
    ),
    (
      "unexpected document indicator", "'---' inside a quoted text",
      "close the quote before this line"
    ),
    (
      "unknown escape character", "unknown escape in a text in double quotes",
      "write '\\\\' for a backslash, or use single quotes"
    ),
    ("did not find expected hexdecimal number", "hexadecimal digits expected", nil),
    (
      "block sequence entries are not allowed", "a list cannot begin here",
      "put '- ' on a line of its own"
    ),
    ("block mapping entries are not allowed", "a mapping cannot begin here", nil),
    ("mapping keys are not allowed", "a key cannot stand here", "begin a new line"),
    ("found a tab character", "a tab cannot indent YAML", "use blanks"),
    ("undefined tag handle", "unknown tag", "put a text that begins with '!' in quotes"),
    (
      "did not find expected whitespace or line break", "a blank was expected here",
      "put the text in quotes"
    ),
    (
      "did not find expected alphabetic or numeric character", "a name was expected here",
      "to begin a text with '*' or '&', put it in quotes"
    ),
    (
      "did not find expected comment or line break", "nothing may stand behind '|' or '>'",
      "begin the text on the next line"
    ),
    ("incompatible YAML document", "this YAML version is not known", "remove the '%YAML' line"),
    (
      "did not find expected <document start>", "this does not belong to what stands above",
      "check the indentation"
    ),
    ("control characters are not allowed", "a control character cannot stand in YAML", "remove it"),
    ("UTF-8", "this is not UTF-8", "save the file as UTF-8"),
  ]
}
