/// What has to be done to bring a database to a version, and what stands against it.
///
/// Decided from values alone: nothing is read or run here.
struct MigrationPlan: Sendable {
  struct Options: Sendable {
    var allowsOutOfOrder = false
    /// Whether a file that changed after it was applied is only a warning.
    var warnsOfDrift = false
    /// Take the database as being at this version, though it has no history.
    var baseline: String?
  }

  /// A migration outside a transaction that goes on where it stopped.
  struct Resumption: Sendable {
    var key: VersionKey
    /// Statements that are done.
    var done: Int
  }

  /// The version now; nil for an empty database.
  var current: VersionKey?
  /// The version wanted; nil for the empty database.
  var target: VersionKey?
  /// To apply, in order.
  var pending: [MigrationFile] = []
  /// To be taken as applied, since the database is older than its history.
  var adopted: [MigrationFile] = []
  var resumption: Resumption?
  var problems: [MigrationError] = []
  var warnings: [String] = []

  var targetText: String { target?.description ?? "none" }
  var currentText: String { current?.description ?? "none" }

  init(history: History, folder: MigrationFolder, target: String?, options: Options) {
    current = history.current
    if let baseline = options.baseline, !history.exists { adopt(baseline, from: folder) }
    do {
      self.target = try MigrationTarget.resolve(target, in: folder, current: current)
    } catch {
      note(error)
      self.target = current
    }
    for file in folder.ignored { warnings.append("'\(file)' is not named like a migration") }
    checkUnfinished(history, folder)
    checkApplied(history, folder, options)
    choosePending(history, folder, options)
  }

  private mutating func note(_ error: any Error) {
    problems.append(
      error as? MigrationError ?? MigrationError(.unknown, "unknown", "\(error)"))
  }

  private mutating func adopt(_ baseline: String, from folder: MigrationFolder) {
    do {
      let key = try MigrationTarget.resolve(baseline, in: folder, current: nil)
      adopted = folder.files.filter { file in key.map { file.key <= $0 } ?? false }
      current = adopted.last?.key
    } catch {
      note(error)
    }
  }

  // MARK: Checks

  private mutating func checkUnfinished(_ history: History, _ folder: MigrationFolder) {
    guard let row = history.unfinished else { return }
    if row.state == .applying, let file = folder[row.key], canResume(row, file) {
      resumption = Resumption(key: row.key, done: row.done)
      warnings.append(
        "version \(row.key) goes on at statement \(row.done + 1) of \(file.up.statements.count)")
      return
    }
    let what = row.state == .applying ? "applied" : "reverted"
    let outcome =
      row.error.map { "statement \(row.done + 1) failed: \($0)" }
      ?? "statement \(row.done + 1) of \(row.total) may or may not have run"
    problems.append(
      .policy(
        "dirty_database", "version \(row.key) was being \(what) when it stopped: \(outcome)",
        hint: "restore a backup, or bring the database into order by hand and say so: "
          + "wfsh-db mark DATABASE_URL \(row.key) applied|absent"))
  }

  /// Whether the statements that ran are still those of the file, and running the next one is safe.
  private func canResume(_ row: HistoryRow, _ file: MigrationFile) -> Bool {
    let statements = file.up.statements
    guard row.done <= statements.count,
      (row.statementHash ?? "") == StatementHash.of(statements.prefix(row.done))
    else { return false }
    return row.done == statements.count || row.error != nil || statements[row.done].isIdempotent
  }

  private mutating func checkApplied(
    _ history: History, _ folder: MigrationFolder, _ options: Options
  ) {
    let newest = folder.files.last?.key
    for row in history.rows where row.isFinished {
      guard let file = folder[row.key] else {
        let isAhead = newest.map { row.key > $0 } ?? true
        problems.append(
          .policy(
            isAhead ? "database_ahead" : "missing_migration",
            "version \(row.key) (\(row.file)) is applied, but its file is not in the folder",
            hint: isAhead
              ? "the database is newer than this folder; update the folder"
              : "bring the file back"))
        continue
      }
      var drifted: [String] = []
      if let checksum = row.checksum, checksum != file.up.checksum { drifted.append(file.up.path) }
      if let checksum = row.downChecksum, checksum != file.down?.checksum {
        drifted.append(file.down?.path ?? "the down file of version \(row.key)")
      }
      for path in drifted {
        let message = "'\(path)' is not what it was when version \(row.key) was applied"
        if options.warnsOfDrift {
          warnings.append(message)
        } else {
          problems.append(
            .policy(
              "checksum_drift", message,
              hint: "bring the old text back and put the change into a new migration, "
                + "or set on_drift to warn"))
        }
      }
    }
  }

  private mutating func choosePending(
    _ history: History, _ folder: MigrationFolder, _ options: Options
  ) {
    if let current, target.map({ $0 < current }) ?? true {
      problems.append(
        .policy(
          "target_below_current", "target \(targetText) is below the current version \(current)",
          hint: "going back is the work of rollback-migrations or restore-backup"))
      return
    }
    guard let target else { return }
    let done = Set(history.rows.filter(\.isFinished).map(\.key) + adopted.map(\.key))
    pending = folder.files.filter { $0.key <= target && !done.contains($0.key) }
    if !options.allowsOutOfOrder, let current,
      let late = pending.first(where: { $0.key < current && $0.key != resumption?.key })
    {
      problems.append(
        .policy(
          "out_of_order",
          "version \(late.key) ('\(late.up.path)') is not applied, though \(current) already is",
          hint: "give it a higher number, or set allow_out_of_order to true"))
    }
  }

  /// What would keep the pending files from being run as they are.
  ///
  /// - Parameter mode: how transactions are made.
  func fileProblems(_ mode: TransactionMode) -> [MigrationError] {
    pending.flatMap { file -> [MigrationError] in
      var found: [MigrationError] = []
      let script = file.up
      if let statement = script.transactionControl {
        found.append(
          .policy(
            "tx_control_in_migration", "\(statement.headline) inside a migration",
            hint: "the handler opens and commits the transaction; take it out"
          ).placed(in: script, at: statement))
      }
      if mode != .none, let statement = script.misplacedStatement {
        found.append(
          .policy(
            "nontransactional_statement", "\(statement.headline) cannot run in a transaction",
            hint: "put it into a file of its own, or mark the file '-- wfsh:no-transaction'"
          ).placed(in: script, at: statement))
      }
      if mode == .all, script.isNonTransactional {
        found.append(
          .policy(
            "nontransactional_statement",
            "'\(script.path)' runs outside a transaction, so all migrations cannot be one",
            hint: "set transaction_mode to file"))
      }
      return found
    }
  }
}
