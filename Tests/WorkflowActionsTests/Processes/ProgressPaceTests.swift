import HandlerContract
import Testing
import WorkflowActions

@Suite struct ProgressPaceTests {
  static func progress(_ part: Double) -> HandlerMessage { .progress(fraction: part, message: nil) }

  @Test func tenASecondAndTheLast() {
    let start = ContinuousClock.now
    func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }
    var pace = ProgressPace()
    #expect(pace.offer(Self.progress(0.1), at: at(0)) == .send)
    #expect(pace.offer(Self.progress(0.2), at: at(10)) == .hold(until: at(100)))
    #expect(pace.offer(Self.progress(0.3), at: at(99)) == .replaced)
    #expect(pace.flush(at: at(100)) == Self.progress(0.3))
    #expect(pace.flush(at: at(100)) == nil)
    #expect(pace.offer(Self.progress(0.4), at: at(150)) == .hold(until: at(200)))
    #expect(pace.flush(at: at(160)) == Self.progress(0.4), "the end does not wait")
    #expect(pace.offer(Self.progress(0.5), at: at(400)) == .send)
  }

  @Test func aLateFlushSendsNothingOld() {
    let start = ContinuousClock.now
    var pace = ProgressPace()
    #expect(pace.offer(Self.progress(0.1), at: start) == .send)
    #expect(
      pace.offer(Self.progress(0.2), at: start) == .hold(until: start + ProgressPace.interval))
    #expect(pace.offer(Self.progress(0.3), at: start + .seconds(1)) == .send)
    #expect(pace.flush(at: start + .seconds(1)) == nil)
  }
}
