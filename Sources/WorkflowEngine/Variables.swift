package import WorkflowLanguage

/// A row of a scope.
package struct Variable: Sendable, Codable {
  package var name: Name
  package var value: Value
  package var origin: Origin
  /// Number of the event that wrote it; 0 for arguments.
  package var event: Int

  package init(name: Name, value: Value, origin: Origin, event: Int) {
    self.name = name
    self.value = value
    self.origin = origin
    self.event = event
  }
}

/// The variables of a frame: rows by interned name, in the order they were first written.
package struct Variables: Sendable, Codable {
  package private(set) var rows: [Variable] = []

  package init() {}

  package subscript(name: Name) -> Variable? {
    for row in rows where row.name == name { return row }
    return nil
  }

  /// Writes a row and gives back the value it had.
  @discardableResult
  package mutating func write(_ variable: Variable) -> Value? {
    for index in rows.indices where rows[index].name == variable.name {
      let old = rows[index].value
      rows[index] = variable
      return old
    }
    rows.append(variable)
    return nil
  }

  /// Takes a variable away; false when there was none.
  package mutating func remove(_ name: Name) -> Bool {
    guard let index = rows.firstIndex(where: { $0.name == name }) else { return false }
    rows.remove(at: index)
    return true
  }
}
