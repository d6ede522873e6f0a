internal import JSONText

/// Every document as one JSON object on one line: `schema`, `kind`, its facts, its `rows`.
package struct JSONRenderer: DocumentRenderer {
  /// Rises when a member changes its meaning or goes; new members do not raise it.
  package static let schema = 1

  package init() {}

  package func lines(of document: Document) -> [StyledText] {
    var object = JSONObject([
      ("schema", .int(Int64(Self.schema))), ("kind", .string(document.kind)),
    ])
    for fact in document.facts.members { object[fact.name] = fact.value }
    switch document.body {
    case .table(let table): object["rows"] = .array(table.rows.map { row(of: $0, in: table) })
    case .lines(let lines) where document.facts.isEmpty:
      object["text"] = .string(lines.map(\.plain).joined(separator: "\n"))
    case .lines: break
    }
    return [StyledText(Escaping.json(JSONWriter().write(.object(object))))]
  }

  private func row(of cells: [Cell], in table: Table) -> JSONValue {
    .object(JSONObject(zip(table.columns.map(\.name), cells.map(\.json))))
  }
}
