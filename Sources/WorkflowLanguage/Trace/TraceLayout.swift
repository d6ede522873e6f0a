internal import WorkflowSource

/// A line of a trace for people.
package struct TraceRow: Hashable, Sendable {
  /// The branches of the tree before the label.
  package var lead = ""
  package var label = ""
  package var value: Value?
  package var error: String?
  package var notes: [String] = []
  /// Whether the whole came out as it did because of this part.
  package var isDeciding = false
  /// Whether the part was left out or not evaluated.
  package var isFaint = false
}

/// What of a trace is shown to people, and where.
package struct TraceLayout {
  /// A stretch of the text that is underlined.
  package struct Mark: Hashable, Sendable {
    /// Columns before it, and its own.
    package var column: Int
    package var width: Int
    /// What it means: `decides`, or the error.
    package var meaning: String
    package var isError: Bool
  }

  /// The text that was evaluated, on one line.
  package private(set) var text: String
  /// Where in the text the part stands that decided or failed; nil where that is the whole.
  package private(set) var mark: Mark?
  /// What came of the whole; its label is empty.
  package private(set) var whole: TraceRow
  /// Its parts, each below what it belongs to.
  package private(set) var rows: [TraceRow] = []

  /// Labels are cut at this width, so that values stand in one column on most screens.
  private static let widestLabel = 52

  package init(_ trace: TraceNode) {
    text = Self.cut(trace.label, at: 200)
    whole = Self.row(trace)
    whole.label = ""
    mark = Self.mark(trace)
    gather(trace.shownParts, omitted: trace.omittedTelling, tail: "")
  }

  private mutating func gather(_ parts: [TraceNode], omitted: Int, tail: String) {
    if parts.isEmpty, omitted > 0 {
      let label = "… \(omitted) \(omitted == 1 ? "part" : "parts") left out"
      rows.append(TraceRow(lead: tail + "└─ ", label: label, isFaint: true))
    }
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      if isLast, omitted > 0 {
        let what = part.kind == .round ? "rounds" : "parts"
        rows.append(
          TraceRow(lead: tail + "├─ ", label: "… \(omitted) \(what) left out", isFaint: true))
      }
      var row = Self.row(part)
      row.lead = tail + (isLast ? "└─ " : "├─ ")
      row.label = Self.cut(part.label, at: Self.widestLabel)
      rows.append(row)
      gather(
        part.shownParts, omitted: part.omittedTelling, tail: tail + (isLast ? "   " : "│  "))
    }
  }

  private static func row(_ node: TraceNode) -> TraceRow {
    var row = TraceRow()
    row.value = node.value
    row.notes = node.notes
    row.isDeciding = node.isDeciding
    row.isFaint = node.value == nil && node.error == nil && node.notes == ["not evaluated"]
    if let error = node.error {
      // The part that failed says why; what holds it has only failed.
      row.error = node.children.contains { $0.error == error } ? "failed" : error
    }
    return row
  }

  /// On one line, and not too long.
  private static func cut(_ label: String, at widest: Int) -> String {
    var result = String.UnicodeScalarView()
    var width = 0
    var isAfterBlank = false
    for scalar in label.unicodeScalars {
      let isBlank = scalar.properties.isWhitespace || scalar.value < 0x20
      if isBlank && isAfterBlank { continue }
      isAfterBlank = isBlank
      width += isBlank ? 1 : DisplayWidth.columns(scalar)
      if width > widest {
        result.append("…")
        break
      }
      result.append(isBlank ? " " : scalar)
    }
    return String(result)
  }

  // MARK: The mark

  private static func mark(_ trace: TraceNode) -> Mark? {
    let part = deciding(trace)
    let bytes = Array(trace.label.utf8)
    let lower = part.range.lower - trace.range.lower
    let upper = part.range.upper - trace.range.lower
    guard part.range != trace.range, lower >= 0, upper <= bytes.count, lower < upper,
      !bytes.contains(0x0A), bytes.count <= 200
    else { return nil }
    return Mark(
      column: DisplayWidth.columns(String(decoding: bytes[..<lower], as: UTF8.self)),
      width: max(1, DisplayWidth.columns(String(decoding: bytes[lower..<upper], as: UTF8.self))),
      meaning: part.error ?? "decides", isError: part.error != nil)
  }

  /// The innermost part that decided, or failed when the whole failed.
  private static func deciding(_ node: TraceNode) -> TraceNode {
    // The places in another template are none of this one.
    if node.kind == .partial { return node }
    if node.error != nil, let child = node.children.last(where: { $0.error != nil }) {
      return child.kind == .partial ? node : deciding(child)
    }
    if node.error == nil, node.kind != .round, node.kind != .tag,
      let child = node.children.first(where: { $0.isDeciding })
    {
      return deciding(child)
    }
    return node
  }
}

extension TraceNode {
  /// The parts worth a line.
  fileprivate var shownParts: [TraceNode] {
    switch kind {
    case .filter: return steps
    case .member where error == nil && !notes.contains { $0.hasPrefix("undefined") }:
      // The steps of a path that leads somewhere say nothing new.
      return children.filter { $0.kind != .name && $0.kind != .member && $0.isTelling }
    default: return children.filter(\.isTelling)
    }
  }

  /// A literal is its own value, and is shown only when there is more to tell of it.
  var isTelling: Bool { kind != .literal || !notes.isEmpty }

  /// Of a filter: what goes in, then each filter with what comes out.
  var steps: [TraceNode] {
    guard kind == .filter, let input = children.first else { return children }
    var step = self
    step.label = self.step ?? label
    step.kind = .call
    step.children = Array(children.dropFirst())
    step.notes = []
    return (input.kind == .filter ? input.steps : [input]) + [step]
  }
}
