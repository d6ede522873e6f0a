internal import Testing

@testable import LineEditing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

@Suite struct KeyReaderTests {
  @Test(
    arguments: [
      ([0x61], "a"), ([0xC3, 0xA9], "é"), ([0xE6, 0x97, 0xA5], "日"),
      ([0xF0, 0x9F, 0x98, 0x80], "😀"),
      ([0x00, 0x1B, 0x7F], "\0\u{1B}\u{7F}"),
      // Broken: nothing vanishes, and the next key is whole.
      ([0xFF, 0x61], "\u{FFFD}a"), ([0xC3, 0x61], "\u{FFFD}a"), ([0x80], "\u{FFFD}"),
      ([0xE6, 0x97, 0xC3, 0xA9], "\u{FFFD}é"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
      ([0xED, 0xA0, 0x80, 0x61], "\u{FFFD}a"), ([0xE0, 0x80, 0x80], "\u{FFFD}"),
      ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}"), ([0xF5], "\u{FFFD}"),
      // Ours for the editor's own use.
      ([0xC2, 0x80, 0xC2, 0x9C, 0xC2, 0xA0], "\u{FFFD}\u{FFFD}\u{A0}"),
    ] as [([UInt8], String)])
  func decodes(_ bytes: [UInt8], _ expected: String) {
    var decoder = KeyDecoder()
    let scalars = bytes.flatMap { decoder.take($0) }
    #expect(scalars == Array(expected.unicodeScalars))
  }

  @Test func readsKeysThenTheBellThenTheEnd() throws {
    var input: [Int32] = [0, 0]
    var bell: [Int32] = [0, 0]
    try #require(pipe(&input) == 0)
    try #require(pipe(&bell) == 0)
    var reader = KeyReader(input: input[0])
    reader.bell = bell[0]
    #expect(!reader.isPending())
    writeAll("aé".utf8, to: input[1])
    #expect(reader.isPending())
    #expect(reader.next() == .key("a"))
    reader.putBack(["b", "c"])
    #expect([reader.next(), reader.next(), reader.next()] == [.key("b"), .key("c"), .key("é")])
    writeAll([0], to: bell[1])
    #expect(reader.next() == .signal)
    var byte: UInt8 = 1
    #expect(read(bell[0], &byte, 1) == 1)
    close(input[1])
    #expect(reader.next() == .end)
    for descriptor in [input[0], bell[0], bell[1]] { close(descriptor) }
  }

  @Test func keysHaveOneMeaning() {
    var seen: Set<String> = []
    for binding in keyBindings + hiddenBindings {
      for key in binding.sequences { #expect(seen.insert(key).inserted, "\(key) is bound twice") }
    }
    seen = []
    for binding in keyBindings + hiddenBindings {
      for key in binding.commandSequences {
        #expect(seen.insert(key).inserted, "\(key) is bound twice in vi's command mode")
      }
    }
  }
}
