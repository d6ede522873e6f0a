/// `database/validate-backup`: can the database be had back from this backup?
enum ValidateBackup {
  enum Level: String, CaseIterable { case basic, standard, comprehensive }

  static func run(_ call: PromptCall) throws {
    call.publish("valid", false)
    call.publish("errors", [])
    call.publish("level_achieved", "")
    let level = try level(in: call.settings)
    let id = try call.settings.text("backup_id") ?? ""
    if id.isEmpty {
      guard try call.isDryRun() || !call.isBackupEnabled() else {
        throw failed(
          [MigrationError.policy("no_backup", "no backup is given", hint: "set backup_id")], call)
      }
      call.publish("valid", true)
      call.publish("skipped", true)
      try call.withDatabase(.look) { call.publish(try call.tables().read($0)) }
      return
    }
    try call.locked(.exclusive) { try validate(id, level, call) }
  }

  /// How thoroughly backups are looked at.
  static func level(in settings: Settings) throws -> Level {
    let word = try settings.choice(
      "validation_level", of: Level.allCases.map(\.rawValue), otherwise: Level.standard.rawValue)
    return Level(rawValue: word) ?? .standard
  }

  private static func validate(_ id: String, _ level: Level, _ call: PromptCall) throws {
    let backup: Backup
    do {
      backup = try Backup.read(id, in: try call.state())
    } catch let error as MigrationError {
      throw failed([error], call)
    }
    call.publish("backup_version", backup.content.version)
    do {
      try checkBasic(backup, call)
      call.publish("level_achieved", Level.basic.rawValue)
      if level != .basic { try checkCopy(backup, level, call) }
    } catch let error as MigrationError {
      if error.kind == .corruption || error.kind == .policy, try !call.isDryRun() {
        try? backup.note(level: level.rawValue, isValid: false)
        try call.updateJournal { if $0.backupID == id { $0.isBackupValidated = false } }
      }
      throw failed([error], call)
    }
    if try !call.isDryRun() {
      try backup.note(level: level.rawValue, isValid: true)
      try call.updateJournal { if $0.backupID == id { $0.isBackupValidated = true } }
    }
    try? call.withDatabase(.look) { call.publish(try call.tables().read($0)) }
    call.publish("valid", true)
    call.progress(1, "backup \(id) is valid")
  }

  private static func failed(_ errors: [MigrationError], _ call: PromptCall) -> MigrationError {
    call.publish("errors", errors.map { "\($0.code): \($0.message)" })
    return errors[0]
  }

  /// Folder, seal, sizes and bytes, and whether it is of this database and this version.
  private static func checkBasic(_ backup: Backup, _ call: PromptCall) throws {
    call.progress(0.1, "checking the stored bytes")
    let identity = try call.location().identity
    guard backup.identity == identity else {
      throw MigrationError.policy(
        "foreign_backup", "the backup '\(backup.id)' is of \(backup.identity), not of \(identity)")
    }
    try BackupStore(state: try call.state()).checkStored(backup, call.interruption)
    guard let before = try call.journal()?.fingerprint else { return }
    guard backup.content.version == before.version else {
      throw MigrationError.policy(
        "version_mismatch",
        "the backup is of version \(backup.content.version), the run began at \(before.version)")
    }
    guard !backup.content.tables.isEmpty || before.tables.isEmpty else {
      throw Backup.damaged("empty_backup", "the backup holds no tables")
    }
  }

  /// Unpacks it and looks whether it is a sound database with the rows that were counted.
  private static func checkCopy(_ backup: Backup, _ level: Level, _ call: PromptCall) throws {
    call.progress(0.3, "unpacking")
    try BackupStore(state: try call.state()).withUnpacked(backup, call.interruption) { path in
      try BackupExamination.checkFile(path, backup)
      let copy = try SQLiteDatabase(
        path: path, mode: .look, lockTimeout: 1, interruption: call.interruption)
      defer { copy.close() }
      call.progress(0.5, "checking the integrity of the copy")
      try BackupExamination.checkIntegrity(copy)
      call.publish("level_achieved", Level.standard.rawValue)
      guard level == .comprehensive else { return }
      call.progress(0.7, "counting and hashing the copy")
      try BackupExamination.checkContent(copy, backup, tables: try call.tables())
      call.publish("level_achieved", Level.comprehensive.rawValue)
    }
  }
}

/// The checks of an unpacked backup.
enum BackupExamination {
  static func checkFile(_ path: String, _ backup: Backup) throws {
    let head = try Files.readHead(path, count: 16)
    guard head == Array("SQLite format 3\0".utf8) else {
      throw Backup.damaged("not_a_database", "the backup '\(backup.id)' is no SQLite database")
    }
    guard Files.size(of: path) == backup.pageSize * backup.pageCount else {
      throw Backup.damaged(
        "size_mismatch", "the backup '\(backup.id)' has not the size that its pages make")
    }
  }

  static func checkIntegrity(_ copy: SQLiteDatabase) throws {
    let problems = try copy.integrityProblems(quick: false)
    guard problems.isEmpty else {
      throw Backup.damaged("integrity", "the copy is damaged: \(problems[0])")
    }
  }

  static func checkContent(
    _ copy: SQLiteDatabase, _ backup: Backup, tables: HistoryTables
  ) throws {
    let found = try Fingerprint.take(
      of: copy, try tables.read(copy), besides: tables.protected, hashing: true,
      interruption: copy.interruption)
    let differences = found.differences(from: backup.content)
    guard differences.isEmpty else {
      throw Backup.damaged("content_mismatch", differences.joined(separator: "; "))
    }
    let new = Set(found.violations).subtracting(backup.content.violations)
    guard new.isEmpty else {
      throw Backup.damaged("foreign_keys", "\(new.count) rows of the copy are without parents")
    }
  }
}
