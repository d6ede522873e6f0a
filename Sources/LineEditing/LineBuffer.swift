/// The text being edited and where the cursor is.
package struct LineBuffer: Hashable, Sendable {
  package var scalars: [Unicode.Scalar]
  /// How many scalars stand before the cursor.
  package var cursor: Int

  package init(scalars: [Unicode.Scalar], cursor: Int) {
    self.scalars = scalars
    self.cursor = min(max(cursor, 0), scalars.count)
  }

  /// A text with the cursor at its end.
  package init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    cursor = scalars.count
  }

  package var isAtEnd: Bool { cursor == scalars.count }
  package var text: String { Self.string(scalars) }
  package var textBeforeCursor: String { Self.string(scalars[..<cursor]) }

  /// The number of scalars that take this many bytes of UTF-8 from the start.
  package func index(ofByte offset: Int) -> Int {
    var bytes = 0
    for (index, scalar) in scalars.enumerated() {
      if bytes >= offset { return index }
      bytes += UTF8.width(scalar)
    }
    return scalars.count
  }

  package mutating func insert(_ text: String) {
    let new = Array(text.unicodeScalars)
    scalars.insert(contentsOf: new, at: cursor)
    cursor += new.count
  }

  /// The index where the cursor's line begins, of lines separated by line feeds.
  var lineStart: Int { (scalars[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
  /// The index where the cursor's line ends.
  var lineEnd: Int { scalars[cursor...].firstIndex(of: "\n") ?? scalars.count }

  /// The buffer with the cursor a line higher at the same distance from its start; nil on the first.
  func movedUp() -> LineBuffer? {
    let start = lineStart
    guard start > 0 else { return nil }
    let above = LineBuffer(scalars: scalars, cursor: start - 1)
    return LineBuffer(
      scalars: scalars, cursor: min(above.lineStart + cursor - start, start - 1))
  }

  /// The buffer with the cursor a line lower; nil on the last.
  func movedDown() -> LineBuffer? {
    let end = lineEnd
    guard end < scalars.count else { return nil }
    let below = LineBuffer(scalars: scalars, cursor: end + 1)
    return LineBuffer(
      scalars: scalars, cursor: min(end + 1 + cursor - lineStart, below.lineEnd))
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
