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
    let number = source.position(at: range.lower).line
    guard let line = source.lineRange(number) else { return [] }
    let window = Window(of: line, around: range, in: source)
    let underlined = window.marked.reduce(0) { $0 + width($1) }
    let lead = window.before.reduce(0) { $0 + width($1) } + (window.isCutBefore ? 1 : 0)
    let caret =
      String(repeating: " ", count: lead) + "^"
      + String(repeating: "~", count: max(0, underlined - 1))

    let gutter = String(repeating: " ", count: max(0, 4 - String(number).count)) + String(number)
    let blank = String(repeating: " ", count: gutter.count)
    let shown = (window.before + window.marked + window.after).joined()
    return [
      "\(gutter) | \(window.isCutBefore ? "…" : "")\(shown)\(window.isCutAfter ? "…" : "")",
      "\(blank) | \(caret)\(hint.map { " " + $0 } ?? "")",
    ]
  }

  /// A scalar as it may be shown: tabs become a blank, other control characters an escape.
  static func printable(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return switch scalar.value {
    case 0x09: " "
    case 0x00..<0x10: "\\x0\(digits)"
    case 0x10..<0x20, 0x7F..<0xA0: "\\x\(digits)"
    case 0x2028...0x202E, 0x2066...0x2069: "\\u{\(digits)}"
    default: String(scalar)
    }
  }

  private func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + DisplayWidth.columns($1) }
  }
}
