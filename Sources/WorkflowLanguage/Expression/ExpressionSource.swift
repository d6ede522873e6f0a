package import WorkflowSource

/// The text that a tree was read from, and where it stands in the file.
package final class ExpressionSource: Sendable {
  package let text: String
  package let places: TextPlaces

  package init(text: String, places: TextPlaces) {
    self.text = text
    self.places = places
  }

  /// The range in the file of a range of the text.
  package func fileRange(_ range: SourceRange) -> SourceRange { places.origin(of: range) }

  /// The letters of a range of the text, blanks at the ends left out.
  package func letters(_ range: SourceRange) -> String {
    let utf8 = text.utf8
    guard range.lower >= 0, range.upper <= utf8.count else { return "" }
    let lower = utf8.index(utf8.startIndex, offsetBy: range.lower)
    let upper = utf8.index(utf8.startIndex, offsetBy: range.upper)
    var slice = Substring(utf8[lower..<upper])
    while let first = slice.first, first.isWhitespace { slice.removeFirst() }
    while let last = slice.last, last.isWhitespace { slice.removeLast() }
    return String(slice)
  }

  package func error(
    _ code: String, _ message: String, at range: SourceRange, hint: String? = nil
  ) -> LanguageError {
    LanguageError(code, message, range: fileRange(range), hint: hint)
  }
}
