import Testing
import WorkflowLanguage
import WorkflowModel

@Suite struct DurationTextTests {
  @Test(arguments: [
    ("1800", 1800.0), ("30s", 30), ("5m", 300), ("1h", 3600), ("1h30m", 5400), ("250ms", 0.25),
    ("0", 0), ("1.5", 1.5), ("0.5h", 1800), ("5 m", 300), ("5 seconds", 5), ("1 second", 1),
    ("2 Minutes", 120), ("1 hour 30 minutes", 5400), ("1.5 hours", 5400), ("1 day", 86_400),
    ("200 ms", 0.2), ("5min", 300), ("2d", 172_800),
  ])
  func reads(text: String, seconds: Double) {
    #expect(DurationText.read(text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "-5", "soon", "5 x", "5x", "5 seconds later", "minutes", "5 5", "m", "1..5",
    "99999999999999999999", "+3s",
  ])
  func refuses(text: String) {
    #expect(DurationText.read(text) == nil)
  }
}
