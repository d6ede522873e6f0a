internal import WorkflowSource

/// The bytes of a sentence with a place in them: words, quoted texts and `name=value` pairs.
struct SentenceText {
  /// A piece of the sentence with its place in the file.
  struct Piece {
    var text: String
    /// Where each byte of `text` stands in the file.
    var places: TextPlaces
    /// In the file, quotes included.
    var range: SourceRange
    var isQuoted: Bool
  }

  /// `name=value`.
  struct Option {
    var name: String
    var nameRange: SourceRange
    var value: Piece
  }

  let bytes: [UInt8]
  let places: TextPlaces
  private let marks: SentenceMarks
  var index = 0

  init(_ text: String, places: TextPlaces) {
    bytes = Array(text.utf8)
    self.places = places
    marks = SentenceMarks(bytes)
  }

  var isAtEnd: Bool { index >= bytes.count }

  /// All of it, in the file.
  var range: SourceRange { places.origin(of: SourceRange(0, bytes.count)) }

  /// What is left, in the file, without blanks before it; the last byte when nothing is.
  var restRange: SourceRange {
    var copy = self
    copy.skipBlanks()
    return copy.isAtEnd
      ? places.origin(of: SourceRange(max(0, bytes.count - 1), bytes.count))
      : places.origin(of: SourceRange(copy.index, bytes.count))
  }

  mutating func skipBlanks() {
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
  }

  // MARK: Words

  /// The next run of letters in lower case; nothing is taken.
  func peekWord() -> String? {
    var copy = self
    return copy.word()
  }

  /// Takes a run of letters, in lower case.
  mutating func word() -> String? {
    skipBlanks()
    let start = index
    while index < bytes.count, Self.isLetter(bytes[index]) { index += 1 }
    guard index > start else { return nil }
    return String(decoding: bytes[start..<index].map(Self.lowered), as: UTF8.self)
  }

  /// Takes a word if it is the next one, and not the beginning of a longer name.
  mutating func take(_ word: String) -> Bool {
    var copy = self
    guard copy.word() == word, copy.isAtEnd || !Self.isNamePart(copy.bytes[copy.index]) else {
      return false
    }
    self = copy
    return true
  }

  /// Takes one byte, blanks before it too.
  mutating func take(_ byte: UInt8) -> Bool {
    var copy = self
    copy.skipBlanks()
    guard !copy.isAtEnd, copy.bytes[copy.index] == byte else { return false }
    copy.index += 1
    self = copy
    return true
  }

  /// A name of a variable, where one stands here.
  mutating func name() -> (text: String, range: SourceRange)? {
    skipBlanks()
    let start = index
    guard start < bytes.count, Self.isLetter(bytes[start]) || bytes[start] == UInt8(ascii: "_")
    else { return nil }
    while index < bytes.count, Self.isNamePart(bytes[index]) { index += 1 }
    return (
      String(decoding: bytes[start..<index], as: UTF8.self),
      places.origin(of: SourceRange(start, index))
    )
  }

  // MARK: Values

  /// Whether a quoted text begins here.
  var isAtQuote: Bool {
    var copy = self
    copy.skipBlanks()
    guard !copy.isAtEnd else { return false }
    return Self.isQuote(copy.bytes[copy.index])
  }

  /// A quoted text: `"…"` or `'…'`, in which a backslash makes a quote or a backslash a letter, and
  /// quotes inside `{{ }}` belong to the template. Nil, with nothing taken, when it has no end.
  mutating func quoted() -> Piece? {
    skipBlanks()
    guard !isAtEnd, Self.isQuote(bytes[index]) else { return nil }
    let quote = bytes[index]
    let start = index
    var text: [UInt8] = []
    var moved = TextPlaces(startingAt: places.origin(of: start + 1))
    var place = start + 1
    while place < bytes.count, bytes[place] != quote {
      let end = marks.quotedTemplateEnd(at: place, quote: quote) ?? place + 1
      while place < end {
        let isEscape =
          bytes[place] == UInt8(ascii: "\\") && place + 1 < bytes.count
          && (bytes[place + 1] == quote || bytes[place + 1] == UInt8(ascii: "\\"))
        if isEscape { place += 1 }
        moved.append(offset: text.count, origin: places.origin(of: place))
        text.append(bytes[place])
        place += 1
      }
    }
    guard place < bytes.count else { return nil }
    index = place + 1
    return Piece(
      text: String(decoding: text, as: UTF8.self), places: moved,
      range: places.origin(of: SourceRange(start, index)), isQuoted: true)
  }

  /// A value without quotes: a template, a JSON list or object, or letters up to a blank or comma.
  mutating func unquoted() -> Piece? {
    skipBlanks()
    let start = index
    if let end = marks.bracketsEnd(at: start) {
      index = end
    } else {
      while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ",") {
        index = marks.templateEnd(at: index) ?? index + 1
      }
    }
    guard index > start else { return nil }
    return piece(from: start, to: index)
  }

  mutating func value() -> Piece? { isAtQuote ? quoted() : unquoted() }

  /// Everything that is left, without blanks at the end.
  mutating func rest() -> Piece? {
    skipBlanks()
    let start = index
    var end = bytes.count
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    index = bytes.count
    return end > start ? piece(from: start, to: end) : nil
  }

  private func piece(from start: Int, to end: Int) -> Piece {
    Piece(
      text: String(decoding: bytes[start..<end], as: UTF8.self), places: places.dropping(start),
      range: places.origin(of: SourceRange(start, end)), isQuoted: false)
  }

  /// `name=value`, where one stands here; nothing is taken otherwise.
  mutating func option() -> Option? {
    var copy = self
    guard let name = copy.name(), copy.take(UInt8(ascii: "=")), let value = copy.value() else {
      return nil
    }
    self = copy
    return Option(name: name.text, nameRange: name.range, value: value)
  }

  // MARK: Templates

  /// Whether `{{`, `{%` or `${` stands outside quotes.
  var hasBareTemplate: Bool {
    guard marks.mayHaveTemplates else { return false }
    var cursor = self
    cursor.index = 0
    while !cursor.isAtEnd {
      let place = cursor.index
      let mayOpen = place == 0 || bytes[place - 1] <= 0x20 || bytes[place - 1] == UInt8(ascii: "=")
      if SentenceMarks.isTemplate(in: bytes, at: place) { return true }
      if let end = mayOpen ? marks.bracketsEnd(at: place) : nil {
        cursor.index = end
      } else if mayOpen, Self.isQuote(bytes[place]), cursor.quoted() != nil {
        continue
      } else {
        cursor.index = place + 1
      }
    }
    return false
  }

  /// The sentence with another text in place of each template.
  func replacingTemplates(with other: String) -> String {
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if let end = marks.templateEnd(at: place) {
        result += other.utf8
        place = end
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: Bytes

  static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
