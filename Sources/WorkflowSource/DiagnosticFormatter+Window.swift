extension DiagnosticFormatter {
  /// The part of a line that is shown: all of it, or where it is very long a stretch that begins
  /// a little before the mark.
  struct Window {
    var before: [String]
    var marked: [String]
    var after: [String]
    var isCutBefore: Bool
    var isCutAfter: Bool

    init(of line: SourceRange, around range: SourceRange, in source: SourceText) {
      // A scalar has at most four bytes, so these reach at least as far as is shown; nothing of
      // a line of a hundred megabytes is decoded beyond them.
      let reach = 4 * DiagnosticFormatter.widestLine
      let lower = min(max(range.lower, line.lower), line.upper)
      let upper = min(max(range.upper, lower), line.upper)
      let first = Self.scalarStart(max(line.lower, lower - reach), in: source, line: line)
      let last = Self.scalarStart(min(line.upper, lower + reach), in: source, line: line)
      before = Self.printable(SourceRange(first, lower), in: source)
      marked = Self.printable(SourceRange(lower, min(upper, last)), in: source)
      after = Self.printable(SourceRange(min(upper, last), last), in: source)
      isCutBefore = first > line.lower
      isCutAfter = last < line.upper

      let widest = DiagnosticFormatter.widestLine
      guard before.count + marked.count + after.count > widest || isCutBefore || isCutAfter else {
        return
      }
      if before.count > Self.lead {
        before.removeFirst(before.count - Self.lead)
        isCutBefore = true
      }
      let room = widest - before.count
      isCutAfter = isCutAfter || marked.count + after.count > room
      marked.removeLast(max(0, marked.count - room))
      after.removeLast(max(0, after.count - (room - marked.count)))
    }

    /// How many characters before the mark stay where a line is cut.
    private static let lead = 40

    /// The nearest place at or before `offset` that does not lie inside a scalar.
    private static func scalarStart(
      _ offset: Int, in source: SourceText, line: SourceRange
    ) -> Int {
      var offset = offset
      for _ in 0..<3
      where offset > line.lower && offset < line.upper && source.bytes[offset] & 0xC0 == 0x80 {
        offset -= 1
      }
      return offset
    }

    private static func printable(_ range: SourceRange, in source: SourceText) -> [String] {
      source.text(in: range).unicodeScalars.map(DiagnosticFormatter.printable)
    }
  }
}
