/// The candidates shown below the line, and the one chosen with Tab.
struct CompletionMenu: Hashable {
  var candidates: [CompletionCandidate]
  var selected: Int?
  /// The whole text that the candidates' ranges refer to.
  var base: String
  /// The buffer as the menu left it; any other means that the person went on.
  var expected: LineBuffer

  /// The rows to show on a screen: one candidate a row with its description when any has one and
  /// they fit, else names only in columns. The last row says how many are not shown.
  ///
  /// - Parameters:
  ///   - columns: the screen's width; the last column stays empty.
  ///   - rows: how many rows there are at most.
  func rows(columns: Int, rows: Int, measure width: ScalarMeasure) -> [StyledText] {
    guard rows > 0, columns > 4, !candidates.isEmpty else { return [] }
    let room = columns - 1
    let labels = candidates.map { Self.cut($0.label ?? $0.text, to: room, width) }
    let widest = labels.map { Self.columns($0, width) }.max() ?? 0
    let hasDescriptions = candidates.contains { !$0.description.isEmpty }
    if hasDescriptions, candidates.count <= rows || candidates.count <= 12 {
      return described(labels: labels, widest: min(widest, room / 2), room: room, rows: rows, width)
    }
    return packed(labels: labels, widest: widest, room: room, rows: rows, width)
  }

  private func described(
    labels: [String], widest: Int, room: Int, rows: Int, _ width: ScalarMeasure
  ) -> [StyledText] {
    let window = visible(candidates.count, rows: rows)
    var result = window.map { index in
      let label = labels[index]
      let used = Self.columns(label, width)
      let style = index == selected ? TextStyle(reversed: true) : TextStyle(bold: true)
      var row = StyledText(label, style)
      let left = room - max(used, widest) - 2
      let description = Self.cut(candidates[index].description, to: left, width)
      if !description.isEmpty {
        let gap = String(repeating: " ", count: max(used, widest) - used + 2)
        row += StyledText(gap) + StyledText(description, TextStyle(dim: true))
      }
      return row
    }
    appendRest(candidates.count - window.count, to: &result)
    return result
  }

  private func packed(
    labels: [String], widest: Int, room: Int, rows: Int, _ width: ScalarMeasure
  ) -> [StyledText] {
    let across = max(1, (room + 2) / (widest + 2))
    let down = (labels.count + across - 1) / across
    let window = visible(down, rows: rows, selected: selected.map { $0 % down })
    var shown = 0
    var result = window.map { line in
      var row = StyledText()
      var index = line
      while index < labels.count {
        let style = index == selected ? TextStyle(reversed: true) : .plain
        row += StyledText(labels[index], style)
        shown += 1
        if index + down < labels.count {
          let used = Self.columns(labels[index], width)
          row += StyledText(String(repeating: " ", count: widest - used + 2))
        }
        index += down
      }
      return row
    }
    appendRest(labels.count - shown, to: &result)
    return result
  }

  private func visible(_ count: Int, rows: Int) -> Range<Int> {
    visible(count, rows: rows, selected: selected)
  }

  /// The lines shown of `count`: all, or as many as leave a row for the remark, around the chosen.
  private func visible(_ count: Int, rows: Int, selected: Int?) -> Range<Int> {
    guard count > rows else { return 0..<count }
    let shown = max(1, rows - 1)
    let start = min(max(0, (selected ?? 0) - shown + 1), count - shown)
    return start..<start + shown
  }

  private func appendRest(_ count: Int, to rows: inout [StyledText]) {
    if count > 0 { rows.append(StyledText("… and \(count) more", TextStyle(dim: true))) }
  }

  /// The text in at most so many columns, with an ellipsis when something is missing; control
  /// characters are replaced.
  static func cut(_ text: String, to room: Int, _ width: ScalarMeasure) -> String {
    let safe = StyledText(text).sanitised().plain
    guard columns(safe, width) > room else { return safe }
    var result = ""
    var used = 0
    for scalar in safe.unicodeScalars {
      let next = max(0, width(scalar))
      if used + next > room - 1 { break }
      result.unicodeScalars.append(scalar)
      used += next
    }
    return room > 0 ? result + "…" : ""
  }

  static func columns(_ text: String, _ width: ScalarMeasure) -> Int {
    text.unicodeScalars.reduce(0) { $0 + max(0, width($1)) }
  }
}
