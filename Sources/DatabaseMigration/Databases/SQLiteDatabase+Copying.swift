import CSystemSQLite

extension SQLiteDatabase {
  /// Copies this database, page by page, into another connection's file.
  ///
  /// The target changes in one transaction at the end: a copy that fails or dies leaves it as it was.
  ///
  /// - Parameters:
  ///   - lockTimeout: how many seconds another connection's lock is waited for.
  ///   - locked: called when nobody else can write the target any more and nothing is written yet.
  func copy(
    into target: SQLiteDatabase, lockTimeout: Double, locked: () throws -> Void = {},
    progress: (Double) -> Void
  ) throws {
    guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw target.lastError(doing: "cannot copy '\(path)'")
    }
    var finished = false
    defer { if !finished { sqlite3_backup_finish(backup) } }
    var waitingSince: ContinuousClock.Instant?
    var hasLock = false
    while true {
      try interruption.check()
      let result = sqlite3_backup_step(backup, hasLock ? 1000 : 0)
      switch result & 0xFF {
      case SQLITE_OK where !hasLock:
        hasLock = true
        try locked()
      case SQLITE_DONE:
        finished = true
        try target.check(sqlite3_backup_finish(backup), doing: "cannot copy '\(path)'")
        return
      case SQLITE_OK:
        waitingSince = nil
        let total = Double(sqlite3_backup_pagecount(backup))
        if total > 0 { progress(1 - Double(sqlite3_backup_remaining(backup)) / total) }
        Fault.strike("copy.step")
      case SQLITE_BUSY, SQLITE_LOCKED:
        let since = waitingSince ?? .now
        waitingSince = since
        guard ContinuousClock.now - since < .seconds(lockTimeout) else {
          throw SQLiteErrors.error(result, "cannot copy '\(path)': the database is locked")
        }
        Pause.milliseconds(10)
      default:
        throw SQLiteErrors.error(
          result, "cannot copy '\(path)': \(String(cString: sqlite3_errstr(result)))")
      }
    }
  }

  /// Copies this database into a new file that nothing else uses, made durable.
  ///
  /// The copy is in rollback-journal mode: one file, whole in itself.
  func copy(toNewFile file: String, lockTimeout: Double, progress: (Double) -> Void) throws {
    // Made before SQLite does, so that it is readable for this user alone.
    try Files.write([], to: file)
    let target = try SQLiteDatabase(
      path: file, mode: .create, lockTimeout: lockTimeout, interruption: interruption)
    defer { target.close() }
    if try single("PRAGMA page_count")?.integer ?? 0 == 0 {
      // A database without pages copies to no file at all; give it its first page.
      try target.run("PRAGMA user_version = 0")
    } else {
      // One state of the source for the whole copy: without this, each write of the application
      // would start the copy again. In WAL mode it holds up nobody.
      let holds = try !isInTransaction && fileFacts().journalMode == "wal"
      if holds {
        try beginReading()
        _ = try single("SELECT count(*) FROM sqlite_schema")
      }
      defer { if holds { rollback() } }
      try copy(into: target, lockTimeout: lockTimeout, progress: progress)
      guard try target.single("PRAGMA journal_mode = DELETE")?.text == "delete" else {
        throw MigrationError(.unknown, "copy", "cannot finish the copy '\(file)'")
      }
    }
    target.close()
    try Files.sync(file)
    try Files.sync(Paths.folder(of: file))
  }
}
