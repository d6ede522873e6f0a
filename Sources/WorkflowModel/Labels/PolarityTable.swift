/// The words that lean to success or failure: the whole table, in one place.
///
/// `PolarityReader` says how they work together; the manual's page WorkflowFormat tells people.
package enum PolarityTable {
  /// What a word says.
  package enum Meaning: Hashable, Sendable {
    case negative
    case positive
    /// Trouble by name, which says nothing alone: `issue`, `warning`.
    case trouble
    /// Trouble by name that is negative alone too: `error`.
    case graveTrouble
    /// Makes trouble present: `found`.
    case finder
    /// Makes trouble past: `fixed`. Some are positive alone too.
    case fixer(positiveAlone: Bool)
    /// `no`, `not`: turns what follows; beside neutral words it says little.
    case bareNegator
    /// `never`, `without`: turns what follows, and is negative alone.
    case negator
    /// `cannot`: turns the verb that follows, and is negative alone.
    case verbNegator
  }

  package static let negative = words(
    """
    fail fails failed failing error errors errored erroneous invalid
    unhealthy unsuccessful unverified unapproved unavailable unreachable unsupported unknown
    incomplete reject rejects rejected rejection denied deny denies decline declined
    abort aborts aborted aborting cancel cancels canceled cancelled canceling cancelling
    corrupt corrupted broken crash crashed missing missed exceed exceeds exceeded exhausted
    expired timeout refused blocked bad wrong critical fatal ✗ ✘ ❌
    need needs needed requested required remaining pending
    """)

  package static let positive = words(
    """
    pass passes passed passing success successes successful successfully
    succeed succeeds succeeded valid validated ok okay verified approve approves approved
    accept accepts accepted healthy created restored complete completes completed done ready
    merged deployed built published finished clean good green yes ✓ ✔ ✅
    """)

  package static let trouble = words(
    "issue issues problem problems bug bugs defect defects warning warnings finding findings")

  package static let graveTrouble = words(
    "error errors failure failures violation violations conflict conflicts")

  package static let finders = words("found detected")

  package static let fixers = words(
    "handled caught logged cleared corrected recovered repaired addressed")

  /// Fixers that are positive without any trouble beside them.
  package static let positiveFixers = words("fixed resolved")

  package static let bareNegators = words("no not")
  package static let negators = words("never none without zero 0")
  package static let verbNegators = words("cannot can't won't unable")

  /// Two words that mean one thing.
  package static let phrases: [String: (second: String, meaning: Meaning)] = [
    "timed": ("out", .negative),
    "rolled": ("back", .positive),
    "can": ("not", .verbNegator),
  ]

  /// How far a negator reaches, in words.
  package static let reach = 3

  /// The meaning of a word in lower case; nil for a neutral one.
  package static func meaning(of word: String) -> Meaning? { meanings[word] }

  private static let meanings: [String: Meaning] = {
    var table: [String: Meaning] = [:]
    let rows: [([String], Meaning)] = [
      (negative, .negative), (positive, .positive), (trouble, .trouble),
      (graveTrouble, .graveTrouble), (finders, .finder), (fixers, .fixer(positiveAlone: false)),
      (positiveFixers, .fixer(positiveAlone: true)), (bareNegators, .bareNegator),
      (negators, .negator), (verbNegators, .verbNegator),
    ]
    for (words, meaning) in rows {
      for word in words { table[word] = meaning }
    }
    return table
  }()

  // MARK: How a run ended

  /// Beginnings of words that say a run undid its work: negative where a run ends.
  package static let recoveryStems = words(
    "abort cancel rollback recover restor compensat revert undone emergency")

  /// Two words that say so.
  package static let recoveryPhrases: [(first: String, second: String)] = [
    ("rolled", "back"), ("roll", "back"), ("manual", "intervention"),
  ]

  /// Words that say only that something ends; silent where a run ends.
  package static let endingWords = words("complete done end finish final cleanup exit stop")

  private static func words(_ text: String) -> [String] {
    text.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { String(Substring($0)) }
  }
}
