extension SQLiteDatabase {
  /// Replaces all content by another database's, in one transaction, after the old content has been
  /// saved to a new file.
  ///
  /// Nothing that others commit is lost between the two: in rollback-journal mode nobody else gets in,
  /// and in WAL mode a commit in between is noticed and the saving is done again.
  func replaceContent(
    with source: SQLiteDatabase, savingTo saved: String, lockTimeout: Double,
    progress: (Double, String) -> Void
  ) throws {
    let mode = try fileFacts().journalMode
    if mode == "wal" {
      let watcher = try SQLiteDatabase(
        path: path, mode: .look, lockTimeout: lockTimeout, interruption: interruption)
      defer { watcher.close() }
      for _ in 0..<5 {
        try Files.remove(saved)
        try beginWriting()
        let version: SQLValue?
        do {
          version = try watcher.single("PRAGMA data_version")
          // By the other connection: SQLite copies nothing from one that holds the right to write.
          try watcher.copy(toNewFile: saved, lockTimeout: lockTimeout) {
            progress($0 * 0.4, "saving what is there")
          }
        } catch {
          rollback()
          throw error
        }
        rollback()
        var isOvertaken = false
        do {
          try source.copy(into: self, lockTimeout: lockTimeout) {
            isOvertaken = try watcher.single("PRAGMA data_version") != version
            if isOvertaken { throw MigrationError(.lock, "overtaken", "another program wrote") }
          } progress: {
            progress(0.4 + $0 * 0.6, "restoring")
          }
          return
        } catch {
          guard isOvertaken else { throw error }
        }
      }
      throw MigrationError(
        .lock, "busy", "another program keeps writing to '\(path)'", hint: "stop it, then run again"
      )
    }
    try run("PRAGMA locking_mode = EXCLUSIVE")
    defer {
      try? run("PRAGMA locking_mode = NORMAL")
      _ = try? single("SELECT count(*) FROM sqlite_schema")
    }
    try run("BEGIN EXCLUSIVE")
    try commit()
    try copy(toNewFile: saved, lockTimeout: lockTimeout) {
      progress($0 * 0.4, "saving what is there")
    }
    try source.copy(into: self, lockTimeout: lockTimeout) {
    } progress: {
      progress(0.4 + $0 * 0.6, "restoring")
    }
  }
}
