internal import WorkflowSource

/// Shows a trace to people: the text with the part that decided underlined, then the tree.
///
///     retry_count < 3 && retryable == 'true'
///                        ^^^^^^^^^^^^^^^^^^^ false
///     retry_count < 3 && retryable == 'true'   false
///     ├─ retry_count < 3                       true
///     │  └─ retry_count                        2
///     └─ retryable == 'true'                   false   decides
///        └─ retryable                          "no"
package enum TracePrinter {
  /// Labels are cut at this width, so that values stand in one column on most screens.
  private static let widestLabel = 48

  package static func text(of trace: TraceNode) -> String {
    var rows: [Row] = []
    gather(trace, lead: "", tail: "", &rows)
    let width = rows.map { DisplayWidth.columns($0.label) }.max() ?? 0
    var lines = underlined(trace)
    for row in rows {
      let padding = String(repeating: " ", count: width - DisplayWidth.columns(row.label))
      lines.append(row.outcome.isEmpty ? row.label : "\(row.label)\(padding)   \(row.outcome)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Row {
    let label: String
    let outcome: String
  }

  // MARK: The tree

  private static func gather(
    _ node: TraceNode, lead: String, tail: String, _ rows: inout [Row]
  ) {
    rows.append(Row(label: lead + cut(node.label), outcome: outcome(of: node)))
    // A literal is its own value; it is shown only when there is more to tell of it.
    let children = node.children.filter { $0.kind != .literal || !$0.notes.isEmpty }
    for (index, child) in children.enumerated() {
      let isLast = index == children.count - 1
      gather(
        child, lead: tail + (isLast ? "└─ " : "├─ "), tail: tail + (isLast ? "   " : "│  "), &rows)
    }
  }

  private static func outcome(of node: TraceNode) -> String {
    var parts: [String] = []
    if let value = node.value { parts.append(value.shown(limit: 80)) }
    if let error = node.error { parts.append("error: \(error)") }
    if !node.notes.isEmpty {
      let notes = node.notes.joined(separator: "; ")
      parts.append(node.value == nil && node.error == nil ? notes : "(\(notes))")
    }
    if node.isDeciding { parts.append("decides") }
    return parts.joined(separator: "   ")
  }

  /// On one line, and not too long.
  private static func cut(_ label: String) -> String {
    var result = String.UnicodeScalarView()
    var width = 0
    var isAfterBlank = false
    for scalar in label.unicodeScalars {
      let isBlank = scalar.properties.isWhitespace || scalar.value < 0x20
      if isBlank && isAfterBlank { continue }
      isAfterBlank = isBlank
      width += isBlank ? 1 : DisplayWidth.columns(scalar)
      if width > widestLabel {
        result.append("…")
        break
      }
      result.append(isBlank ? " " : scalar)
    }
    return String(result)
  }

  // MARK: The caret

  /// The text with a mark under the part that decided or failed; empty where that is the whole, or
  /// where the text has several lines.
  private static func underlined(_ trace: TraceNode) -> [String] {
    let part = deciding(trace)
    let bytes = Array(trace.label.utf8)
    let lower = part.range.lower - trace.range.lower
    let upper = part.range.upper - trace.range.lower
    guard part.range != trace.range, lower >= 0, upper <= bytes.count, lower < upper,
      !bytes.contains(0x0A), bytes.count <= 200
    else { return [] }
    let before = DisplayWidth.columns(String(decoding: bytes[..<lower], as: UTF8.self))
    let under = DisplayWidth.columns(String(decoding: bytes[lower..<upper], as: UTF8.self))
    let mark = String(repeating: " ", count: before) + String(repeating: "^", count: max(1, under))
    let said = part.value.map { $0.shown(limit: 60) } ?? part.error.map { "error: \($0)" } ?? ""
    return [trace.label, "\(mark) \(said)"]
  }

  /// The innermost part that decided, or failed when the whole failed.
  private static func deciding(_ node: TraceNode) -> TraceNode {
    if node.error != nil, let child = node.children.last(where: { $0.error != nil }) {
      return deciding(child)
    }
    if node.error == nil, node.kind != .round,
      let child = node.children.first(where: { $0.isDeciding })
    {
      return deciding(child)
    }
    return node
  }
}
