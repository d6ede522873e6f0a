import Testing

@testable import WorkflowEngine

@Suite struct ChainTests {
  @Test func listsElementsBothWays() {
    var chain: Chain<Int>?
    for number in 1...5 { chain = Chain(number, after: chain) }
    #expect(Chain.inOrder(chain) == [1, 2, 3, 4, 5])
    #expect(Array(Chain.latestFirst(chain)) == [5, 4, 3, 2, 1])
    #expect(chain?.count == 5)
    #expect(Chain<Int>.inOrder(nil) == [])
  }

  @Test func olderListsStayWhatTheyWere() {
    let first = Chain("a", after: nil)
    let left = Chain("b", after: first)
    let right = Chain("c", after: first)
    #expect(Chain.inOrder(left) == ["a", "b"])
    #expect(Chain.inOrder(right) == ["a", "c"])
  }

  @Test func aLongListIsFreedWithoutADeepRecursion() {
    var chain: Chain<Int>?
    for number in 0..<1_000_000 { chain = Chain(number, after: chain) }
    #expect(chain?.count == 1_000_000)
    chain = nil
    #expect(chain == nil)
  }

  @Test func aSharedTailSurvivesTheHead() {
    var tail: Chain<Int>?
    for number in 0..<1000 { tail = Chain(number, after: tail) }
    var head: Chain<Int>? = Chain(1000, after: tail)
    #expect(head?.count == 1001)
    head = nil
    #expect(Chain.inOrder(tail) == Array(0..<1000))
  }
}
