/// Turns documents into lines. Pure: the same document gives the same lines.
package protocol DocumentRenderer {
  func lines(of document: Document) -> [StyledText]
}

extension OutputMode {
  /// The renderer of this mode.
  ///
  /// - Parameter width: columns of the screen; nil where there is none, and no line is too long.
  package func renderer(width: Int?) -> any DocumentRenderer {
    switch self {
    case .auto: ColumnRenderer(width: width)
    case .table: ColumnRenderer(width: nil)
    case .line: LineRenderer()
    case .list: ListRenderer()
    case .json: JSONRenderer()
    case .box, .jsonl, .csv, .tsv, .markdown, .yaml: ColumnRenderer(width: nil)
    }
  }
}
