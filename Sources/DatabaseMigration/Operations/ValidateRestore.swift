/// `database/validate-restore`: is the database what it was before the run?
enum ValidateRestore {
  static func run(_ call: PromptCall) throws {
    call.publish("valid", false)
    call.publish("errors", [])
    let journal = try call.isDryRun() ? nil : try call.journal()
    do {
      try call.locked(.shared) { try validate(journal, call) }
    } catch let error as MigrationError where error.code == "locked" {
      // Somebody else is at work; where this run had nothing to restore, reading is enough.
      guard let journal, !journal.restoreReason.isEmpty else { throw error }
      try validate(journal, call)
    }
  }

  private static func validate(_ journal: RunJournal?, _ call: PromptCall) throws {
    let isFull = try call.settings.flag("full_validation") ?? true
    var errors: [MigrationError] = []
    try call.withDatabase(.look) { database in
      try database.reading {
        let history = try call.tables().read(database)
        call.publish(history)
        if let wanted = try call.settings.text("expected_version") {
          let version = wanted == "0" ? "none" : VersionKey(wanted)?.description ?? wanted
          if version != history.versionText {
            errors.append(
              .policy("wrong_version", "the version is \(history.versionText), not \(version)"))
          }
        }
        if history.isDirty { errors.append(.policy("dirty_database", "a migration is half done")) }
        let before = try Baseline.before(call)
        if journal != nil, let before {
          errors += try compare(database, history, before, journal, isFull, call)
        } else if try !call.isDryRun() {
          call.warnings.append("nothing is known of the database before this run")
        }
        call.progress(0.7, "checking integrity")
        errors += try database.integrityProblems(quick: false).map {
          MigrationError(.corruption, "integrity", $0)
        }
        let known = Set(before?.violations ?? [])
        errors += try database.foreignKeyViolations().subtracting(known).sorted().prefix(20).map {
          MigrationError(.data, "foreign_key_violation", "a row is without its parent: \($0)")
        }
      }
    }
    if try call.isDryRun() { call.publish("skipped", true) }
    call.publish("errors", errors.map { "\($0.code): \($0.message)" })
    if let first = errors.first { throw first }
    call.publish("valid", true)
    call.progress(1, "the database is what it was before the run")
  }

  private static func compare(
    _ database: SQLiteDatabase, _ history: History, _ before: Fingerprint,
    _ journal: RunJournal?, _ isFull: Bool, _ call: PromptCall
  ) throws -> [MigrationError] {
    call.progress(0.2, "comparing with the backup")
    let now = try call.fingerprint(of: database, history, hashing: isFull)
    if journal?.restoreReason == "no_migration_committed" {
      guard !now.isUntouched(since: before) else { return [] }
      return [.policy("changed", "a migration has changed the database since the run began")]
    }
    // What the application has added since the restore is no fault of the restore, which has
    // compared every row itself.
    let added = now.tablesGrown(since: before)
    for (name, rows) in added {
      call.warnings.append("table \(name) has \(rows) rows more than were restored")
    }
    return now.differences(from: before, besides: Set(added.map(\.name)))
      .map { .policy("differs", $0) }
  }
}
