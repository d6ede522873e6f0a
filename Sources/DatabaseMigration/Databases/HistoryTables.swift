/// The two tables in the database that remember migrations.
struct HistoryTables: Sendable {
  static let standardName = "wfsh_schema_history"

  var history: String
  var events: String

  var protected: Set<String> { [history.lowercased(), events.lowercased()] }

  /// - Parameter name: of the history table; nil for the standard one.
  init(name: String?) throws {
    let name = name ?? Self.standardName
    let letters = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x5F
    }
    guard letters, !name.isEmpty, name.utf8.count <= 60, !name.lowercased().hasPrefix("sqlite_"),
      !name.utf8.prefix(1).allSatisfy({ (0x30...0x39).contains($0) })
    else {
      throw MigrationError.badArgument(
        "history_table is '\(name)'", hint: "use letters, digits and _, beginning with a letter")
    }
    history = name
    events = name == Self.standardName ? "wfsh_schema_events" : "\(name)_events"
  }

  // MARK: Reading

  /// Reads the history as it is at one moment, whoever else writes meanwhile.
  func read(_ database: any Database) throws -> History {
    try database.reading { try readInside(database) }
  }

  private func readInside(_ database: any Database) throws -> History {
    let names = try database.tableNames().map { $0.lowercased() }
    guard names.contains(history.lowercased()) else { return History() }
    var result = History(exists: true)
    let rows = try database.rows(
      """
      SELECT version, seq, name, file, checksum, down_checksum, state, stmts_done, stmts_total,
        stmt_hash, error, run_id, started_at FROM \(history) ORDER BY seq
      """)
    for row in rows {
      guard let version = row[0].text, let key = VersionKey(version),
        let state = row[6].text.flatMap(HistoryRow.State.init)
      else {
        throw MigrationError.policy(
          "bad_history", "the table '\(history)' has a row that this version cannot read",
          hint: "look at it: SELECT * FROM \(history)")
      }
      result.rows.append(
        HistoryRow(
          key: key, sequence: row[1].integer ?? 0, name: row[2].text ?? "",
          file: row[3].text ?? "", checksum: row[4].text, downChecksum: row[5].text, state: state,
          done: Int(row[7].integer ?? 0), total: Int(row[8].integer ?? 0),
          statementHash: row[9].text, error: row[10].text, runID: row[11].text ?? "",
          startedAt: row[12].text ?? ""))
    }
    if names.contains(events.lowercased()) {
      result.lastEvent =
        try database.rows("SELECT coalesce(max(id), 0) FROM \(events)")
        .first?.first?.integer ?? 0
    }
    return result
  }

  /// The history tables of other tools, and whether there is anything besides history.
  func surroundings(_ database: any Database) throws -> (foreign: [String], isEmpty: Bool) {
    let names = try database.schemaObjects().filter { $0.type == "table" || $0.type == "view" }
      .map(\.name)
    let others = names.filter { !protected.contains($0.lowercased()) }
    return (others.filter { Self.foreign[$0.lowercased()] != nil }, others.isEmpty)
  }

  /// Which tool a history table is of.
  static let foreign: [String: String] = [
    "schema_migrations": "golang-migrate, dbmate or Rails", "goose_db_version": "goose",
    "flyway_schema_history": "Flyway", "__diesel_schema_migrations": "diesel",
    "alembic_version": "Alembic", "databasechangelog": "Liquibase",
    "atlas_schema_revisions": "Atlas", "_prisma_migrations": "Prisma",
    "django_migrations": "Django", "knex_migrations": "Knex", "_sqlx_migrations": "sqlx",
    "__efmigrationshistory": "Entity Framework", "refinery_schema_history": "refinery",
  ]

  // MARK: Writing, always inside a transaction of the caller's

  func create(_ database: any Database) throws {
    try database.run(
      """
      CREATE TABLE IF NOT EXISTS \(history) (
        version TEXT PRIMARY KEY,
        seq INTEGER NOT NULL,
        name TEXT NOT NULL,
        file TEXT NOT NULL,
        checksum TEXT,
        down_checksum TEXT,
        state TEXT NOT NULL CHECK (state IN ('applied', 'applying', 'reverting', 'adopted')),
        stmts_done INTEGER NOT NULL,
        stmts_total INTEGER NOT NULL,
        stmt_hash TEXT,
        error TEXT,
        run_id TEXT NOT NULL,
        applied_by TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        duration_ms INTEGER,
        tool TEXT NOT NULL)
      """)
    try database.run(
      """
      CREATE TABLE IF NOT EXISTS \(events) (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        run_id TEXT,
        event TEXT NOT NULL,
        version TEXT,
        detail TEXT)
      """)
  }

  /// Puts a row in, in place of one of the same version.
  func put(_ row: HistoryRow, milliseconds: Int64?, in database: any Database) throws {
    try database.run(
      """
      INSERT OR REPLACE INTO \(history) (version, seq, name, file, checksum, down_checksum, state,
        stmts_done, stmts_total, stmt_hash, error, run_id, applied_by, started_at, finished_at,
        duration_ms, tool)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(row.key.description), .integer(row.sequence), .text(row.name), .text(row.file),
        Self.optional(row.checksum), Self.optional(row.downChecksum), .text(row.state.rawValue),
        .integer(Int64(row.done)), .integer(Int64(row.total)), Self.optional(row.statementHash),
        Self.optional(row.error), .text(row.runID), .text(Host.user), .text(row.startedAt),
        row.isFinished ? .text(UTCTime.now) : .null,
        milliseconds.map(SQLValue.integer) ?? .null, .text(Host.tool),
      ])
  }

  func remove(_ key: VersionKey, from database: any Database) throws {
    try database.run("DELETE FROM \(history) WHERE version = ?", [.text(key.description)])
  }

  func record(
    _ event: String, version: VersionKey?, runID: String, detail: String? = nil,
    in database: any Database
  ) throws {
    try database.run(
      "INSERT INTO \(events) (at, run_id, event, version, detail) VALUES (?, ?, ?, ?, ?)",
      [
        .text(UTCTime.now), .text(runID), .text(event), Self.optional(version?.description),
        Self.optional(detail),
      ])
  }

  private static func optional(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }
}
