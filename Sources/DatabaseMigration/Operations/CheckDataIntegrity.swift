/// `database/check-data-integrity`: are all the rows still there, and do they keep the rules?
enum CheckDataIntegrity {
  static func run(_ call: PromptCall) throws {
    call.publish("failures", [])
    call.publish("row_deltas", [])
    try call.locked(.shared) {
      try call.withDatabase(.look) { database in
        try database.reading { try check(database, call) }
      }
    }
  }

  private static func check(_ database: SQLiteDatabase, _ call: PromptCall) throws {
    let history = try call.history(of: database)
    var failures: [MigrationError] = []
    // The full check also looks at NOT NULL and CHECK of every row.
    for problem in try database.integrityProblems(quick: false) {
      failures.append(MigrationError(.data, "integrity", problem))
    }
    call.progress(0.5, "counting rows")
    let before = try Baseline.before(call)
    let known = Set(before?.violations ?? [])
    for row in try database.foreignKeyViolations().subtracting(known).sorted().prefix(20) {
      failures.append(
        MigrationError(.data, "foreign_key_violation", "a row is without its parent: \(row)"))
    }
    if let before {
      failures += try rowLoss(database, history, before, call)
    } else {
      call.warnings.append("nothing is known of the rows before this run")
    }
    call.publish("failures", failures.map { "\($0.code): \($0.message)" })
    if let first = failures.first { throw first }
  }

  private static func rowLoss(
    _ database: SQLiteDatabase, _ history: History, _ before: Fingerprint, _ call: PromptCall
  ) throws -> [MigrationError] {
    let own = try call.tables().protected
    var now: [String: Int64] = [:]
    for name in try database.tableNames() {
      try call.interruption.check()
      now[name] = try database.measure(table: name, hashing: false).rows
    }
    let folder = try call.folder()
    let ran = history.rows.filter { $0.sequence > before.historySequence }
      .compactMap { folder[$0.key] }.flatMap(\.up.statements)
    let policy = RowLossPolicy(
      statements: ran, limit: try call.settings.percent("max_row_loss"))
    let isCounted = { (name: String) in
      !name.hasPrefix("sqlite_") && !own.contains(name.lowercased())
    }
    let rowsBefore = before.tables.filter { isCounted($0.key) }.mapValues(\.rows)
    let changes = policy.compare(before: rowsBefore, after: now.filter { isCounted($0.key) })
    call.publish("row_deltas", changes.filter { $0.delta != 0 }.map(\.words))
    return changes.filter(\.isLoss).map {
      MigrationError(
        .data, "row_loss", $0.words,
        hint: "if the migration means to, set max_row_loss to the percentage that may go")
    }
  }
}

/// Which losses of rows are meant, judged by the statements that ran.
struct RowLossPolicy {
  struct Change {
    var table: String
    var before: Int64
    /// Nil when the table is gone.
    var after: Int64?
    var isLoss: Bool

    var delta: Int64 { (after ?? 0) - before }
    var words: String {
      guard let after else { return "table \(table) with \(before) rows is gone" }
      return "table \(table) has \(after) rows, had \(before) (\(delta > 0 ? "+" : "")\(delta))"
    }
  }

  /// Tables that statements take rows from by intent.
  private var emptied: Set<String> = []
  private var dropped: Set<String> = []
  private var renamed: [String: String] = [:]
  /// Percent of a table's rows that may go; nil means none, save where it is meant.
  private let limit: Double?

  init(statements: [SQLStatement], limit: Double?) {
    self.limit = limit
    for statement in statements {
      if let table = statement.deletedFrom { emptied.insert(table) }
      if let table = statement.droppedTable { dropped.insert(table) }
      if let (from, to) = statement.renamedTable { renamed[from] = to }
    }
  }

  func compare(before: [String: Int64], after: [String: Int64]) -> [Change] {
    var byName: [String: Int64] = [:]
    for (name, rows) in after { byName[name.lowercased()] = rows }
    return before.sorted { $0.key < $1.key }.map { name, rows in
      let key = name.lowercased()
      let now = byName[key] ?? renamed[key].flatMap { byName[$0] }
      return Change(
        table: name, before: rows, after: now, isLoss: isLoss(key, before: rows, after: now))
    }
  }

  private func isLoss(_ table: String, before: Int64, after: Int64?) -> Bool {
    guard let after else { return !dropped.contains(table) }
    guard after < before else { return false }
    guard let limit else { return !emptied.contains(table) }
    return Double(before - after) * 100 > limit * Double(before)
  }
}
