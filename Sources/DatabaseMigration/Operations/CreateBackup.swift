import JSONText

/// `database/create-backup`: a whole, checked copy beside the database.
enum CreateBackup {
  static func run(_ call: PromptCall) throws {
    call.publish("backup_id", "")
    call.publish("skipped", false)
    for (reason, holds) in [
      ("dry_run", try call.isDryRun()), ("backup_enabled=false", try !call.isBackupEnabled()),
    ] where holds {
      call.publish("skipped", true)
      call.publish("reason", reason)
      try call.withDatabase(.look) { call.publish(try call.tables().read($0)) }
      return
    }
    try call.refuseIfFenced()
    try call.locked(.exclusive) { try make(call) }
  }

  private static func make(_ call: PromptCall) throws {
    let state = try call.state()
    let store = BackupStore(state: state)
    try Files.makeFolder(state.backups)
    try tidy(store)
    let id = store.newID(for: try call.settings.text("backup_name") ?? "backup_\(UTCTime.compact)")
    let compressing = try call.settings.flag("compression") ?? false
    let temporary = Paths.join(state.backups, ".tmp-\(id)-\(Host.processID)")
    try Files.makeFolder(temporary)
    let backup: Backup
    do {
      backup = try fill(temporary, id: id, compressing: compressing, call)
      try Files.rename(temporary, to: Paths.join(state.backups, id))
    } catch {
      try? Files.remove(temporary)
      throw error
    }
    try call.updateJournal {
      $0.backupID = id
      $0.isBackupValidated = false
      $0.phase = .backedUp
    }
    call.publish("backup_id", id)
    call.publish("backup_path", Paths.join(state.backups, id))
    call.publish("size_bytes", backup.storedBytes)
    call.publish("sha256", backup.storedSHA256)
    call.publish("tables", backup.content.tables.count)
    call.publish("rows", backup.content.totalRows)
    call.publish("compression", backup.compression)
    call.progress(1, "backup \(id) made")
  }

  /// Removes what backups that died have left; under the exclusive lock none of them is alive.
  private static func tidy(_ store: BackupStore) throws {
    for folder in try store.unfinished() { try Files.remove(folder) }
  }

  private static func fill(
    _ folder: String, id: String, compressing: Bool, _ call: PromptCall
  ) throws -> Backup {
    let raw = Paths.join(folder, "data.sqlite")
    let lockTimeout = try call.lockTimeout()
    let sourceMode = try call.withDatabase(.look) { source -> String in
      let history = try call.history(of: source)
      if let before = try call.journal()?.fingerprint {
        try call.refuseForeignChanges(history, since: before)
      }
      try source.copy(toNewFile: raw, lockTimeout: lockTimeout) {
        call.progress($0 * 0.6, "copying the database")
      }
      return try source.fileFacts().journalMode
    }
    call.progress(0.6, "counting and hashing the copy")
    let copy = try SQLiteDatabase(
      path: raw, mode: .look, lockTimeout: lockTimeout, interruption: call.interruption)
    defer { copy.close() }
    let facts = try copy.fileFacts()
    let content = try call.fingerprint(of: copy, try call.tables().read(copy), hashing: true)
    copy.close()
    let rawDigest = try Files.digest(of: raw, call.interruption)
    var backup = Backup(
      id: id, folder: folder, name: try call.settings.text("backup_name") ?? "",
      runID: call.runID, identity: try call.location().identity, content: content,
      pageSize: facts.pageSize, pageCount: facts.pageCount, journalMode: sourceMode,
      rawBytes: rawDigest.bytes, rawSHA256: rawDigest.sha256, storedBytes: rawDigest.bytes,
      storedSHA256: rawDigest.sha256, compression: "none")
    backup.facts = [
      "engine_version": .string(copy.engineVersion), "user_version": .int(facts.userVersion),
      "application_id": .int(facts.applicationID), "encoding": .string(facts.encoding),
    ]
    if compressing {
      call.progress(0.8, "compressing")
      backup.compression = "gzip"
      try Gzip.compress(raw, to: backup.dataPath, call.interruption)
      try Files.remove(raw)
      let stored = try Files.digest(of: backup.dataPath, call.interruption)
      (backup.storedBytes, backup.storedSHA256) = (stored.bytes, stored.sha256)
    }
    try backup.seal()
    return backup
  }
}
