import JSONText

/// Runs migrations on an open database, one committed step after the other.
///
/// After a crash at any moment a migration in a transaction has happened or not; one outside of a
/// transaction leaves a row that says how far it came.
struct MigrationRunner {
  let database: any Database
  let tables: HistoryTables
  let runID: String
  let interruption: Interruption
  var mode = TransactionMode.file
  /// Called with the number of migrations done and what is done next.
  var progress: (Int, String) -> Void = { _, _ in }
  /// Called after each commit.
  var committed: (MigrationFile) throws -> Void = { _ in }

  /// Applies what a plan has pending.
  ///
  /// - Parameter planned: the history that the plan was made from; should the database's differ when
  ///   the right to write is there, nothing is done.
  func apply(_ plan: MigrationPlan, planned: History) throws {
    var expected = planned
    if mode == .all {
      try applyTogether(plan, expected: &expected)
      for file in plan.pending { try committed(file) }
      return
    }
    if !plan.adopted.isEmpty {
      try transaction(&expected) { try adopt(plan.adopted) }
    }
    for (index, file) in plan.pending.enumerated() {
      progress(index, "applying \(file.title)")
      let done = plan.resumption?.key == file.key ? plan.resumption?.done : nil
      if mode == .none || file.up.isNonTransactional || done != nil {
        try applyInSteps(file, resumingAt: done, expected: &expected)
      } else {
        try suspendingForeignKeys(file.up.suspendsForeignKeys) {
          try transaction(&expected) { try applyInside(file) }
        }
      }
      try committed(file)
    }
  }

  // MARK: In a transaction

  private func applyTogether(_ plan: MigrationPlan, expected: inout History) throws {
    try suspendingForeignKeys(plan.pending.contains { $0.up.suspendsForeignKeys }) {
      try transaction(&expected) {
        try adopt(plan.adopted)
        for (index, file) in plan.pending.enumerated() {
          progress(index, "applying \(file.title)")
          try applyInside(file)
        }
      }
    }
  }

  /// Runs a body in a transaction that began with the expected history and that adds no row whose
  /// parent is missing.
  private func transaction(_ expected: inout History, _ body: () throws -> Void) throws {
    try database.beginWriting()
    do {
      let found = try tables.read(database)
      guard found.digest() == expected.digest(), found.lastEvent == expected.lastEvent else {
        throw MigrationError(
          .lock, "history_changed", "another program changed the history meanwhile",
          hint: "run again")
      }
      let broken = try database.foreignKeyViolations()
      try tables.create(database)
      try body()
      let new = try database.foreignKeyViolations().subtracting(broken).sorted()
      guard new.isEmpty else {
        throw MigrationError(
          .data, "foreign_key_violation",
          "rows without their parents: \(new.prefix(5).joined(separator: ", "))"
            + (new.count > 5 ? " and \(new.count - 5) more" : ""))
      }
      Fault.strike("apply.before-commit")
      let after = try tables.read(database)
      try commit(after)
      Fault.strike("apply.after-commit")
      expected = after
    } catch {
      database.rollback()
      throw error
    }
  }

  /// Commits; when that fails, looks whether it happened all the same.
  private func commit(_ wanted: History) throws {
    do {
      try database.commit()
    } catch {
      database.rollback()
      let found = try? tables.read(database)
      guard let found, found.digest() == wanted.digest(), found.lastEvent == wanted.lastEvent else {
        throw error
      }
    }
  }

  private func suspendingForeignKeys(_ suspended: Bool, _ body: () throws -> Void) throws {
    try database.setForeignKeys(enforced: !suspended)
    do {
      try body()
    } catch {
      if suspended { try? database.setForeignKeys(enforced: true) }
      throw error
    }
    if suspended { try database.setForeignKeys(enforced: true) }
  }

  private func applyInside(_ file: MigrationFile) throws {
    let started = ContinuousClock.now
    var row = try newRow(file, state: .applied)
    for (index, statement) in file.up.statements.enumerated() {
      try run(statement, index, of: file.up, version: file.version)
    }
    row.done = file.up.statements.count
    row.statementHash = StatementHash.of(file.up.statements)
    try tables.put(row, milliseconds: Self.milliseconds(since: started), in: database)
    try tables.record("applied", version: file.key, runID: runID, in: database)
  }

  private func adopt(_ files: [MigrationFile]) throws {
    try tables.create(database)
    for file in files {
      var row = try newRow(file, state: .adopted)
      row.done = row.total
      try tables.put(row, milliseconds: nil, in: database)
      try tables.record("adopted", version: file.key, runID: runID, in: database)
    }
  }

  private func run(
    _ statement: SQLStatement, _ index: Int, of script: MigrationScript, version: String
  ) throws {
    do {
      try database.runGuarded(statement, protected: tables.protected)
      Fault.strike("apply.statement")
    } catch let error as MigrationError {
      var error = error.placed(in: script, at: statement)
      error.details["migration"] = .string(version)
      error.details["statement_index"] = .int(Int64(index + 1))
      throw error
    }
  }

  private func newRow(_ file: MigrationFile, state: HistoryRow.State) throws -> HistoryRow {
    HistoryRow(
      key: file.key, sequence: try tables.read(database).lastSequence + 1, name: file.name,
      file: Paths.name(of: file.up.path), checksum: file.up.checksum,
      downChecksum: file.down?.checksum, state: state, done: 0, total: file.up.statements.count,
      statementHash: nil, error: nil, runID: runID, startedAt: UTCTime.now)
  }

  static func milliseconds(since start: ContinuousClock.Instant) -> Int64 {
    let duration = ContinuousClock.now - start
    return duration.components.seconds * 1000 + duration.components.attoseconds
      / 1_000_000_000_000_000
  }

  // MARK: Outside a transaction

  private func applyInSteps(
    _ file: MigrationFile, resumingAt resumed: Int?, expected: inout History
  ) throws {
    let started = ContinuousClock.now
    var row = try newRow(file, state: .applying)
    if let resumed {
      row.done = resumed
      row.statementHash = StatementHash.of(file.up.statements.prefix(resumed))
    }
    let broken = try database.foreignKeyViolations()
    try transaction(&expected) {
      try tables.put(row, milliseconds: nil, in: database)
      try tables.record("begun", version: file.key, runID: runID, in: database)
    }
    try database.setForeignKeys(enforced: !file.up.suspendsForeignKeys)
    for (index, statement) in file.up.statements.enumerated().dropFirst(row.done) {
      do {
        try run(statement, index, of: file.up, version: file.version)
      } catch {
        try? database.setForeignKeys(enforced: true)
        try noteFailure(of: row, error, expected: &expected)
        throw error
      }
      Fault.strike("apply.step")
      row.done = index + 1
      row.statementHash = StatementHash.adding(statement, to: row.statementHash ?? "")
      try transaction(&expected) { try tables.put(row, milliseconds: nil, in: database) }
    }
    try database.setForeignKeys(enforced: true)
    let new = try database.foreignKeyViolations().subtracting(broken).sorted()
    row.state = .applied
    try transaction(&expected) {
      try tables.put(row, milliseconds: Self.milliseconds(since: started), in: database)
      try tables.record("applied", version: file.key, runID: runID, in: database)
    }
    guard new.isEmpty else {
      throw MigrationError(
        .data, "foreign_key_violation",
        "rows without their parents: \(new.prefix(5).joined(separator: ", "))")
    }
  }

  /// A statement that failed left nothing behind: with none done before it the migration has not
  /// happened, else it stands half done, with the reason.
  private func noteFailure(
    of row: HistoryRow, _ error: any Error, expected: inout History
  ) throws {
    database.rollback()
    var row = row
    row.error = (error as? MigrationError)?.message ?? "\(error)"
    let isFirst = row.done == 0
    try? interruption.shielded {
      try transaction(&expected) {
        if isFirst {
          try tables.remove(row.key, from: database)
          try tables.record("not_applied", version: row.key, runID: runID, in: database)
        } else {
          try tables.put(row, milliseconds: nil, in: database)
        }
      }
    }
  }

  // MARK: Back

  /// Undoes one migration by its down script.
  func revert(_ file: MigrationFile, planned: inout History) throws {
    guard let down = file.down else {
      throw MigrationError.policy(
        "missing_down", "version \(file.version) has no down file",
        hint: "restore the backup instead")
    }
    if let statement = down.transactionControl ?? down.misplacedStatement {
      throw MigrationError.policy(
        "tx_control_in_migration", "\(statement.headline) cannot run in a transaction"
      ).placed(in: down, at: statement)
    }
    try suspendingForeignKeys(down.suspendsForeignKeys) {
      try transaction(&planned) {
        for (index, statement) in down.statements.enumerated() {
          try run(statement, index, of: down, version: file.version)
        }
        try tables.remove(file.key, from: database)
        try tables.record("reverted", version: file.key, runID: runID, in: database)
      }
    }
  }
}
