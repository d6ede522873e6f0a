import Testing

@testable import WorkflowEngine

@Suite struct RunLimitTests {
  @Test(arguments: [
    ("transitions", "50", 50), ("depth", "3", 3), ("template-size", "64K", 65_536),
    ("handler-output", "2M", 2_097_152), ("handler-output", "1g", 1_073_741_824),
    ("expression-depth", "10", 10),
  ])
  func isSetByName(name: String, text: String, value: Int) throws {
    let limit = try #require(RunLimit.all.first { $0.name == name })
    var limits = RunLimits()
    #expect(limit.set(text, in: &limits))
    #expect(limit.value(in: limits) == value)
  }

  @Test(arguments: [
    ("transitions", "0"), ("transitions", "-1"), ("transitions", "many"), ("transitions", "5K"),
    ("expression-depth", "257"), ("depth", "9999"), ("handler-output", "2G"),
    ("handler-output", "9223372036854775807G"), ("template-size", "K"), ("template-size", ""),
  ])
  func whatDoesNotFitChangesNothing(name: String, text: String) throws {
    let limit = try #require(RunLimit.all.first { $0.name == name })
    var limits = RunLimits()
    #expect(!limit.set(text, in: &limits))
    #expect(limits == RunLimits())
  }

  @Test func eachBeginsInItsRange() {
    for limit in RunLimit.all { #expect(limit.range.contains(limit.value(in: RunLimits()))) }
  }
}
