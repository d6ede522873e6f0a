/// A terminal's screen, drawn from the bytes written to it: as much of a terminal as the editor
/// uses, so that tests see what a person would see.
struct TerminalScreen {
  struct Cell: Equatable {
    /// Nil for the second half of a wide character.
    var text: String? = " "
    var style = ""
  }

  let columns: Int
  private(set) var cells: [[Cell]]
  private(set) var row = 0
  private(set) var column = 0
  private var style = ""
  /// Set after a character in the last column: the wrap comes with the next one.
  private var wraps = false

  init(rows: Int, columns: Int) {
    self.columns = columns
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }

  /// The rows as text, without blanks at their ends and without empty rows at the end.
  var text: [String] {
    var rows = cells.map { row in
      var text = row.compactMap(\.text).joined()
      while text.last == " " { text.removeLast() }
      return text
    }
    while rows.last == "" { rows.removeLast() }
    return rows
  }

  /// The style of the lowest place where a text stands, as the codes of its escape.
  func style(of text: String) -> String? {
    for row in cells.reversed() {
      for start in row.indices
      where row[start...].compactMap(\.text).joined().hasPrefix(text) {
        return row[start].style
      }
    }
    return nil
  }

  mutating func write(_ bytes: some Collection<UInt8>) {
    var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\u{1B}": escape(&scalars)
      case "\r":
        column = 0
        wraps = false
      case "\n": lineFeed()
      case "\u{08}":
        column = max(0, column - 1)
        wraps = false
      case "\u{07}": break
      case "\t": column = min(columns - 1, (column / 8 + 1) * 8)
      default: put(scalar)
      }
    }
  }

  private mutating func lineFeed() {
    wraps = false
    if row + 1 < cells.count {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: Cell(), count: columns))
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Self.width(scalar)
    if wraps || column + width > columns {
      column = 0
      lineFeed()
    }
    guard width > 0 else { return }
    cells[row][column] = Cell(text: String(scalar), style: style)
    if width == 2 { cells[row][column + 1] = Cell(text: nil, style: style) }
    column += width
    wraps = column >= columns
    if wraps { column = columns - 1 }
  }

  private mutating func escape(_ rest: inout ArraySlice<Unicode.Scalar>) {
    guard rest.popFirst() == "[" else { return }
    var parameters = ""
    while let scalar = rest.popFirst() {
      if scalar.value < 0x40 {
        parameters.unicodeScalars.append(scalar)
      } else {
        control(scalar, parameters)
        return
      }
    }
  }

  private mutating func control(_ final: Unicode.Scalar, _ parameters: String) {
    let number = Int(parameters) ?? 0
    let count = max(1, number)
    switch final {
    case "A": row = max(0, row - count)
    case "B": row = min(cells.count - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns - 1, count - 1)
    case "H":
      row = 0
      column = 0
    case "K": clear(row, from: column)
    case "J":
      clear(row, from: column)
      for below in (row + 1)..<max(row + 1, cells.count) { clear(below, from: 0) }
    case "P":
      cells[row].removeSubrange(column..<min(columns, column + count))
      cells[row] += Array(repeating: Cell(), count: columns - cells[row].count)
    case "@":
      cells[row].insert(contentsOf: Array(repeating: Cell(), count: count), at: column)
      cells[row].removeLast(cells[row].count - columns)
    case "X":
      for index in column..<min(columns, column + count) { cells[row][index] = Cell() }
    case "m": style = Self.style(parameters)
    default: break
    }
    if final != "m", final != "h", final != "l" { wraps = false }
  }

  private mutating func clear(_ row: Int, from column: Int) {
    for index in column..<columns { cells[row][index] = Cell() }
  }

  private static func style(_ parameters: String) -> String {
    let codes = parameters.split(separator: ";").filter { $0 != "0" && $0 != "39" }
    return codes.joined(separator: ";")
  }

  static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F: 0
    case 0x1100...0x115F, 0x2E80...0xD7A3, 0xFF00...0xFF60, 0x1F300...0x1FAFF: 2
    default: 1
    }
  }
}

/// The columns of characters without asking the C library, whose answer depends on the locale.
let plainMeasure: @Sendable (Unicode.Scalar) -> Int = { scalar in
  scalar == "\u{200B}" ? -1 : TerminalScreen.width(scalar)
}
