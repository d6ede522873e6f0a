/// Every filter, by name.
package struct FilterTable: Sendable {
  /// In the order of the reference.
  package var rows: [FilterRow] { families.flatMap(\.rows) }
  /// The rows by what they work on, in the order of the reference.
  package let families: [(title: String, rows: [FilterRow])]
  private let byName: [String: FilterRow]

  package init(_ families: [(title: String, rows: [FilterRow])]) {
    self.families = families
    let rows = families.flatMap(\.rows)
    byName = Dictionary(rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(name: String) -> FilterRow? { byName[name] }

  package var names: [String] { byName.keys.sorted() }

  package static let standard = FilterTable([
    ("Texts", textFilters), ("Replacing", replacingFilters), ("Lists", listFilters),
    ("Items of lists", selectingFilters), ("Numbers", numberFilters),
    ("Encodings", encodingFilters), ("Values and dates", otherFilters),
  ])
}
