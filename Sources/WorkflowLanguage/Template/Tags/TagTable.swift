/// Every tag, by name.
struct TagTable: Sendable {
  /// In the order of the reference.
  let rows: [TagRow]
  private let byName: [String: TagRow]
  private let parts: Set<String>

  init(_ rows: [TagRow]) {
    self.rows = rows
    byName = Dictionary(rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    parts = Set(rows.flatMap(\.parts))
  }

  subscript(name: String) -> TagRow? { byName[name] }

  /// Whether a name is one of a tag's further ones, `else` or `endif`.
  func isPart(_ name: String) -> Bool { parts.contains(name) }

  var names: [String] { byName.keys.sorted() }

  static let standard = TagTable([
    IfTag.row, IfTag.unlessRow, CaseTag.row, ForTag.row, InterruptTag.breakRow,
    InterruptTag.continueRow, TableRowTag.row, CycleTag.row, IfChangedTag.row, AssignTag.row,
    CaptureTag.row, CounterTag.incrementRow, CounterTag.decrementRow, EchoTag.row, LiquidTag.row,
    IncludeTag.row,
    RenderTag.row, CommentTag.row, CommentTag.inlineRow, DocTag.row, RawTag.row,
  ])
}
