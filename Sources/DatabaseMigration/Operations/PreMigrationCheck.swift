import Digests
import JSONText

/// `database/pre-migration-check`: may this run begin? Looks at everything and changes nothing but the
/// run's journal.
enum PreMigrationCheck {
  static func run(_ call: PromptCall) throws {
    for name in ["failures", "pending", "destructive", "non_transactional", "missing_down"] {
      call.publish(name, [])
    }
    call.publish("initial_version", "")
    call.publish("resolved_target", "")
    do {
      try call.refuseIfFenced()
      try call.locked(try call.isDryRun() ? .shared : .exclusive) { try check(call) }
    } catch let error as MigrationError {
      if call.outputs["failures"]?.arrayValue?.isEmpty != false {
        call.publish("failures", ["\(error.code): \(error.line)"])
      }
      throw error
    }
  }

  private static func check(_ call: PromptCall) throws {
    var problems: [MigrationError] = []
    func collect(_ body: () throws -> Void) throws {
      do {
        try body()
      } catch let error as MigrationError where error.kind != .cancelled {
        problems.append(error)
      }
    }
    problems += call.settings.problems()
    try call.withDatabase(.look) { database in
      call.progress(0.1, "reading the history")
      let history = try call.history(of: database)
      var plan: MigrationPlan?
      try collect {
        let found = MigrationPlan(
          history: history, folder: try call.folder(),
          target: try call.settings.text("target_version"),
          options: try call.planOptions())
        publish(found, call)
        problems += found.problems
        problems += found.fileProblems(
          try TransactionMode(try call.settings.text("transaction_mode")))
        plan = found
      }
      let initial = plan?.currentText ?? history.versionText
      call.publish("initial_version", initial)
      try collect { try checkGivenVersion(call, initial) }
      call.progress(0.3, "checking the database")
      try collect { try checkDatabase(database, call) }
      try collect { try checkSpace(call) }
      call.progress(0.6, "taking a fingerprint")
      try collect { try takeFingerprint(database, history, plan, initial, call) }
      if problems.isEmpty, let plan, try call.settings.flag("precheck_rehearse") == true {
        try collect { try rehearse(plan, history, database, call) }
      }
    }
    guard let first = problems.first else { return }
    call.publish("failures", problems.map { "\($0.code): \($0.line)" })
    var error = first
    if problems.count > 1 {
      error.message += " (and \(problems.count - 1) more)"
    }
    error.retryable = problems.allSatisfy(\.retryable)
    throw error
  }

  private static func publish(_ plan: MigrationPlan, _ call: PromptCall) {
    call.publish("resolved_target", plan.targetText)
    call.publish("pending", plan.pending.map(\.version))
    call.publish("pending_count", plan.pending.count)
    call.publish(
      "destructive",
      plan.pending.flatMap { file in
        file.up.statements.filter(\.isDestructive).map { "\(file.version): \($0.headline)" }
      })
    call.publish(
      "non_transactional", plan.pending.filter(\.up.isNonTransactional).map(\.version))
    call.publish("missing_down", plan.pending.filter { $0.down == nil }.map(\.version))
    call.warnings += plan.warnings
  }

  private static func checkGivenVersion(_ call: PromptCall, _ actual: String) throws {
    guard let given = try call.settings.text("current_version") else { return }
    let key = VersionKey(given.hasPrefix("v") ? given.dropFirst() : given[...])
    guard key.map(\.description) ?? given.lowercased() != actual else { return }
    throw MigrationError.policy(
      "wrong_version", "the database is at version \(actual), not \(given)",
      hint: "mend current_version, or leave it out")
  }

  private static func checkDatabase(_ database: SQLiteDatabase, _ call: PromptCall) throws {
    let location = try call.location()
    let folder = Paths.folder(of: location.path)
    guard Files.isWritable(folder) else {
      throw MigrationError(
        .permission, "read_only_folder", "the folder '\(folder)' cannot be written",
        hint: "SQLite needs it for its journal")
    }
    guard Files.exists(location.path) else {
      call.warnings.append("'\(location.givenPath)' does not exist yet and will be made")
      return
    }
    guard Files.isWritable(location.path) else {
      throw MigrationError(
        .permission, "read_only_file", "the file '\(location.givenPath)' cannot be written")
    }
    let problems = try database.integrityProblems(quick: true)
    guard problems.isEmpty else {
      throw MigrationError(
        .corruption, "integrity", "the database is damaged: \(problems[0])",
        hint: "restore a backup first")
    }
    let violations = try database.foreignKeyViolations()
    if !violations.isEmpty {
      call.warnings.append("\(violations.count) rows are without their parents already")
    }
  }

  /// A migration needs twice the database for its journal and a rebuild, a backup once more.
  private static func checkSpace(_ call: PromptCall) throws {
    let location = try call.location()
    let size = Files.size(of: location.path) ?? 0
    var wanted = size * 2
    if try call.isBackupEnabled() { wanted += size + size / 10 }
    guard let free = Files.freeSpace(at: Paths.folder(of: location.path)), free < wanted else {
      return
    }
    throw MigrationError(
      .disk, "disk_space", "\(wanted) bytes are wanted beside the database, \(free) are free",
      hint: "free some space")
  }

  private static func takeFingerprint(
    _ database: SQLiteDatabase, _ history: History, _ plan: MigrationPlan?, _ initial: String,
    _ call: PromptCall
  ) throws {
    // Without a backup this is all that can prove later that nothing changed.
    let hashing = try !call.isBackupEnabled()
    let fingerprint = try database.reading {
      try call.fingerprint(of: database, history, hashing: hashing)
    }
    call.publish(
      "fingerprint", SHA256.hex(JSONWriter(sortsMembers: true).write(.object(fingerprint.json))))
    guard try !call.isDryRun() else { return }
    let timings = try BaselineTimings.measure(database, call)
    var journal = RunJournal(runID: call.runID, identity: try call.location().identity)
    journal.requestedTarget = try call.settings.text("target_version") ?? "latest"
    journal.resolvedTarget = plan?.targetText ?? ""
    journal.fingerprint = fingerprint
    journal.timings = timings
    try journal.write(in: try call.state())
  }

  private static func rehearse(
    _ plan: MigrationPlan, _ history: History, _ database: SQLiteDatabase, _ call: PromptCall
  ) throws {
    let report = try Rehearsal.run(plan, history, of: database, mode: .file, call)
    if let failure = report.failure { throw failure }
  }
}
