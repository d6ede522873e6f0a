import Testing
import WorkflowActions

@Suite struct ErrorTailTests {
  @Test func linesGoOutAsTheyCome() {
    var tail = ErrorTail()
    #expect(tail.read(Array("one\r\ntw".utf8)) == ["one"])
    #expect(tail.read(Array("o\n\nthree".utf8)) == ["two", ""])
    #expect(tail.finish() == ["three"])
    #expect(tail.lastLines == "one\ntwo\n\nthree")
  }

  @Test func theMiddleIsLeftOut() {
    var tail = ErrorTail(limit: 10)
    #expect(tail.read(Array("aaaa\nbbbb\n".utf8)) == ["aaaa", "bbbb"])
    for _ in 0..<100 { #expect(tail.read(Array("cccc\n".utf8)) == []) }
    #expect(tail.read(Array("dddd\neeee\n".utf8)) == [])
    #expect(
      tail.finish() == ["… 500 bytes of standard error are left out …", "dddd", "eeee"])
  }

  @Test func nothingIsLeftOutOfTwiceTheLimit() {
    var tail = ErrorTail(limit: 10)
    #expect(tail.read(Array("aaaa\nbbbbbccccc\ndddd".utf8)) == ["aaaa", "bbbbb"])
    #expect(tail.finish() == ["ccccc", "dddd"])
  }

  @Test func invalidUTF8IsShown() {
    var tail = ErrorTail()
    #expect(tail.read([0x61, 0xFF, 0x0A]) == ["a\u{FFFD}"])
  }

  @Test func theLastLinesAreTwenty() {
    var tail = ErrorTail()
    for number in 1...50 { _ = tail.read(Array("line \(number)\n".utf8)) }
    #expect(
      tail.lastLines.split(separator: "\n").map(String.init) == (31...50).map { "line \($0)" })
  }

  @Test func theLastLinesAreShort() {
    var tail = ErrorTail()
    _ = tail.read([UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000))
    #expect(tail.lastLines.utf8.count == 4096)
  }
}
