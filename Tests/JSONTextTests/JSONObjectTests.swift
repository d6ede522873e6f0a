import JSONText
import Testing

@Suite struct JSONObjectTests {
  /// Below and above the size from which names are indexed.
  @Test(arguments: [1, 12, 13, 14, 40])
  func setsReadsAndRemoves(_ count: Int) {
    var object = JSONObject()
    for number in 0..<count { object["n\(number)"] = .int(Int64(number)) }
    #expect(object.names == (0..<count).map { "n\($0)" })
    for number in 0..<count { object["n\(number)"] = .int(Int64(-number)) }
    #expect(object.count == count)
    for number in 0..<count { #expect(object["n\(number)"] == .int(Int64(-number))) }
    #expect(object["n\(count)"] == nil)

    for number in stride(from: 0, to: count, by: 2) { object["n\(number)"] = nil }
    object["absent"] = nil
    object["new"] = "last"
    #expect(
      object.names == stride(from: 1, to: count, by: 2).map { "n\($0)" } + ["new"])
    for name in object.names { #expect(object[name] != nil) }
  }

  @Test func equalWhateverTheOrder() {
    let one: JSONObject = ["a": 1, "b": [2]]
    let other: JSONObject = ["b": [2], "a": 1]
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(one != ["a": 1])
    #expect(one != ["a": 1, "b": [2], "c": nil])
    #expect(one != ["a": 1, "c": [2]])
  }

  @Test func namesAreComparedByTheirBytes() throws {
    let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"
    let object = try #require(try JSONReader.read(text).objectValue)
    #expect(object.count == 2)
    #expect(object["\u{E9}"] == 1)
    #expect(object["e\u{301}"] == 2)
  }
}
