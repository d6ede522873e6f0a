internal import JSONText
internal import WorkflowLanguage

/// The trace of an evaluation as a tree.
struct TraceTree {
  private let root: TraceNode

  init(_ root: TraceNode) { self.root = root }

  var json: JSONValue { root.json }

  /// - Parameter suffix: stands behind the value of the whole.
  func lines(suffix: StyledText = "") -> [StyledText] {
    let layout = TraceLayout(root)
    var lines = [StyledText(layout.text)]
    if let mark = layout.mark {
      let blanks = String(repeating: " ", count: mark.column)
      let line = String(repeating: "^", count: mark.width)
      let style: Style = mark.isError ? .bad : .warning
      lines.append("\(blanks)\(line, style) \(mark.meaning, style)")
    }
    lines.append("= \(Self.outcome(of: layout.whole))\(suffix)")
    let names = layout.rows.map { row -> StyledText in
      row.isFaint ? "\(row.lead + row.label, .faint)" : "\(row.lead, .faint)\(row.label)"
    }
    let width = names.map(\.width).max() ?? 0
    for (row, name) in zip(layout.rows, names) {
      let outcome = Self.outcome(of: row)
      lines.append(outcome.isEmpty ? name : "\(name.padded(to: width))   \(outcome)")
    }
    return lines
  }

  private static func outcome(of row: TraceRow) -> StyledText {
    var parts: [StyledText] = []
    if let value = row.value { parts.append(StyledText(value, limit: 120)) }
    if let error = row.error { parts.append("\(error, .bad)") }
    if !row.notes.isEmpty {
      let notes = row.notes.joined(separator: "; ")
      parts.append("\(row.isFaint ? notes : "(\(notes))", .faint)")
    }
    if row.isDeciding { parts.append("\("← decides", .warning)") }
    guard let first = parts.first else { return "" }
    return parts.dropFirst().reduce(first) { $0 + "   " + $1 }
  }
}
