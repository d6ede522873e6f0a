/// Prints diagnostics the way compilers do.
///
/// ```
/// deploy.md:14:23: error: no state 'Depoly'
///    14 |     Check --> Depoly
///       |               ^~~~~~ did you mean 'Deploy'?
/// ```
package struct DiagnosticFormatter: Sendable {
  /// The longest stretch of a source line that is shown, in characters.
  package static let widestLine = 160

  package init() {}

  /// The message, its source line and caret, and its notes; lines are joined by LF, none at the end.
  package func format(_ diagnostic: Diagnostic, in source: SourceText) -> String {
    var lines = [
      header(
        diagnostic.range, in: source,
        text: "\(diagnostic.severity.rawValue): \(diagnostic.message)")
    ]
    if let range = diagnostic.range {
      lines += excerpt(range, in: source, hint: diagnostic.hint)
    } else if let hint = diagnostic.hint {
      lines.append("  hint: \(hint)")
    }
    for note in diagnostic.notes {
      lines.append(header(note.range, in: source, text: "note: \(note.message)"))
      if let range = note.range { lines += excerpt(range, in: source, hint: nil) }
    }
    return lines.joined(separator: "\n")
  }

  private func header(_ range: SourceRange?, in source: SourceText, text: String) -> String {
    guard let range else { return "\(source.name): \(text)" }
    return "\(source.name):\(source.position(at: range.lower)): \(text)"
  }

  private func excerpt(_ range: SourceRange, in source: SourceText, hint: String?) -> [String] {
    let position = source.position(at: range.lower)
    guard let line = source.lineRange(position.line) else { return [] }
    let shown = Array(source.text(in: line).unicodeScalars.map(Self.printable))
    let column = min(position.column - 1, shown.count)
    let marked = source.text(
      in: SourceRange(range.lower, min(range.upper, max(line.upper, range.lower)))
    ).unicodeScalars.count

    // A very long line is cut to a window that begins a little before the mark.
    let first = shown.count > Self.widestLine ? max(0, min(column - 40, shown.count)) : 0
    let last = min(shown.count, first + Self.widestLine)
    let window = shown[first..<last].joined()
    let lead = shown[first..<max(first, column)].map { String(repeating: " ", count: width($0)) }
    let underlined = shown[min(column, last)..<min(column + marked, last)].reduce(0) {
      $0 + width($1)
    }
    let caret = "^" + String(repeating: "~", count: max(0, underlined - 1))

    let number = String(position.line)
    let gutter = String(repeating: " ", count: max(0, 4 - number.count)) + number
    let blank = String(repeating: " ", count: gutter.count)
    return [
      "\(gutter) | \(first > 0 ? "…" : "")\(window)\(last < shown.count ? "…" : "")",
      "\(blank) | \(first > 0 ? " " : "")\(lead.joined())\(caret)\(hint.map { " " + $0 } ?? "")",
    ]
  }

  /// A scalar as it may be shown: tabs become a blank, other control characters an escape.
  private static func printable(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x09: " "
    case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069:
      "\\x\(String(scalar.value, radix: 16))"
    default: String(scalar)
    }
  }

  private func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + DisplayWidth.columns($1) }
  }
}
