import Testing

@testable import WorkflowEngine

@Suite struct ChunkedTests {
  @Test(arguments: [0, 1, 15, 16, 17, 256, 257, 1000, 4097])
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

  @Test func eachCopyKeepsItsOwnOnEveryLevel() {
    var array = Chunked(repeating: 0, count: 5000)
    var copies: [Chunked<Int>] = []
    for number in 1...50 {
      copies.append(array)
      array[number * 97 % 5000] = number
      array[0] = number
    }
    for (number, copy) in copies.enumerated() {
      #expect(copy[0] == number)
      #expect((0..<5000).count { copy[$0] != 0 } == (number == 0 ? 0 : number + 1))
    }
  }
}
