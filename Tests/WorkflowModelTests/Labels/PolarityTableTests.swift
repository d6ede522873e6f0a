import Testing
import WorkflowModel

/// Every word of the table, written out again: a word that is lost or moved is noticed.
@Suite struct PolarityTableTests {
  static let negative = """
    fail fails failed failing failure failures error errors errored erroneous invalid unhealthy
    unsuccessful unverified unapproved unavailable unreachable unsupported unknown incomplete
    reject rejects rejected rejection denied deny denies decline declined abort aborts aborted
    aborting cancel cancels canceled cancelled cancelling corrupt corrupted broken crash crashed
    missing missed exceed exceeds exceeded exhausted expired timeout refused blocked conflict
    conflicts violation violations bad wrong critical fatal need needs needed requested required
    remaining pending cannot can't won't never none without unable no not ✗ ✘ ❌
    """.words
  static let positive = """
    pass passes passed passing success successes successful successfully succeed succeeds succeeded
    valid validated ok okay verified approve approves approved accept accepts accepted healthy
    created restored complete completes completed done ready merged deployed built published
    finished resolved fixed clean good green yes ✓ ✔ ✅
    """.words
  static let troubleAlone = """
    issue issues problem problems bug bugs defect defects warning warnings finding findings
    """.words
  static let graveTrouble = """
    error errors failure failures violation violations conflict conflicts
    """.words
  static let fixers = """
    fixed resolved handled caught logged cleared corrected recovered repaired addressed
    """.words

  @Test(arguments: negative) func isNegative(_ word: String) {
    #expect(PolarityReader.leaning(of: word)?.polarity == .negative)
    #expect(
      PolarityReader.leaning(of: "Xyz \(word.capitalisedWord), xyz")?.polarity == .negative
        || ["no", "not"].contains(word))
    #expect(PolarityReader.leaning(of: "x\(word)x") == nil || word.utf8.first ?? 0 > 127)
    #expect(PolarityReader.mentionsTrouble(word))
  }

  @Test(arguments: positive) func isPositive(_ word: String) {
    #expect(PolarityReader.leaning(of: word)?.polarity == .positive)
    #expect(PolarityReader.leaning(of: "the \(word.uppercased()) xyz")?.polarity == .positive)
    #expect(PolarityReader.leaning(of: "not \(word)")?.polarity == .negative)
    #expect(!PolarityReader.mentionsTrouble(word))
  }

  @Test(arguments: troubleAlone) func saysNothingAlone(_ word: String) {
    #expect(PolarityReader.leaning(of: word) == nil)
  }

  @Test(arguments: troubleAlone + graveTrouble) func troubleIsFoundOrMended(_ word: String) {
    for finder in ["found", "detected"] {
      #expect(PolarityReader.leaning(of: "\(word) \(finder)")?.polarity == .negative)
      #expect(PolarityReader.leaning(of: "no \(word) \(finder)")?.polarity == .positive)
    }
    for fixer in Self.fixers {
      #expect(PolarityReader.leaning(of: "\(word) \(fixer)")?.polarity == .positive)
    }
    for negator in ["no", "not", "never", "none", "without", "zero", "0"] {
      #expect(PolarityReader.leaning(of: "\(negator) \(word)")?.polarity == .positive)
    }
  }

  @Test(arguments: [
    ("timed out", Polarity.negative), ("rolled back", .positive), ("zero results", .negative),
    ("0 results", .negative),
  ])
  func readsPairsOfWords(text: String, polarity: Polarity) {
    #expect(PolarityReader.leaning(of: text)?.polarity == polarity)
  }

  @Test func nothingElseIsInTheTable() {
    let known = Set(Self.negative + Self.positive + Self.troubleAlone + Self.graveTrouble)
    let listed =
      PolarityTable.negative + PolarityTable.positive + PolarityTable.trouble
      + PolarityTable.graveTrouble
    #expect(Set(listed).subtracting(known) == ["canceling"])
    #expect(Set(PolarityTable.fixers + PolarityTable.positiveFixers) == Set(Self.fixers))
  }
}

extension String {
  var words: [String] { split { $0 == " " || $0 == "\n" }.map(String.init) }
  var capitalisedWord: String { prefix(1).uppercased() + dropFirst() }
}
