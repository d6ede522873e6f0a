import Testing
import WorkflowModel
import WorkflowParsing
import WorkflowSource

@Suite struct ExitClassifierTests {
  private func classify(
    _ labels: [String], _ source: ExitClassifier.Source = .action
  ) -> [TransitionLabel] {
    let reader = LabelReader(declaredNames: ["n"])
    return ExitClassifier(source: source).classify(
      labels.map { reader.read($0, places: TextPlaces()) })
  }

  private func classes(
    _ labels: [String], _ source: ExitClassifier.Source = .action
  ) -> [ExitClass] {
    classify(labels, source).map(\.exitClass)
  }

  @Test func readsPolarity() {
    #expect(classes(["Checks passed", "Checks failed"]) == [.success, .failure])
    #expect(classify(["Checks passed", "Checks failed"])[0].rule == .polarity(words: "passed"))
  }

  @Test func aSoleExitIsAlwaysTaken() {
    let label = classify(["Error caught"])[0]
    #expect(label.exitClass == .always)
    #expect(label.rule == .sole)
    #expect(label.mentionsTrouble)
    #expect(classes(["Initiate rollback"]) == [.always])
    #expect(classes(["Failed"]) == [.failure])
    #expect(classes([""]) == [.always])
  }

  @Test func theOtherOfAPairIsTheOpposite() {
    #expect(classes(["Continue", "Cannot proceed"]) == [.success, .failure])
    #expect(classify(["Retry", "Failed"])[0].rule == .pair(other: "Failed"))
    #expect(classes(["Success", "Rollback"]) == [.success, .failure])
    #expect(classes(["Retry", "Later"]) == [.prose, .prose])
    #expect(classes(["Retry", "Failed", "Later"]) == [.prose, .failure, .prose])
    #expect(classes(["n < 3", "Retry", "Failed"]) == [.guard, .success, .failure])
  }

  @Test func noIsNegativeBehindAConditional() {
    #expect(classes(["Retry", "No retry"], .conditional) == [.success, .failure])
    #expect(classes(["Retry", "No retry"]) == [.prose, .prose])
    #expect(classes(["true", "false"], .conditional) == [.success, .failure])
    #expect(classes(["Yes", "No"]) == [.success, .failure])
  }

  @Test func proseAsksOnStatesWithoutAction() {
    #expect(classes(["Passed", "Failed tests"], .idle) == [.choice, .choice])
    #expect(classes(["Failed", "passed"], .idle) == [.failure, .success])
    #expect(classes(["Only way"], .idle) == [.always])
    #expect(classes(["Only way"], .choosing) == [.choice])
    #expect(classes(["Passed", "Failed tests"], .passage) == [.success, .failure])
  }

  @Test func otherFormsKeepTheirClass() {
    #expect(
      classes(["", "default", "Max retries reached", "\"x\"", "/x/", "n > 1", "on_error"])
        == [.always, .default, .exhausted, .pattern, .pattern, .guard, .failure])
    #expect(
      classify(["", "default", "Max retries reached", "\"x\"", "/x/", "n > 1"]).map(\.rule)
        == [
          .unlabelled, .classWord("default"), .limitWords, .quotedText, .regularExpression,
          .expression,
        ])
  }

  @Test func startsDecideNothing() {
    #expect(classes(["Start Migration"], .start) == [.always])
  }
}
