import JSONText

/// What became of one case.
struct CaseResult {
  enum Outcome {
    case passed
    /// With what was expected and what came, in a line or a few.
    case failed(String)
    /// With the rule that leaves it out.
    case skipped(String)
  }

  var name: String
  /// The part of the suite it is counted with in the lines above the last.
  var section: String
  var outcome: Outcome
}

/// A kind of suite: which files are its, and how a case of theirs is examined.
protocol Suite {
  /// Whether a file is of this kind, by its name up to the first dot.
  static func accepts(_ stem: String) -> Bool

  /// The lines that a case is counted in: the stem, or parts of a suite that stand on their own.
  static func reportName(of testCase: JSONValue, stem: String) -> String

  static func examine(_ testCase: JSONValue) -> CaseResult
}

extension Suite {
  static func reportName(of testCase: JSONValue, stem: String) -> String { stem }
}

/// Every kind of suite, in the order their reports are printed.
let suites: [any Suite.Type] = [
  LiquidSuite.self, CELSuite.self, MermaidSuite.self,
]
