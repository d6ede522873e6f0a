import Testing
import WorkflowLanguage
import WorkflowParsing

@Suite struct DurationTextTests {
  @Test(arguments: [
    ("1800", 1800.0), ("30s", 30), ("5m", 300), ("1h", 3600), ("1h30m", 5400), ("250ms", 0.25),
    ("0", 0), ("1.5", 1.5), ("0.5h", 1800),
  ])
  func reads(text: String, seconds: Double) {
    #expect(DurationText.read(text)?.seconds == seconds)
  }

  @Test(arguments: ["", "-5", "soon", "5 m", "5x", "m", "1..5", "99999999999999999999", "+3s"])
  func refuses(text: String) {
    #expect(DurationText.read(text) == nil)
  }
}
