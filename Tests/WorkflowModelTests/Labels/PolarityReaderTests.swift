import Testing
import WorkflowModel

@Suite struct PolarityReaderTests {
  @Test(arguments: LabelledPhrase.all)
  func readsPhrases(_ phrase: LabelledPhrase) {
    #expect(PolarityReader.leaning(of: phrase.text)?.polarity == phrase.polarity)
    #expect(
      PolarityReader.leaning(of: phrase.text, onConditional: true)?.polarity
        == phrase.onConditional)
  }

  @Test func theTableOfPhrasesIsLong() {
    #expect(LabelledPhrase.all.count >= 150)
    #expect(Set(LabelledPhrase.all.map(\.text)).count == LabelledPhrase.all.count)
  }

  @Test(arguments: [
    ("Checks passed", "passed"), ("Migrations rolled back", "rolled back"),
    ("Request timed out", "timed out"), ("No issues found", "no issues"),
    ("Issues were found", "issues were found"), ("Cannot proceed", "cannot"),
    ("Valid but rejected", "rejected"), ("Error caught", "error caught"),
  ])
  func saysWhichWordsDecided(label: String, words: String) {
    #expect(PolarityReader.leaning(of: label)?.words == words)
  }

  @Test func namesTheWordAfterABareNegator() {
    let leaning = PolarityReader.leaning(of: "No retry", onConditional: true)
    #expect(leaning == .init(.negative, words: "no retry"))
  }

  @Test(arguments: [
    ("Error caught", true), ("Cannot proceed", true), ("No errors", true), ("Handle failure", true),
    ("Timed out", true), ("Initiate rollback", false), ("Checks passed", false),
    ("Issues", false), ("", false), ("Continue", false), ("not now", true),
  ])
  func seesTroubleWhateverStandsBesideIt(label: String, mentions: Bool) {
    #expect(PolarityReader.mentionsTrouble(label) == mentions)
  }

  @Test(arguments: [
    ("Migration successful", Polarity.positive), ("Migration Complete", nil),
    ("Recovered to previous state", .negative), ("RecoveryComplete", .negative),
    ("Recovery Successful", .negative), ("Manual intervention required", .negative),
    ("Migration aborted", .negative), ("Rolled back", .negative), ("RollbackDone", .negative),
    ("Compensated", .negative), ("Reverted", .negative), ("Changes undone", .negative),
    ("EmergencyMode", .negative), ("Cancelled", .negative), ("RestoreFinished", .negative),
    ("Done", nil), ("End", nil), ("Cleanup", nil), ("Stop", nil), ("Finished", .positive),
    ("Success", .positive), ("Deploy Failed", .negative), ("Next", nil), ("", nil),
  ])
  func readsHowARunEnds(text: String, polarity: Polarity?) {
    #expect(PolarityReader.endLeaning(of: text)?.polarity == polarity)
  }
}

/// A line of `polarityPhrases`.
struct LabelledPhrase: Sendable, CustomTestStringConvertible {
  var text: String
  var polarity: Polarity?
  var onConditional: Polarity?
  var testDescription: String { text }

  static let all: [LabelledPhrase] = polarityPhrases.split(separator: "\n").map { line in
    let signs = line.prefix { $0 != " " }.map { sign -> Polarity? in
      sign == "+" ? .positive : sign == "-" ? .negative : nil
    }
    return LabelledPhrase(
      text: String(line.drop { $0 != " " }.dropFirst()), polarity: signs[0],
      onConditional: signs[signs.count - 1])
  }
}
