/// How documents are written.
package enum OutputMode: String, Hashable, Sendable, CaseIterable {
  /// Aligned columns for people; one value a line where the screen is too narrow for the table.
  case auto
  /// Aligned columns, however wide.
  case table
  /// Columns in a frame.
  case box
  /// One `name = value` a line, an empty line between rows.
  case line
  /// Values joined by `|`, no titles.
  case list
  /// One JSON object a document, each on a line of its own.
  case json
  case jsonl, csv, tsv, markdown, yaml

  /// Whether this version can write it.
  package var isAvailable: Bool {
    switch self {
    case .auto, .table, .line, .list, .json: true
    case .box, .jsonl, .csv, .tsv, .markdown, .yaml: false
    }
  }

  /// The modes that can be chosen.
  package static var available: [OutputMode] { allCases.filter(\.isAvailable) }
}
