import JSONText

/// `database/apply-migrations`: brings the database to the target, or says exactly how far it came.
enum ApplyMigrations {
  static func run(_ call: PromptCall) throws {
    for name in ["applied", "pending", "rehearsed"] { call.publish(name, []) }
    let mode = try TransactionMode(try call.settings.text("transaction_mode"))
    if try call.isDryRun() {
      try call.locked(.shared) { try rehearse(call, mode) }
      return
    }
    try call.refuseIfFenced()
    try call.locked(.exclusive) {
      try refuseWithoutBackup(call)
      // Planned on nothing first, so that a plan that cannot be carried out makes no file.
      if try !Files.exists(call.location().path) {
        let isIdle = try call.withDatabase(.look) { database in
          let plan = try plan(call.history(of: database), call, mode)
          return plan.pending.isEmpty && plan.adopted.isEmpty
        }
        if isIdle {
          call.publish("statements", 0)
          return call.progress(1, "nothing pending, and no database is made for nothing")
        }
        call.warnings = []
      }
      try call.withDatabase(.create) { try apply($0, call, mode) }
    }
  }

  private static func refuseWithoutBackup(_ call: PromptCall) throws {
    guard try call.isBackupEnabled(), try call.journal()?.isBackupValidated != true else { return }
    throw MigrationError.policy(
      "backup_not_validated", "this run has no validated backup",
      hint: "run create-backup and validate-backup first, or set backup_enabled to false")
  }

  /// The plan, or the first thing that stands against it.
  private static func plan(
    _ history: History, _ call: PromptCall, _ mode: TransactionMode
  ) throws -> MigrationPlan {
    let target = try call.settings.text("target") ?? call.settings.text("target_version")
    let plan = MigrationPlan(
      history: history, folder: try call.folder(), target: target,
      options: try call.planOptions())
    call.publish("resolved_target", plan.targetText)
    call.publish("from_version", plan.currentText)
    call.publish("pending", plan.pending.map(\.version))
    call.warnings += plan.warnings
    if let problem = plan.problems.first ?? plan.fileProblems(mode).first { throw problem }
    return plan
  }

  // MARK: For real

  private static func apply(
    _ database: SQLiteDatabase, _ call: PromptCall, _ mode: TransactionMode
  ) throws {
    let tables = try call.tables()
    let before = try call.history(of: database)
    let plan = try plan(before, call, mode)
    guard !plan.pending.isEmpty || !plan.adopted.isEmpty else {
      call.publish("statements", 0)
      call.progress(1, "nothing pending, the database is at \(plan.currentText)")
      return
    }
    if let fingerprint = try call.journal()?.fingerprint {
      try call.refuseForeignChanges(before, since: fingerprint)
    }
    try call.updateJournal {
      $0.phase = .applying
      $0.resolvedTarget = plan.targetText
    }
    var applied: [MigrationFile] = []
    do {
      try run(plan, before, on: database, call, mode) { file in
        applied.append(file)
        try call.updateJournal { $0.applied.append(file.version) }
      }
    } catch {
      report(applied, call)
      noteFailure(error, applied, since: before, database, call, tables)
      throw error
    }
    report(applied, call)
    call.publish(try tables.read(database))
    call.publish("pending", [])
    try call.updateJournal { $0.phase = .applied }
    call.progress(1, "the database is at \(plan.targetText)")
  }

  private static func run(
    _ plan: MigrationPlan, _ before: History, on database: SQLiteDatabase, _ call: PromptCall,
    _ mode: TransactionMode, committed: @escaping (MigrationFile) throws -> Void
  ) throws {
    var runner = MigrationRunner(
      database: database, tables: try call.tables(), runID: call.runID,
      interruption: call.interruption, mode: mode)
    let count = Double(plan.pending.count)
    runner.progress = { done, words in call.progress(Double(done) / count, words) }
    runner.committed = committed
    try runner.apply(plan, planned: before)
  }

  private static func report(_ applied: [MigrationFile], _ call: PromptCall) {
    call.publish("applied", applied.map(\.version))
    call.publish("statements", applied.reduce(0) { $0 + $1.up.statements.count })
  }

  /// Says in `context` what the database is now.
  private static func noteFailure(
    _ error: any Error, _ applied: [MigrationFile], since before: History,
    _ database: SQLiteDatabase, _ call: PromptCall, _ tables: HistoryTables
  ) {
    call.interruption.shielded {
      let now = try? tables.read(database)
      if let now { call.publish(now) }
      let state =
        now.map { now in
          if now.isDirty { return "dirty" }
          return now.digest() == before.digest() ? "unchanged" : "partial_set"
        } ?? "unknown"
      call.publish("state_after", state)
      call.outputs["context"] = .object([
        "applied": .array(applied.map { .string($0.version) }),
        "failed_version": (error as? MigrationError)?.details["migration"] ?? .null,
        "state_after": .string(state), "version_now": .string(now?.versionText ?? "unknown"),
      ])
      try? call.updateJournal { journal in
        journal.phase = .applyFailed
        for file in applied where !journal.applied.contains(file.version) {
          journal.applied.append(file.version)
        }
      }
    }
  }

  // MARK: Dry run

  private static func rehearse(_ call: PromptCall, _ mode: TransactionMode) throws {
    try call.withDatabase(.look) { database in
      let history = try call.history(of: database)
      let plan = try plan(history, call, mode)
      let report = try Rehearsal.run(plan, history, of: database, mode: mode, call)
      call.publish("rehearsed", report.versions)
      call.publish("statements", report.statements)
      if let failure = report.failure {
        call.publish("state_after", "unchanged")
        call.outputs["context"] = ["state_after": "unchanged", "rehearsal": true]
        throw failure
      }
      call.progress(
        1, "rehearsed \(report.versions.count) migrations on a copy; nothing was changed")
    }
  }
}
