/// Why a pattern is no regular expression.
package struct RegexError: Error, Hashable, Sendable {
  /// What is wrong; lower case, without a full stop.
  package var message: String
  /// The byte of the pattern at which the trouble begins.
  package var offset: Int
  /// A way out, where there is one to tell.
  package var hint: String?

  package init(_ message: String, offset: Int, hint: String? = nil) {
    self.message = message
    self.offset = offset
    self.hint = hint
  }
}
