import Testing
import WorkflowSource
import YAMLText

@Suite struct YAMLScalarPlacesTests {
  /// A scalar `k: …`, its content, and under it the column (from 0) and line each byte came from.
  @Test(arguments: [
    "k: plain text", "k: plain\n  folded  \n\n  twice", "k: 'single ''quoted'' text'",
    "k: 'a\n  b\n\n\n  c'", "k: \"a\\tb \\x41\\u00e9\\U0001F600 \\\" \\\\ end\"",
    "k: \"a \\\n   b\n  c\\n\n  d\"", "k: |\n  one\n    two\n\n  three\n", "k: |+\n  one\n\n\n",
    "k: |2\n    one\n  two", "k: >\n  one\n  two\n\n  three\n    four\n  five\n",
    "k: >-\n\n\n  one\n  two\n\n", "k: |\n  last", "k: 'é ü'\n", "k: \"\"", "k: ''", "k: |\n",
    "k: |\r\n  one\r\n  two\r\n", "k: a\r\n  b", "k: | # +2 comment\n  one\n", "k: \"\\/ \\_\\N\"",
    "k: >+\n  a\n\n  b\n\n# comment\n",
  ])
  func everyByteIsWhereItCameFrom(_ text: String) throws {
    let bytes = Array(text.utf8)
    let document = YAMLReader.read(bytes)
    #expect(document.diagnostics.isEmpty)
    let scalar = try #require(document.root?["k"]?.scalar)
    var last = -1
    for (offset, byte) in scalar.text.utf8.enumerated() {
      let origin = scalar.places.origin(of: offset)
      #expect(
        origin > last && origin < bytes.count, "byte \(offset) of \(scalar.text.debugDescription)")
      last = origin
      guard origin < bytes.count, bytes[origin] != byte else { continue }
      let isEscape = scalar.style == .doubleQuoted && isInEscape(origin, bytes)
      let isQuote = scalar.style == .singleQuoted && bytes[origin] == UInt8(ascii: "'")
      let isFold = byte == 0x20 && (bytes[origin] == 0x0A || bytes[origin] == 0x0D)
      let isBreak = byte == 0x0A && bytes[origin] == 0x0D
      #expect(isEscape || isQuote || isFold || isBreak, "byte \(offset) from \(origin)")
    }
  }

  @Test func escapesPointAtTheirBackslash() throws {
    let scalar = try #require(YAMLReader.read(Array(#""a\nb\u00e9c""#.utf8)).root?.scalar)
    let origins = (0..<scalar.text.utf8.count).map { scalar.places.origin(of: $0) }
    #expect(origins == [1, 2, 4, 5, 6, 11])
  }

  @Test func rangeInAFoldedTextStaysOnItsLine() throws {
    let scalar = try #require(
      YAMLReader.read(Array("k: >\n  one two\n  three".utf8)).root?["k"]?.scalar)
    #expect(scalar.places.origin(of: SourceRange(4, 7)) == SourceRange(11, 14))
    #expect(scalar.places.origin(of: SourceRange(8, 13)) == SourceRange(17, 22))
  }

  /// Up to ten bytes behind a backslash, the longest escape.
  private func isInEscape(_ origin: Int, _ bytes: [UInt8]) -> Bool {
    bytes[max(0, origin - 9)...origin].contains(UInt8(ascii: "\\"))
  }
}
