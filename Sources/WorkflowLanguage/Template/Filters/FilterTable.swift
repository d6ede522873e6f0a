/// Every filter, by name.
package struct FilterTable: Sendable {
  /// In the order of the reference.
  package let rows: [FilterRow]
  private let byName: [String: FilterRow]

  package init(_ rows: [FilterRow]) {
    self.rows = rows
    byName = Dictionary(rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(name: String) -> FilterRow? { byName[name] }

  package var names: [String] { byName.keys.sorted() }

  package static let standard = FilterTable(
    textFilters + replacingFilters + listFilters + selectingFilters + numberFilters
      + encodingFilters + otherFilters)
}
