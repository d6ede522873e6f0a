import JSONText
import Testing

@Suite struct JSONValueTests {
  @Test func givesItsOwnKindOnly() {
    let all: [JSONValue] = [nil, true, 7, .uint(.max), 2.5, "s", [1], ["a": 1]]
    #expect(all.map(\.boolValue) == [nil, true, nil, nil, nil, nil, nil, nil])
    #expect(all.map(\.intValue) == [nil, nil, 7, nil, nil, nil, nil, nil])
    #expect(
      all.map(\.doubleValue) == [nil, nil, 7, 18_446_744_073_709_551_615, 2.5, nil, nil, nil])
    #expect(all.map(\.stringValue) == [nil, nil, nil, nil, nil, "s", nil, nil])
    #expect(all.map { $0.arrayValue?.count } == [nil, nil, nil, nil, nil, nil, 1, nil])
    #expect(all.map { $0["a"] } == [nil, nil, nil, nil, nil, nil, nil, 1])
  }

  @Test func numbersOfDifferentKindsDiffer() {
    #expect(JSONValue.int(1) != .double(1))
    #expect(JSONValue.int(1) != .uint(1))
  }
}
