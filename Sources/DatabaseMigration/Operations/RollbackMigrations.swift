/// `database/rollback-migrations`: takes migrations back by their down files, or says that only the
/// backup can.
enum RollbackMigrations {
  static func run(_ call: PromptCall) throws {
    for name in ["rolled_back", "skipped_down", "down_errors"] { call.publish(name, []) }
    call.publish("needs_restore", false)
    if try call.isDryRun() {
      try call.withDatabase(.look) { call.publish(try call.tables().read($0)) }
      call.publish("reason", "dry_run")
      return
    }
    try call.refuseIfFenced()
    // Looked at without the lock: where there is nothing to do, nobody is waited for.
    let target = try target(call)
    let found: History
    do {
      found = try call.withDatabase(.look) { try call.history(of: $0) }
    } catch let error as MigrationError where error.kind == .corruption {
      guard try hasBackup(call) else { throw error }
      call.publish("needs_restore", true)
      call.publish("down_errors", ["\(error.code): \(error.message)"])
      return
    }
    guard try !wanted(found, target, call).isEmpty || found.isDirty else {
      call.progress(1, "nothing to take back, the database is at \(found.versionText)")
      return
    }
    try call.locked(.exclusive) {
      try call.withDatabase(.write) { try rollBack($0, to: target, call) }
    }
  }

  /// The version to go back to: as given, else where the run began; nil is the empty database.
  private static func target(_ call: PromptCall) throws -> VersionKey? {
    let journal = try call.journal()
    let text = try call.settings.text("target_version") ?? journal?.fingerprint?.version
    guard let text else {
      throw MigrationError.badArgument("'target_version' is not given", hint: "say a version")
    }
    if text == "none" || text == "0" { return nil }
    if let key = VersionKey(text) { return key }
    return try MigrationTarget.resolve(text, in: try call.folder(), current: nil)
  }

  /// The rows to be taken back, last applied first.
  private static func wanted(
    _ history: History, _ target: VersionKey?, _ call: PromptCall
  ) throws -> [HistoryRow] {
    let before = try call.journal()?.fingerprint
    let isBeginning = before?.version == (target?.description ?? "none")
    return history.rows.filter { row in
      if target.map({ row.key > $0 }) ?? true { return true }
      // Applied out of order by this run.
      guard isBeginning, let before else { return false }
      return row.sequence > before.historySequence
    }.sorted { $0.sequence > $1.sequence }
  }

  private static func hasBackup(_ call: PromptCall) throws -> Bool {
    guard let journal = try call.journal(), journal.isBackupValidated else { return false }
    return (try? Backup.read(journal.backupID, in: try call.state())) != nil
  }

  private static func rollBack(
    _ database: SQLiteDatabase, to target: VersionKey?, _ call: PromptCall
  ) throws {
    let force = try call.settings.flag("force") ?? false
    let backed = try hasBackup(call)
    var history = try call.history(of: database)
    if let before = try call.journal()?.fingerprint {
      try call.refuseForeignChanges(history, since: before)
    }
    let rows = try wanted(history, target, call)
    let folder: MigrationFolder
    do { folder = try call.folder() } catch {
      guard backed else { throw error }
      folder = .empty
    }
    let prefersRestore =
      try call.settings.flag("prefer_restore")
      ?? rows.contains { row in
        folder[row.key]?.down?.statements.contains(where: \.losesData) ?? false
      }
    if backed, prefersRestore {
      needRestore(rows, errors: [], call)
      return
    }
    let blocks = rows.compactMap { obstacle($0, folder) }
    if let first = blocks.first, !force { throw first }
    try call.updateJournal { $0.phase = .rollingBack }
    var done: [String] = []
    var failure: MigrationError?
    for (index, row) in rows.enumerated() {
      call.progress(Double(index) / Double(rows.count), "taking back version \(row.key)")
      do {
        try revert(row, folder, database, &history, call)
        done.append(row.key.description)
      } catch let error as MigrationError {
        failure = error
        break
      }
    }
    call.publish("rolled_back", done)
    call.publish(try call.tables().read(database))
    try call.updateJournal {
      $0.rolledBack += done
      $0.phase = .rolledBack
    }
    guard let failure else { return }
    let left = rows.filter { !done.contains($0.key.description) }
    guard force, backed, failure.kind != .cancelled else {
      call.publish("down_errors", ["\(failure.code): \(failure.line)"])
      throw failure
    }
    needRestore(left, errors: ["\(failure.code): \(failure.line)"], call)
  }

  private static func needRestore(_ rows: [HistoryRow], errors: [String], _ call: PromptCall) {
    call.publish("needs_restore", true)
    call.publish("skipped_down", rows.map(\.key.description))
    call.publish("down_errors", errors)
    call.progress(1, "the backup will bring the database back")
  }

  /// Why a row cannot be taken back by its down file.
  private static func obstacle(_ row: HistoryRow, _ folder: MigrationFolder) -> MigrationError? {
    guard row.isFinished else {
      return .policy(
        "dirty_database", "version \(row.key) is half done", hint: "restore the backup")
    }
    guard let down = folder[row.key]?.down else {
      return .policy(
        "missing_down", "version \(row.key) has no down file", hint: "restore the backup")
    }
    if let checksum = row.downChecksum, checksum != down.checksum {
      return .policy(
        "checksum_drift", "'\(down.path)' is not what it was when version \(row.key) was applied",
        hint: "bring the old text back, or restore the backup")
    }
    return nil
  }

  private static func revert(
    _ row: HistoryRow, _ folder: MigrationFolder, _ database: SQLiteDatabase,
    _ history: inout History, _ call: PromptCall
  ) throws {
    if let obstacle = obstacle(row, folder) { throw obstacle }
    guard let file = folder[row.key] else { return }
    let runner = MigrationRunner(
      database: database, tables: try call.tables(), runID: call.runID,
      interruption: call.interruption)
    try runner.revert(file, planned: &history)
  }
}
