/// `database/restore-backup`: puts a backup's content back into the live database, and keeps what was
/// there.
enum RestoreBackup {
  static func run(_ call: PromptCall) throws {
    call.publish("restored", false)
    call.publish("rows_discarded", 0)
    if try call.isDryRun() {
      call.publish("reason", "dry_run")
      try call.withDatabase(.look) { call.publish(try call.tables().read($0)) }
      return
    }
    let isForced = try call.settings.flag("force_unfence") ?? false
    if !isForced { try call.refuseIfFenced() }
    guard let id = try call.settings.text("backup_id") else {
      try proveUnchanged(call)
      return
    }
    let backup = try Backup.read(id, in: try call.state())
    guard backup.identity == (try call.location().identity) else {
      throw MigrationError.policy(
        "foreign_backup", "the backup '\(id)' is of \(backup.identity)")
    }
    // Looked at without the lock: where there is nothing to do, nobody is waited for.
    let now = try LiveState.look(call)
    if let reason = try reasonNotToRestore(now, backup, call) {
      call.publish("reason", reason)
      call.progress(1, "nothing to restore: \(reason)")
      try? call.updateJournal { $0.restoreReason = reason }
      return
    }
    try call.locked(.exclusive) { try restore(backup, now, call) }
  }

  // MARK: Nothing to do

  /// Why the live database is left as it is; nil when it must be restored.
  private static func reasonNotToRestore(
    _ now: LiveState, _ backup: Backup, _ call: PromptCall
  ) throws -> String? {
    guard case .readable(let content) = now else { return nil }
    if content.differences(from: backup.content).isEmpty { return "already_identical" }
    // A run whose migrations all rolled back has changed nothing; what differs was written by the
    // application, and going back would throw it away.
    guard let journal = try call.journal(), journal.backupID == backup.id,
      [.applying, .applyFailed].contains(journal.phase),
      content.isUntouched(since: backup.content)
    else { return nil }
    call.warnings.append(
      "the application has written since the backup; its rows are kept, as no migration committed")
    return "no_migration_committed"
  }

  /// Without a backup all that can be done is to prove that nothing needs it.
  private static func proveUnchanged(_ call: PromptCall) throws {
    let before = try call.journal()?.fingerprint
    if let before, case .readable(let content) = try LiveState.look(call) {
      if before.isProof, content.differences(from: before).isEmpty {
        return try conclude("already_identical", call)
      }
      if content.isUntouched(since: before) {
        return try conclude("no_migration_committed", call)
      }
    }
    throw MigrationError.policy(
      "no_backup", "there is no backup to restore, and the database has changed",
      hint: "bring it into order by hand")
  }

  private static func conclude(_ reason: String, _ call: PromptCall) throws {
    call.publish("reason", reason)
    try? call.updateJournal { $0.restoreReason = reason }
  }

  // MARK: Restoring

  private static func restore(
    _ backup: Backup, _ now: LiveState, _ call: PromptCall
  ) throws {
    if try call.journal()?.backupID == backup.id, case .readable = now {
      // A database without any history has not been migrated by others; it has been lost.
      let history = try call.withDatabase(.look) { try call.tables().read($0) }
      if history.exists { try call.refuseForeignChanges(history, since: backup.content) }
    }
    let store = BackupStore(state: try call.state())
    call.progress(0.05, "checking the backup")
    try store.checkStored(backup, call.interruption)
    try store.withUnpacked(backup, call.interruption) { unpacked in
      if try call.settings.flag("validate_before") ?? true {
        try BackupExamination.checkFile(unpacked, backup)
        let copy = try open(unpacked, call)
        defer { copy.close() }
        try BackupExamination.checkIntegrity(copy)
      }
      try call.updateJournal { $0.phase = .restoring }
      let saved = try displacedFolder(call)
      let method = try put(unpacked, backup, now, savingTo: saved, call)
      try check(backup, call)
      call.publish("method", method)
      call.publish("displaced", saved)
      try call.updateJournal {
        $0.phase = .restored
        $0.restoreReason = ""
        $0.displaced.append(saved)
      }
    }
    call.publish("restored", true)
    if case .readable(let content) = now {
      call.publish(
        "rows_discarded", content.rowsBeyond(backup.content, besides: try call.tables().protected))
    }
    call.progress(1, "the database is as the backup \(backup.id) has it")
  }

  private static func open(_ path: String, _ call: PromptCall) throws -> SQLiteDatabase {
    try SQLiteDatabase(path: path, mode: .look, lockTimeout: 1, interruption: call.interruption)
  }

  private static func displacedFolder(_ call: PromptCall) throws -> String {
    // Beside the database whatever the state folder is, so that a damaged file can be moved there.
    let parent = Paths.join(try call.location().stateFolder, "displaced")
    try Files.makeFolder(parent)
    return try Files.makeTemporaryFolder(in: parent, prefix: "\(UTCTime.compact)-")
  }

  private static func put(
    _ unpacked: String, _ backup: Backup, _ now: LiveState, savingTo saved: String,
    _ call: PromptCall
  ) throws -> String {
    guard case .readable = now else {
      try replaceFile(with: unpacked, backup, savingTo: saved, call)
      return "file"
    }
    do {
      try call.withDatabase(.create) { live in
        try matchPageSize(live, backup)
        let source = try open(unpacked, call)
        defer { source.close() }
        try live.replaceContent(
          with: source, savingTo: Paths.join(saved, "data.sqlite"),
          lockTimeout: try call.lockTimeout()
        ) { fraction, words in call.progress(0.2 + fraction * 0.6, words) }
        matchJournalMode(live, backup, call)
      }
      return "backup_api"
    } catch let error as MigrationError where error.kind == .corruption {
      try replaceFile(with: unpacked, backup, savingTo: saved, call)
      return "file"
    }
  }

  /// In WAL mode a database cannot take pages of another size.
  private static func matchPageSize(_ live: SQLiteDatabase, _ backup: Backup) throws {
    let facts = try live.fileFacts()
    guard facts.pageSize != backup.pageSize, facts.journalMode == "wal" else { return }
    guard try live.single("PRAGMA journal_mode = DELETE")?.text == "delete" else {
      throw MigrationError(
        .lock, "busy", "other programs have the database open, and its page size must change",
        hint: "stop them, then run again")
    }
  }

  private static func matchJournalMode(
    _ live: SQLiteDatabase, _ backup: Backup, _ call: PromptCall
  ) {
    guard ["wal", "delete"].contains(backup.journalMode),
      (try? live.fileFacts().journalMode) != backup.journalMode
    else { return }
    let mode = try? live.single("PRAGMA journal_mode = \(backup.journalMode)")?.text
    if mode != backup.journalMode {
      call.warnings.append("the journal mode could not be set back to \(backup.journalMode)")
    }
  }

  /// For a live file that is no database any more: it goes aside with everything that belongs to it,
  /// as a write-ahead log left behind would bring back pages of the old file.
  private static func replaceFile(
    with unpacked: String, _ backup: Backup, savingTo saved: String, _ call: PromptCall
  ) throws {
    let path = try call.location().path
    let next = Paths.join(Paths.folder(of: path), ".\(Paths.name(of: path)).restoring")
    try Files.copy(unpacked, to: next, modeOf: path, call.interruption)
    for suffix in ["", "-journal", "-wal", "-shm"] where Files.kind(of: path + suffix) != nil {
      try Files.rename(path + suffix, to: Paths.join(saved, Paths.name(of: path) + suffix))
      Fault.strike("restore.moved")
    }
    try Files.rename(next, to: path)
    try call.withDatabase(.write) { matchJournalMode($0, backup, call) }
  }

  /// Counts and hashes the live database again.
  private static func check(_ backup: Backup, _ call: PromptCall) throws {
    call.progress(0.9, "counting and hashing the restored database")
    guard case .readable(let content) = try LiveState.look(call) else {
      throw MigrationError(.corruption, "restore_mismatch", "the restored database cannot be read")
    }
    let differences = content.differences(from: backup.content)
    guard differences.isEmpty else {
      throw MigrationError(
        .corruption, "restore_mismatch",
        "the restored database is not the backup: \(differences.joined(separator: "; "))")
    }
  }
}

/// The live database as a restore finds it.
enum LiveState {
  case readable(Fingerprint)
  /// Damaged, or not there.
  case unreadable

  static func look(_ call: PromptCall) throws -> LiveState {
    let path = try call.location().path
    if !Files.exists(path), ["-wal", "-journal"].contains(where: { Files.exists(path + $0) }) {
      return .unreadable
    }
    do {
      return try call.withDatabase(.look) { database in
        try database.reading {
          let history = try call.tables().read(database)
          call.publish(history)
          return .readable(try call.fingerprint(of: database, history, hashing: true))
        }
      }
    } catch let error as MigrationError
      where error.kind == .corruption || error.code == "bad_history"
    {
      return .unreadable
    }
  }
}

extension Fingerprint {
  /// Whether no migration has committed anything since another state.
  func isUntouched(since before: Fingerprint) -> Bool {
    !isDirty && historyDigest == before.historyDigest && lastEvent == before.lastEvent
      && schema == before.schema
  }

  /// Rows that this state has more than another, table by table, without some tables.
  func rowsBeyond(_ other: Fingerprint, besides own: Set<String>) -> Int64 {
    tables.filter { !own.contains($0.key.lowercased()) && !$0.key.hasPrefix("sqlite_") }
      .reduce(0) { $0 + max(0, $1.value.rows - (other.tables[$1.key]?.rows ?? 0)) }
  }
}
