import Testing
import WorkflowSource

@Suite struct SourceRangeTests {
  @Test func anEndBeforeTheBeginningIsTheBeginning() {
    #expect(SourceRange(5, 2) == SourceRange(5, 5))
    #expect(SourceRange(5, 2).isEmpty)
  }

  @Test func knowsItsBytes() {
    let range = SourceRange(2, 5)
    #expect(range.count == 3)
    #expect(range.description == "2..<5")
    #expect([1, 2, 4, 5].map(range.contains) == [false, true, true, false])
    #expect(range.shifted(by: 10) == SourceRange(12, 15))
    #expect(range.union(SourceRange(9, 11)) == SourceRange(2, 11))
    #expect(!SourceRange(3, 3).contains(3))
  }
}
