/// A place in a text as people say it.
package struct SourcePosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Line number, from 1.
  package var line: Int
  /// Column number, from 1, counted in Unicode scalars.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// `14:23`, as compilers print it.
  package var description: String { "\(line):\(column)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
