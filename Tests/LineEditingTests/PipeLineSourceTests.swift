internal import Testing

@testable import LineEditing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

@Suite struct PipeLineSourceTests {
  /// What a source makes of bytes that come through a pipe, a chunk at a time.
  private func lines(_ chunks: [[UInt8]], limit: Int = 1000) throws -> ([String], PipeLineSource) {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    for chunk in chunks { writeAll(chunk, to: ends[1]) }
    close(ends[1])
    defer { close(ends[0]) }
    let source = PipeLineSource(descriptor: ends[0], limit: limit)
    var lines: [String] = []
    while case .line(let line) = try source.nextLine(prompt: "") { lines.append(line) }
    return (lines, source)
  }

  @Test(arguments: [
    ("", []),
    ("a\nb\n", ["a", "b"]),
    ("a\nb", ["a", "b"]),
    ("a\r\nb\r\n", ["a", "b"]),
    ("\n\r\n\n", ["", "", ""]),
    ("a\rb\n", ["a\rb"]),
    ("a\0b\n", ["a\0b"]),
    ("\u{FEFF}a\n\u{FEFF}b\n", ["a", "\u{FEFF}b"]),
    ("é日本\t \u{1B}[0m\n", ["é日本\t \u{1B}[0m"]),
  ])
  func splitsAtLineFeeds(_ text: String, _ expected: [String]) throws {
    let (lines, source) = try lines([Array(text.utf8)])
    #expect(lines.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    #expect(source.line == expected.count)
    #expect(source.repairedLines.isEmpty)
  }

  @Test func replacesAndReportsBytesThatAreNoText() throws {
    let (lines, source) = try lines([
      Array("fine\nbad ".utf8) + [0xFF, 0x80] + Array(" end\nfine\n".utf8) + [0xC3]
    ])
    #expect(lines == ["fine", "bad \u{FFFD}\u{FFFD} end", "fine", "\u{FFFD}"])
    #expect(source.repairedLines == [2, 4])
  }

  @Test func readsLinesLongerThanAChunk() throws {
    let long = String(repeating: "x", count: 30_000)
    let (lines, _) = try lines([Array((long + "\nshort").utf8)], limit: 30_000)
    #expect(lines == [long, "short"])
  }

  @Test func refusesLinesOverTheLimit() throws {
    #expect(throws: LineSourceError.lineTooLong(line: 2, limit: 5)) {
      _ = try lines([Array("12345\n123456\n".utf8)], limit: 5)
    }
    #expect(throws: LineSourceError.lineTooLong(line: 1, limit: 5)) {
      _ = try lines([Array("no end of it".utf8)], limit: 5)
    }
  }

  @Test func saysWhatCannotBeRead() {
    let source = PipeLineSource(descriptor: -1)
    #expect(throws: LineSourceError.unreadable(code: EBADF)) { try source.nextLine(prompt: "") }
    #expect(
      LineSourceError.unreadable(code: EBADF).description.hasPrefix("cannot read the input: "))
  }

  @Test func endsAfterClose() throws {
    let source = ScriptLineSource(["a", "b"])
    #expect(source.nextLine(prompt: "1") == .line("a"))
    source.close()
    #expect(source.nextLine(prompt: "2") == .endOfInput)
    #expect(source.prompts == ["1", "2"])
  }
}
