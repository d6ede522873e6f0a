/// Runs a plan for real on a copy that is thrown away.
enum Rehearsal {
  struct Report {
    /// Versions that went through.
    var versions: [String] = []
    var statements = 0
    /// Why the next one did not.
    var failure: MigrationError?
  }

  static func run(
    _ plan: MigrationPlan, _ history: History, of database: SQLiteDatabase,
    mode: TransactionMode, _ call: PromptCall
  ) throws -> Report {
    let folder = try temporaryFolder(call)
    defer { try? Files.remove(folder) }
    let path = Paths.join(folder, "rehearsal.sqlite")
    call.progress(0, "copying the database for a rehearsal")
    try database.copy(toNewFile: path, lockTimeout: try call.lockTimeout()) { _ in }
    let copy = try SQLiteDatabase(
      path: path, mode: .write, lockTimeout: 1, interruption: call.interruption)
    defer { copy.close() }
    var report = Report()
    var done: [MigrationFile] = []
    do {
      let broken = try copy.foreignKeyViolations()
      var runner = MigrationRunner(
        database: copy, tables: try call.tables(), runID: call.runID,
        interruption: call.interruption, mode: mode)
      runner.progress = { index, words in
        call.progress(Double(index) / Double(plan.pending.count), "rehearsal: \(words)")
      }
      runner.committed = { done.append($0) }
      // The copy may be newer than the history that was read before it was made.
      try runner.apply(plan, planned: try call.tables().read(copy))
      try checkOutcome(copy, broken)
    } catch let error as MigrationError where error.kind != .cancelled {
      report.failure = error
    }
    report.versions = done.map(\.version)
    report.statements = done.reduce(0) { $0 + $1.up.statements.count }
    return report
  }

  private static func checkOutcome(_ copy: SQLiteDatabase, _ broken: Set<String>) throws {
    if let problem = try copy.integrityProblems(quick: false).first {
      throw MigrationError(.corruption, "integrity", "after the migrations: \(problem)")
    }
    if let row = try copy.foreignKeyViolations().subtracting(broken).sorted().first {
      throw MigrationError(
        .data, "foreign_key_violation", "after the migrations a row is without its parent: \(row)")
    }
  }

  /// Where there is room for the copy and its growth: the temporary folder, else beside the database.
  private static func temporaryFolder(_ call: PromptCall) throws -> String {
    let location = try call.location()
    let wanted = 3 * (Files.size(of: location.path) ?? 0)
    let usual = call.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    let roomy = Files.freeSpace(at: usual).map { $0 >= wanted } ?? false
    return try Files.makeTemporaryFolder(
      in: roomy ? usual : Paths.folder(of: location.path), prefix: ".wfsh-db-rehearsal-")
  }
}
