internal import WorkflowSource

/// What holds of every reading of a text.
enum Readings {
  /// Places lie inside the text and every diagnostic can be shown.
  static func check(_ diagnostics: [Diagnostic], in source: SourceText) {
    for diagnostic in diagnostics.prefix(50) {
      demand(!diagnostic.message.isEmpty, "a diagnostic says nothing: \(diagnostic.code)")
      for range in [diagnostic.range] + diagnostic.notes.map(\.range) {
        guard let range else { continue }
        demand(
          range.lower >= 0 && range.upper <= source.bytes.count,
          "'\(diagnostic.message)' is at \(range), the text has \(source.bytes.count) bytes")
      }
      _ = DiagnosticFormatter().format(diagnostic, in: source)
    }
  }

  static func check(_ range: SourceRange, in source: SourceText, _ what: String) {
    demand(
      range.lower >= 0 && range.lower <= range.upper && range.upper <= source.bytes.count,
      "\(what) is at \(range), the text has \(source.bytes.count) bytes")
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
