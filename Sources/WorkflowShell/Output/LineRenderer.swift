/// Tables as one `name = value` a line, an empty line between rows.
package struct LineRenderer: DocumentRenderer {
  package init() {}

  package func lines(of document: Document) -> [StyledText] {
    switch document.body {
    case .lines(let lines): return lines
    case .table(let table):
      let width = table.columns.map { StyledText($0.name).width }.max() ?? 0
      let blocks = table.rows.map { row in
        zip(table.columns, row).map { column, cell in
          StyledText(column.name, .name).indented(to: width) + " = " + cell.shown
        }
      }
      return Array(blocks.joined(separator: [StyledText()]))
    }
  }
}
