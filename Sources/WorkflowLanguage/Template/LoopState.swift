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
  func member(_ name: Name) -> Value? {
    for index in Self.facts.indices where Self.facts[index].id == name {
      return Self.facts[index].value(self)
    }
    return nil
  }

  var map: ValueMap {
    var map = ValueMap(Self.facts.map { ($0.name, $0.value(self)) })
    if let parent { map["parentloop"] = .map(parent.map) }
    return map
  }

  /// What `forloop` tells, with what it is in the rounds of `(5..7)`.
  static let facts: [LoopFact<LoopState>] = [
    LoopFact("name", "The loop's name and list.", "x-(5..7) x-(5..7) x-(5..7)") {
      .string($0.name)
    },
    LoopFact("length", "How many rounds there are.", "3 3 3") { .int(Int64($0.length)) },
    LoopFact("index", "The round, from 1.", "1 2 3") { .int(Int64($0.index + 1)) },
    LoopFact("index0", "The round, from 0.", "0 1 2") { .int(Int64($0.index)) },
    LoopFact("rindex", "The rounds left, this one included.", "3 2 1") {
      .int(Int64($0.length - $0.index))
    },
    LoopFact("rindex0", "The rounds left after this one.", "2 1 0") {
      .int(Int64($0.length - $0.index - 1))
    },
    LoopFact("first", "Whether it is the first round.", "true false false") {
      .bool($0.index == 0)
    },
    LoopFact("last", "Whether it is the last round.", "false false true") {
      .bool($0.index == $0.length - 1)
    },
  ]
}

/// A fact that a loop tells of its round.
struct LoopFact<State>: Sendable {
  let name: String
  let id: Name
  /// One line for the reference.
  let summary: String
  /// What it is in three rounds, for the reference; a test runs it.
  let rounds: [String]
  let value: @Sendable (State) -> Value

  init(
    _ name: String, _ summary: String, _ rounds: String, value: @escaping @Sendable (State) -> Value
  ) {
    self.name = name
    id = Name(name)
    self.summary = summary
    self.rounds = rounds.split(separator: " ").map(String.init)
    self.value = value
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

  var map: ValueMap { ValueMap(Self.facts.map { ($0.name, $0.value(self)) }) }

  /// What `tablerowloop` tells, with what it is in the rounds of `(5..7)` in two columns.
  static let facts: [LoopFact<TableRowState>] = [
    LoopFact("length", "How many cells there are.", "3 3 3") { .int(Int64($0.length)) },
    LoopFact("col", "The column, from 1.", "1 2 1") { .int(Int64($0.column)) },
    LoopFact("col0", "The column, from 0.", "0 1 0") { .int(Int64($0.column - 1)) },
    LoopFact("col_first", "Whether it is a row's first cell.", "true false true") {
      .bool($0.column == 1)
    },
    LoopFact("col_last", "Whether it is in the last column.", "false true false") {
      .bool($0.isLastColumn)
    },
    LoopFact("first", "Whether it is the first cell of all.", "true false false") {
      .bool($0.index == 0)
    },
    LoopFact("last", "Whether it is the last cell of all.", "false false true") {
      .bool($0.isLast)
    },
    LoopFact("index", "The cell, from 1.", "1 2 3") { .int(Int64($0.index + 1)) },
    LoopFact("index0", "The cell, from 0.", "0 1 2") { .int(Int64($0.index)) },
    LoopFact("rindex", "The cells left, this one included.", "3 2 1") {
      .int(Int64($0.length - $0.index))
    },
    LoopFact("rindex0", "The cells left after this one.", "2 1 0") {
      .int(Int64($0.length - $0.index - 1))
    },
    LoopFact("row", "The row, from 1.", "1 1 2") { .int(Int64($0.row)) },
  ]
}
