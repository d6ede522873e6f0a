package import JSONText

/// Rows under named columns: what every listing command returns.
package struct Table: Sendable {
  package struct Column: Sendable {
    /// Its name in JSON: lower case, words joined by `_`.
    package var name: String
    /// What stands above it; by default the name in capitals.
    package var title: String
    package var isRightAligned: Bool

    package init(_ name: String, title: String? = nil, isRightAligned: Bool = false) {
      self.name = name
      self.title = title ?? name.uppercased().map { $0 == "_" ? " " : String($0) }.joined()
      self.isRightAligned = isRightAligned
    }
  }

  package var columns: [Column]
  package var rows: [[Cell]]

  package init(_ columns: [Column], rows: [[Cell]] = []) {
    self.columns = columns
    self.rows = rows
  }
}

/// A value in a table, for people and for programs.
package struct Cell: Hashable, Sendable {
  package var shown: StyledText
  package var json: JSONValue

  package init(shown: StyledText, json: JSONValue) {
    self.shown = shown
    self.json = json
  }

  /// A word of ours, such as a state's name or a kind; shown without quotes.
  package init(_ text: String, _ style: Style? = nil) {
    self.init(shown: StyledText(text, style), json: .string(text))
  }

  package init(_ number: Int) {
    self.init(shown: StyledText(String(number)), json: .int(Int64(number)))
  }

  /// Nothing to say in this column; null in JSON.
  package static let none = Cell(shown: StyledText(), json: .null)

  /// `text`, or nothing.
  package static func optional(_ text: String?, _ style: Style? = nil) -> Cell {
    text.map { Cell($0, style) } ?? .none
  }

  package static func optional(_ number: Int?) -> Cell { number.map { Cell($0) } ?? .none }
}
