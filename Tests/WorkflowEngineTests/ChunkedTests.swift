import Testing

@testable import WorkflowEngine

@Suite struct ChunkedTests {
  @Test(arguments: [1, 15, 16, 17, 1000])
  func keepsWhatIsWrittenAtEachIndex(count: Int) {
    var array = Chunked(repeating: -1, count: count)
    for index in 0..<count { array[index] = index * 2 }
    #expect((0..<count).map { array[$0] } == (0..<count).map { $0 * 2 })
    #expect(array.count == count)
  }

  @Test func copiesDoNotSeeLaterWrites() {
    var array = Chunked(repeating: 0, count: 40)
    let before = array
    array[33] = 7
    #expect(before[33] == 0)
    #expect(array[33] == 7)
    #expect(array[32] == 0)
  }
}
