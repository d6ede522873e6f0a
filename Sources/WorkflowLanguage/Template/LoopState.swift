/// Where a `for` stands: what `forloop` tells.
final class LoopState {
  let name: String
  let length: Int
  let parent: LoopState?
  /// Counted from 0.
  var index = 0

  init(name: String, length: Int, parent: LoopState?) {
    self.name = name
    self.length = length
    self.parent = parent
  }

  /// One of the facts in `map`, without making the others; nil for `parentloop` and unknown names.
  func member(_ name: String) -> Value? {
    switch name {
    case "index": .int(Int64(index + 1))
    case "index0": .int(Int64(index))
    case "first": .bool(index == 0)
    case "last": .bool(index == length - 1)
    case "length": .int(Int64(length))
    case "rindex": .int(Int64(length - index))
    case "rindex0": .int(Int64(length - index - 1))
    case "name": .string(self.name)
    default: nil
    }
  }

  var map: ValueMap {
    var pairs: [(String, Value)] = [
      ("name", .string(name)), ("length", .int(Int64(length))), ("index", .int(Int64(index + 1))),
      ("index0", .int(Int64(index))), ("rindex", .int(Int64(length - index))),
      ("rindex0", .int(Int64(length - index - 1))), ("first", .bool(index == 0)),
      ("last", .bool(index == length - 1)),
    ]
    if let parent { pairs.append(("parentloop", .map(parent.map))) }
    return ValueMap(pairs)
  }
}

/// Where a `tablerow` stands: what `tablerowloop` tells.
final class TableRowState {
  let length: Int
  let columns: Int
  /// Counted from 0.
  private(set) var index = 0
  /// Counted from 1.
  private(set) var row = 1
  private(set) var column = 1

  init(length: Int, columns: Int) {
    self.length = length
    self.columns = columns
  }

  var isLastColumn: Bool { column == columns }
  var isLast: Bool { index == length - 1 }

  func advance() {
    index += 1
    if isLastColumn {
      column = 1
      row += 1
    } else {
      column += 1
    }
  }

  var map: ValueMap {
    ValueMap([
      ("length", .int(Int64(length))), ("col", .int(Int64(column))),
      ("col0", .int(Int64(column - 1))), ("col_first", .bool(column == 1)),
      ("col_last", .bool(isLastColumn)), ("first", .bool(index == 0)), ("last", .bool(isLast)),
      ("index", .int(Int64(index + 1))), ("index0", .int(Int64(index))),
      ("rindex", .int(Int64(length - index))), ("rindex0", .int(Int64(length - index - 1))),
      ("row", .int(Int64(row))),
    ])
  }
}
