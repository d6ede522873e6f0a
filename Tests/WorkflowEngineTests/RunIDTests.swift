import Testing
import WorkflowLanguage

@testable import WorkflowEngine

@Suite struct RunIDTests {
  @Test func beginsWithTheTime() {
    // The example of the ULID specification: 1469918176385 ms is 01ARYZ6S41.
    let time = Timestamp(seconds: 1_469_918_176, nanoseconds: 385_000_000)
    let id = RunID.make(at: time)
    #expect(id.hasPrefix("01ARYZ6S41"))
    #expect(id.count == 26)
    #expect(RunID.make(at: time) != id)
  }
}
