/// Rows as values joined by `|`, without titles: for `cut`, `awk` and the like.
package struct ListRenderer: DocumentRenderer {
  package init() {}

  package func lines(of document: Document) -> [StyledText] {
    switch document.body {
    case .lines(let lines): return lines
    case .table(let table):
      return table.rows.map { row in
        var line = StyledText()
        for (index, cell) in row.enumerated() {
          if index > 0 { line.append("|") }
          line += cell.shown
        }
        return line
      }
    }
  }
}
