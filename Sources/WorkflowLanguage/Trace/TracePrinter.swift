internal import WorkflowSource

/// Shows a trace to people: the text with the part that decided underlined, what came of it, then
/// the tree of its parts.
///
///     retry_count < 3 && retryable == 'true'
///                        ^^^^^^^^^^^^^^^^^^^ decides
///     = false
///     ├─ retry_count < 3        true
///     │  └─ retry_count         2
///     └─ retryable == 'true'    false   ← decides
///        └─ retryable           "no"
package enum TracePrinter {
  package static func text(of trace: TraceNode) -> String {
    let layout = TraceLayout(trace)
    var lines = [layout.text]
    if let mark = layout.mark {
      lines.append(
        String(repeating: " ", count: mark.column) + String(repeating: "^", count: mark.width)
          + " \(mark.isError ? "error: " : "")\(mark.meaning)")
    }
    lines.append("= \(outcome(of: layout.whole))")
    let width = layout.rows.map { DisplayWidth.columns($0.lead + $0.label) }.max() ?? 0
    for row in layout.rows {
      let name = row.lead + row.label
      let outcome = outcome(of: row)
      let padding = String(repeating: " ", count: width - DisplayWidth.columns(name))
      lines.append(outcome.isEmpty ? name : "\(name)\(padding)   \(outcome)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func outcome(of row: TraceRow) -> String {
    var parts: [String] = []
    if let value = row.value { parts.append(value.shown(limit: 80)) }
    if let error = row.error { parts.append("error: \(error)") }
    if !row.notes.isEmpty {
      let notes = row.notes.joined(separator: "; ")
      parts.append(row.isFaint ? notes : "(\(notes))")
    }
    if row.isDeciding { parts.append("← decides") }
    return parts.joined(separator: "   ")
  }
}
