import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowParsing
import WorkflowSource

@Suite struct LabelReaderTests {
  private func read(_ label: String) -> LabelReading {
    LabelReader(declaredNames: ["ready", "count"]).read(label, places: TextPlaces(startingAt: 100))
  }

  @Test(arguments: [
    ("always", ExitClass.always), ("Always", .always), ("default", .default), ("ELSE", .default),
    ("otherwise", .default), ("success", .success), ("Successful", .success),
    ("succeeded", .success), ("on success", .success), ("OnSuccess", .success),
    ("on_success", .success), ("ON-SUCCESSFUL", .success), ("onSucceeded", .success),
    ("fail", .failure), ("Failed", .failure), ("failure", .failure), ("error", .failure),
    ("OnFailure", .failure), ("on_error", .failure), ("On Fail", .failure), ("on failed", .failure),
  ])
  func readsClassWords(label: String, exitClass: ExitClass) {
    let reading = read(label)
    guard case .classWord(let found, let word) = reading.form else {
      Issue.record("\(label) is \(reading.form)")
      return
    }
    #expect(found == exitClass)
    #expect(word == label)
  }

  @Test(arguments: [
    "Max retries exceeded", "retry limit reached", "Retries exhausted", "attempts exhausted",
    "No attempts left", "No more retries left", "maximum reached", "MaxRetriesExceeded",
    "limit exceeded",
  ])
  func readsLimits(label: String) {
    guard case .limit = read(label).form else {
      Issue.record("\(label) is \(read(label).form)")
      return
    }
  }

  @Test(arguments: [
    "Limit not reached", "target reached", "exceeded", "Attempts left", "No budget left", "max",
  ])
  func otherWordsAreNoLimit(label: String) {
    if case .limit = read(label).form { Issue.record("\(label) is a limit") }
  }

  @Test(arguments: [
    ("\"approved\"", LabelPattern.text("approved")), ("/ready|go/", .regularExpression("ready|go")),
    ("/go/i", .regularExpression("(?i)go")),
  ])
  func readsPatterns(label: String, pattern: LabelPattern) {
    guard case .pattern(let found) = read(label).form else {
      Issue.record("\(label) is \(read(label).form)")
      return
    }
    #expect(found == pattern)
  }

  @Test func aBrokenPatternIsAnErrorInItsPlace() {
    let diagnostics = read("/a(b/").diagnostics
    #expect(diagnostics.map(\.code) == ["bad-pattern"])
    #expect((101...105).contains(diagnostics.first?.range?.lower ?? 0))
  }

  @Test(arguments: [
    ("retry_count < 3", "retry_count < 3"), ("[n < 3]", "n < 3"), ("ready", "ready"),
    ("needs_review", "needs_review"), ("result == 'ok'", "result == 'ok'"),
    ("a.b", "a.b"), ("has(a.b)", "has(a.b)"), ("!done", "!done"),
    ("result contains \"x\"", "result contains \"x\""),
    ("result includes \"x\"", "result contains \"x\""),
    ("result === 1", "result == 1"), ("result !== 1", "result != 1"),
    ("${count} > 3", "(count) > 3"), ("{{ count }} > 3", "( count ) > 3"),
    ("retry [count < 3] / log it", "count < 3"), ("x in [1, 2]", "x in [1, 2]"),
    ("items[0] == 1", "items[0] == 1"), ("ready [needs_review]", "needs_review"),
    ("a == 1 and b == 2", "a == 1 and b == 2"),
  ])
  func readsConditions(label: String, expression: String) {
    let reading = read(label)
    guard case .condition = reading.form else {
      Issue.record("\(label) is \(reading.form)")
      return
    }
    #expect(reading.guardExpression?.text == expression)
    #expect(reading.diagnostics.isEmpty)
  }

  @Test(arguments: [
    "Checks passed", "Pre-check", "Pass/Fail", "ready and done", "Approve (all)", "Step 2", "3",
    "Next >", "later", "not now", "Ready?", "Deploy to example", "Deploy [prod]", "a - b", "done!",
    "let's go", "tests pass && lint clean",
  ])
  func proseIsNoCondition(label: String) {
    let reading = read(label)
    guard case .prose = reading.form else {
      Issue.record("\(label) is \(reading.form)")
      return
    }
    #expect(reading.diagnostics.isEmpty)
  }

  @Test(arguments: ["value > 30 degrees", "error_rate > 5%", "score > 80 (good)"])
  func tellsOfProseThatLooksLikeACondition(label: String) {
    let reading = read(label)
    guard case .prose = reading.form else {
      Issue.record("\(label) is \(reading.form)")
      return
    }
    #expect(reading.diagnostics.map(\.code) == ["looks-like-condition"])
  }

  @Test func aClassWordMayHaveACondition() {
    let reading = read("OnFailure [count < 3]")
    guard case .classWord(.failure, "OnFailure") = reading.form else {
      Issue.record("\(reading.form)")
      return
    }
    #expect(reading.guardExpression?.text == "count < 3")
    #expect(reading.guardExpression?.range == SourceRange(111, 120))
  }

  @Test func umlsElseIsTheDefault() {
    guard case .classWord(.default, _) = read("[else]").form else {
      Issue.record("\(read("[else]").form)")
      return
    }
  }

  @Test(arguments: ["region = \"eu\"", "count >= ", "a == 1 &&", "[count == ]"])
  func brokenConditionsAreErrors(label: String) {
    let reading = read(label)
    #expect(reading.diagnostics.count == 1)
    #expect(reading.diagnostics.first?.severity == .error)
    #expect((100...120).contains(reading.diagnostics.first?.range?.lower ?? 0))
  }

  @Test func placesLieInTheFile() {
    let reading = read("  result === done_flag ")
    #expect(reading.text == "result === done_flag")
    #expect(reading.range == SourceRange(102, 122))
    #expect(reading.guardExpression?.references.last?.range == SourceRange(113, 122))
  }

  @Test func blankLabelsAreNone() {
    guard case .unlabelled = read("  ").form else {
      Issue.record("\(read("  ").form)")
      return
    }
  }
}
