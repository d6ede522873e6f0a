package import WorkflowSource

/// Why a text is no expression or template, or why one has no value.
package struct LanguageError: Error, Hashable, Sendable, Codable {
  /// The kind of mistake, stable and hyphenated; one of the constants below.
  package var code: String
  /// Lower case, no full stop.
  package var message: String
  /// In the file; nil where the mistake has no place.
  package var range: SourceRange?
  package var hint: String?
  /// Where in a partial it is; `range` is then the tag that brought that in.
  package var partial: PartialPlace?

  /// A place in a partial, by its name; in its own file.
  package struct PartialPlace: Hashable, Sendable, Codable {
    package var name: String
    package var range: SourceRange
  }

  package init(
    _ code: String, _ message: String, range: SourceRange? = nil, hint: String? = nil
  ) {
    self.code = code
    self.message = message
    self.range = range
    self.hint = hint
  }

  package var diagnostic: Diagnostic { .error(code, message, range: range, hint: hint) }
}

extension LanguageError {
  /// The text cannot be read.
  package static let syntax = "syntax"
  /// Too deep, too long, or too many steps.
  package static let limit = "limit"
  package static let undefinedName = "undefined-name"
  package static let undefinedMember = "undefined-member"
  package static let unknownFunction = "unknown-function"
  package static let unknownFilter = "unknown-filter"
  /// A value of the wrong kind.
  package static let wrongKind = "wrong-kind"
  package static let wrongArguments = "wrong-arguments"
  package static let divisionByZero = "division-by-zero"
  package static let overflow = "overflow"
  package static let outOfRange = "out-of-range"
  package static let badConversion = "bad-conversion"
  package static let badPattern = "bad-pattern"
}
