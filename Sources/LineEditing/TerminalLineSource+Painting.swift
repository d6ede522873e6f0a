extension TerminalLineSource {
  func painter() -> LinePainter {
    let (columns, rows) = screenSize
    let origin = ScreenPlace(row: 0, column: 0)
    let prompt = Array(shownPrompt.text.sanitised().plain.unicodeScalars)
    let right = shownPrompt.right.sanitised().plain
    return LinePainter(
      columns: columns, rows: rows, buffer: buffer,
      start: LineLayout(from: origin, prompt, columns: columns, measure: Self.columns).end,
      rightPrompt: CompletionMenu.columns(right, Self.columns), colour: options.colour,
      measure: Self.columns)
  }

  /// Paints colours and, unless the line is being left, suggestion and candidates.
  func paint(isLeaving: Bool = false) {
    // A huge paste is left plain: colouring it at every key would be felt.
    guard !options.isDumb, buffer.scalars.count <= 16384 else { return }
    var painter = painter()
    if options.colour {
      painter.spans = session.spans(for: painter.buffer)
      if !isLeaving { painter.ghost = session.ghost(for: painter.buffer) }
    }
    if !isLeaving, let menu = session.menuShown(for: painter.buffer) {
      painter.below = menu.rows(
        columns: painter.columns, rows: max(0, painter.rows - 2), measure: Self.columns)
    }
    guard let new = painter.paint() else { return }
    write(new.bytes)
    painted = new
  }

  func erase() {
    if let painted, !painted.erasure.isEmpty { write(painted.erasure) }
    painted = nil
  }
}
