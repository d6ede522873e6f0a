/// What is to be seen of a line beyond what libedit draws: its colours, the ghost text after it,
/// rows below it.
///
/// Everything is bytes for a terminal that begin and end with the cursor where libedit left it,
/// and move it only by relative moves, so that a screen that scrolls does no harm.
struct LinePainter {
  var columns: Int
  var rows: Int
  var buffer: LineBuffer
  /// Where the prompt ends and the text begins.
  var start: ScreenPlace
  /// The columns of the right prompt, 0 without one.
  var rightPrompt = 0
  /// Styles by index of scalar, in order.
  var spans: [(range: Range<Int>, style: TextStyle)] = []
  var ghost = ""
  var below: [StyledText] = []
  var colour = true
  var measure: ScalarMeasure

  /// What was painted and must go before libedit draws again.
  struct Painted: Hashable {
    var bytes: String
    /// Takes away ghost and rows below; empty when there are none.
    var erasure: String
  }

  /// Nil when the text is higher than the screen: libedit shows a part of it then, and which one
  /// is its own secret.
  func paint() -> Painted? {
    let layout = LineLayout(from: start, buffer.scalars, columns: columns, measure: measure)
    guard layout.end.row < rows else { return nil }
    let home = layout.places[buffer.cursor]
    var pen = Pen(place: home)
    paintText(layout, with: &pen)
    pen.move(to: home)
    let ghost = buffer.isAtEnd ? fittingGhost(at: layout.end) : (text: "", columns: 0)
    if !ghost.text.isEmpty {
      pen.bytes += TextStyle(dim: true).escape + ghost.text + "\u{1B}[m"
      pen.place.column += ghost.columns
      pen.move(to: home)
    }
    let below = below.prefix(max(0, rows - layout.end.row - 1))
    if !below.isEmpty {
      pen.move(to: ScreenPlace(row: layout.end.row, column: 0))
      for row in below {
        pen.bytes += "\r\n\u{1B}[K" + row.escaped(colour: colour)
        pen.place.row += 1
      }
      pen.place.column = -1
      pen.move(to: home)
    }
    return Painted(
      bytes: pen.bytes.isEmpty ? "" : "\u{1B}[?25l" + pen.bytes + "\u{1B}[?25h",
      erasure: erasure(ghost: ghost.columns, below: !below.isEmpty, home: home, end: layout.end))
  }

  /// A remark at the text's end, if it fits; the cursor stays.
  func remark(_ text: String) -> String {
    let layout = LineLayout(from: start, buffer.scalars, columns: columns, measure: measure)
    guard layout.end.row < rows, text.utf8.count <= room(at: layout.end) else { return "" }
    let home = layout.places[buffer.cursor]
    var pen = Pen(place: home)
    pen.move(to: layout.end)
    pen.bytes += text
    pen.place.column += text.utf8.count
    pen.move(to: home)
    return pen.bytes
  }

  /// From the cursor to the prompt's first column.
  func moveToStart() -> String { move { _ in ScreenPlace(row: 0, column: 0) } }

  /// From the cursor to the text's end.
  func moveToEnd() -> String { move { $0.end } }

  private func move(to target: (LineLayout) -> ScreenPlace) -> String {
    let layout = LineLayout(from: start, buffer.scalars, columns: columns, measure: measure)
    var pen = Pen(place: layout.places[buffer.cursor])
    pen.move(to: target(layout))
    return pen.bytes
  }

  private func paintText(_ layout: LineLayout, with pen: inout Pen) {
    guard colour, !spans.isEmpty, !buffer.scalars.isEmpty else { return }
    pen.move(to: layout.places[0])
    var style = TextStyle.plain
    var upcoming = spans[...]
    for (index, scalar) in buffer.scalars.enumerated() {
      while let span = upcoming.first, span.range.upperBound <= index { upcoming.removeFirst() }
      let wanted = upcoming.first.flatMap { $0.range.contains(index) ? $0.style : nil } ?? .plain
      if wanted != style {
        pen.bytes += wanted.escape
        style = wanted
      }
      write(scalar, at: layout.places[index], with: &pen)
    }
    if style != .plain { pen.bytes += "\u{1B}[m" }
  }

  private func write(_ scalar: Unicode.Scalar, at place: ScreenPlace, with pen: inout Pen) {
    switch ScalarShape(scalar, measure: measure) {
    case .lineFeed, .tab: break
    case .printed(let width):
      // libedit leaves combining characters out of its picture; after their base is where they go.
      if width > 0 { pen.move(to: place) }
      pen.bytes.unicodeScalars.append(scalar)
      pen.place.column += width
    case .spelled(let text):
      pen.move(to: place)
      for character in text {
        if pen.place.column >= columns {
          pen.move(to: ScreenPlace(row: pen.place.row + 1, column: 0))
        }
        pen.bytes.append(character)
        pen.place.column += 1
      }
    }
  }

  /// As much of the ghost's first line as fits before the margin and the right prompt.
  private func fittingGhost(at end: ScreenPlace) -> (text: String, columns: Int) {
    let room = room(at: end)
    var text = ""
    var used = 0
    for scalar in ghost.unicodeScalars {
      guard case .printed(let width) = ScalarShape(scalar, measure: measure), used + width <= room
      else { break }
      text.unicodeScalars.append(scalar)
      used += width
    }
    return (text, used)
  }

  /// The columns that are free after the text: up to the margin, or the right prompt while shown.
  private func room(at end: ScreenPlace) -> Int {
    let free = columns - 1 - end.column
    let showsRight = end.row == 0 && rightPrompt > 0 && free - rightPrompt > 0
    return showsRight ? free - rightPrompt : free
  }

  private func erasure(ghost: Int, below: Bool, home: ScreenPlace, end: ScreenPlace) -> String {
    var pen = Pen(place: home)
    if ghost > 0 {
      pen.bytes += String(repeating: " ", count: ghost)
      pen.place.column += ghost
      pen.move(to: home)
    }
    if below {
      pen.move(to: ScreenPlace(row: end.row + 1, column: 0))
      pen.bytes += "\u{1B}[J"
      pen.move(to: home)
    }
    return pen.bytes
  }
}

/// Bytes for a terminal and where they leave the cursor.
private struct Pen {
  var place: ScreenPlace
  var bytes = ""

  /// Moves there by the way that also works from beyond the last column, where a terminal holds
  /// back the wrap: through the start of the row.
  mutating func move(to target: ScreenPlace) {
    guard target != place else { return }
    let rows = target.row - place.row
    if rows < 0 { bytes += "\u{1B}[\(-rows)A" }
    if rows > 0 { bytes += "\u{1B}[\(rows)B" }
    bytes += "\r"
    if target.column > 0 { bytes += "\u{1B}[\(target.column)C" }
    place = target
  }
}
