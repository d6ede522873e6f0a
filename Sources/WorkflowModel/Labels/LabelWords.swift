/// The words of a label, a state's name or a title, as the polarity table reads them.
///
/// A word is a run of letters, a run of digits, or one of the marks ✓ ✔ ✅ ✗ ✘ ❌. `CreateBackup` is
/// two words, `HTTPError` too, and `can't` is one. All are in lower case.
package struct LabelWords: Sendable {
  package struct Word: Hashable, Sendable {
    package var text: String
    /// Whether a comma, a dash between blanks or the like stands before it: a new clause begins.
    package var beginsClause: Bool
    /// Whether only a slash stands between it and the word before.
    package var followsSlash: Bool
  }

  /// At most `most` words: whoever writes more writes no label.
  package private(set) var words: [Word] = []

  /// The reader of polarity compares words with each other, so that their number must be bounded.
  private static let most = 200

  package init(_ text: String) {
    var text = text
    text.withUTF8 { bytes in read(bytes) }
  }

  /// The words with one blank between.
  package var joined: String { words.map(\.text).joined(separator: " ") }

  package func contains(_ text: String) -> Bool { words.contains { $0.text == text } }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var word: [UInt8] = []
    var gap = Gap()
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let mark = Self.mark(at: index, in: bytes) {
        finish(&word, &gap)
        finish(mark, &gap)
        index += 3
      } else if Self.isApostrophe(at: index, in: bytes), !word.isEmpty {
        word.append(UInt8(ascii: "'"))
        index += byte == UInt8(ascii: "'") ? 1 : 3
      } else if Self.isLetter(byte) {
        if !word.isEmpty, Self.isHump(at: index, in: bytes) { finish(&word, &gap) }
        word.append(Self.lowered(byte))
        index += 1
      } else if Self.isDigit(byte) {
        if let last = word.last, !Self.isDigit(last) { finish(&word, &gap) }
        word.append(byte)
        index += 1
      } else {
        finish(&word, &gap)
        gap.add(byte)
        index += 1
      }
    }
    finish(&word, &gap)
  }

  private mutating func finish(_ word: inout [UInt8], _ gap: inout Gap) {
    while word.last == UInt8(ascii: "'") { word.removeLast() }
    guard !word.isEmpty else { return }
    finish(String(decoding: word, as: UTF8.self), &gap)
    word.removeAll(keepingCapacity: true)
  }

  private mutating func finish(_ text: String, _ gap: inout Gap) {
    guard words.count < Self.most else { return }
    words.append(
      Word(
        text: text, beginsClause: words.isEmpty || gap.endsClause,
        followsSlash: !words.isEmpty && gap.isSlash))
    gap = Gap()
  }

  /// What stands between two words.
  private struct Gap {
    var endsClause = false
    var isSlash = false
    private var last: UInt8 = 0

    mutating func add(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x0A:
        endsClause = true
      case UInt8(ascii: "/"): isSlash = true
      case UInt8(ascii: " "):
        // A dash counts as punctuation only with blanks round it: `No - stop`, not `pre-check`.
        if last == UInt8(ascii: "-") { endsClause = true }
      default: break
      }
      last = byte
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80
  }

  private static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  private static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

  /// Whether a new word begins at a capital: `fooBar`, `HTTPError`, `v2Ready`.
  private static func isHump(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let before = bytes[index - 1]
    if isDigit(before) { return true }
    guard isUpper(bytes[index]) else { return false }
    if isLower(before) { return true }
    return isUpper(before) && index + 1 < bytes.count && isLower(bytes[index + 1])
      && !isPluralOfCapitals(at: index, in: bytes)
  }

  /// `IDs`: a lone small s behind capitals belongs to them.
  private static func isPluralOfCapitals(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    bytes[index + 1] == UInt8(ascii: "s")
      && (index + 2 == bytes.count || !isLetter(bytes[index + 2]))
  }

  /// `'`, or U+2019, before a letter.
  private static func isApostrophe(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let next: Int
    if bytes[index] == UInt8(ascii: "'") {
      next = index + 1
    } else if index + 2 < bytes.count, bytes[index] == 0xE2, bytes[index + 1] == 0x80,
      bytes[index + 2] == 0x99
    {
      next = index + 3
    } else {
      return false
    }
    return next < bytes.count && isLetter(bytes[next])
  }

  /// The mark that begins here: ✅ U+2705, ✓ U+2713, ✔ U+2714, ✗ U+2717, ✘ U+2718, ❌ U+274C.
  private static func mark(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes[index] == 0xE2, index + 2 < bytes.count else { return nil }
    switch (bytes[index + 1], bytes[index + 2]) {
    case (0x9C, 0x85): return "✅"
    case (0x9C, 0x93): return "✓"
    case (0x9C, 0x94): return "✔"
    case (0x9C, 0x97): return "✗"
    case (0x9C, 0x98): return "✘"
    case (0x9D, 0x8C): return "❌"
    default: return nil
    }
  }
}
