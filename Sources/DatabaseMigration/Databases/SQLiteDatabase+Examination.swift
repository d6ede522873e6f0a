import CSystemSQLite
import Digests

extension SQLiteDatabase {
  /// A name in quotes, for SQL that is put together.
  static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  func tableNames() throws -> [String] {
    try rows(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
      ORDER BY name
      """
    ).compactMap { $0[0].text }
  }

  func schemaObjects() throws -> [SchemaObject] {
    try rows(
      """
      SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema
      WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name
      """
    ).map { row in
      SchemaObject(
        type: row[0].text ?? "", name: row[1].text ?? "", table: row[2].text ?? "",
        sql: row[3].text ?? "")
    }
  }

  func measure(table: String, hashing: Bool) throws -> TableMeasure {
    let name = Self.quoted(table)
    guard hashing else {
      return TableMeasure(
        rows: try single("SELECT count(*) FROM \(name)")?.integer ?? 0, hash: nil)
    }
    let selected = try storedColumns(of: table).map(Self.quoted)
    let rowid = try rowidName(of: table)
    let list = (rowid.map { [$0] } ?? []) + selected
    var hash = SHA256()
    for column in selected { hash.update(column + "\n") }
    var buffer: [UInt8] = []
    var count: Int64 = 0
    let order = rowid.map { " ORDER BY \($0)" } ?? ""
    try forEachRow("SELECT \(list.joined(separator: ", ")) FROM \(name) NOT INDEXED\(order)") {
      statement in
      count += 1
      for index in 0..<sqlite3_column_count(statement) {
        Self.appendColumn(index, of: statement, to: &buffer)
      }
      if buffer.count > 32 << 10 {
        hash.update(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    hash.update(buffer)
    return TableMeasure(rows: count, hash: hash.finishHex())
  }

  /// Columns with values of their own: no generated ones.
  private func storedColumns(of table: String) throws -> [String] {
    try rows("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", [.text(table)])
      .compactMap { $0[0].text }
  }

  /// The word that reads the row number of a table; nil for tables without one.
  private func rowidName(of table: String) throws -> String? {
    let columns = Set(try storedColumns(of: table).map { $0.lowercased() })
    guard let free = ["rowid", "_rowid_", "oid"].first(where: { !columns.contains($0) }) else {
      return nil
    }
    let without = try single(
      "SELECT wr FROM pragma_table_list WHERE name = ? AND schema = 'main'", [.text(table)])
    return without?.integer == 1 ? nil : free
  }

  /// One value as its type, its length and its bytes, so that no two rows look the same.
  private static func appendColumn(
    _ index: Int32, of statement: OpaquePointer, to buffer: inout [UInt8]
  ) {
    let type = sqlite3_column_type(statement, index)
    buffer.append(UInt8(truncatingIfNeeded: type))
    switch type {
    case SQLITE_INTEGER:
      append(UInt64(bitPattern: sqlite3_column_int64(statement, index)), to: &buffer)
    case SQLITE_FLOAT:
      append(sqlite3_column_double(statement, index).bitPattern, to: &buffer)
    case SQLITE_TEXT, SQLITE_BLOB:
      let bytes = sqlite3_column_blob(statement, index)
      let count = Int(sqlite3_column_bytes(statement, index))
      append(UInt64(count), to: &buffer)
      buffer.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    default: break
    }
  }

  private static func append(_ number: UInt64, to buffer: inout [UInt8]) {
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      buffer.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  func integrityProblems(quick: Bool) throws -> [String] {
    let found = try rows("PRAGMA \(quick ? "quick_check" : "integrity_check")(20)")
      .compactMap { $0.first?.text }
    return found == ["ok"] ? [] : found
  }

  func foreignKeyViolations() throws -> Set<String> {
    do {
      return Set(
        try rows("PRAGMA foreign_key_check").map { row in
          let cells = row.map { $0.text ?? "-" }
          return "\(cells[0]) row \(cells[1]) → \(cells[2])"
        })
    } catch let error as MigrationError where error.kind == .syntax {
      // A reference that fits no key of its parent: a violation of its own kind.
      return [error.message]
    }
  }

  // MARK: The file

  struct FileFacts {
    var pageSize: Int64
    var pageCount: Int64
    var journalMode: String
    var userVersion: Int64
    var applicationID: Int64
    var encoding: String
  }

  func fileFacts() throws -> FileFacts {
    func number(_ pragma: String) throws -> Int64 { try single("PRAGMA \(pragma)")?.integer ?? 0 }
    return FileFacts(
      pageSize: try number("page_size"), pageCount: try number("page_count"),
      journalMode: try single("PRAGMA journal_mode")?.text ?? "",
      userVersion: try number("user_version"), applicationID: try number("application_id"),
      encoding: try single("PRAGMA encoding")?.text ?? "")
  }
}
