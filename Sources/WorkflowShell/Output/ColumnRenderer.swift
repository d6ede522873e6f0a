/// Tables as aligned columns under their titles; narrow screens get one value a line.
package struct ColumnRenderer: DocumentRenderer {
  /// Columns of the screen; nil for no limit.
  package var width: Int?

  private static let gap = StyledText("  ")

  package init(width: Int?) {
    self.width = width
  }

  package func lines(of document: Document) -> [StyledText] {
    switch document.body {
    case .lines(let lines): lines
    case .table(let table): lines(of: table) ?? LineRenderer().lines(of: document)
    }
  }

  /// Nil when the table is wider than the screen.
  private func lines(of table: Table) -> [StyledText]? {
    let titles = table.columns.map { StyledText($0.title, .heading) }
    let cells = [titles] + table.rows.map { $0.map(\.shown) }
    let widths = table.columns.indices.map { column in
      cells.reduce(0) { max($0, $1[column].width) }
    }
    let total = widths.reduce(0, +) + Self.gap.width * max(0, widths.count - 1)
    if let width, total > width { return nil }
    return cells.map { row in line(of: row, in: table.columns, widths: widths) }
  }

  /// One row; the last column is not filled up, so that no line ends in blanks.
  private func line(
    of row: [StyledText], in columns: [Table.Column], widths: [Int]
  ) -> StyledText {
    let last = row.lastIndex { !$0.isEmpty } ?? 0
    var line = StyledText()
    for (index, text) in row.prefix(last + 1).enumerated() {
      if index > 0 { line += Self.gap }
      if columns[index].isRightAligned {
        line += text.indented(to: widths[index])
      } else {
        line += index == last ? text : text.padded(to: widths[index])
      }
    }
    return line
  }
}
