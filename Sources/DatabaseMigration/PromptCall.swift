import HandlerContract
import JSONText

/// One request while it is answered: what it asks, what it may use, and what it has to say so far.
final class PromptCall {
  let request: HandlerRequest
  let settings: Settings
  let environment: [String: String]
  let interruption: Interruption
  private let emit: (HandlerMessage) -> Void

  /// Published on success and on failure.
  var outputs: JSONObject = [:]
  var warnings: [String] = []
  private var knownLocation: DatabaseLocation?

  init(
    _ request: HandlerRequest, environment: [String: String], interruption: Interruption,
    emit: @escaping (HandlerMessage) -> Void
  ) {
    self.request = request
    self.environment = environment
    self.interruption = interruption
    self.emit = emit
    settings = Settings(
      variables: request.variables, scope: request.scope ?? [:], environment: environment)
  }

  // MARK: Saying

  func progress(_ fraction: Double?, _ message: String) {
    emit(.progress(fraction: fraction, message: Redaction.redact(message)))
  }

  func log(_ message: String, level: String = "info") {
    emit(.log(level: level, message: Redaction.redact(message)))
  }

  func publish(_ name: String, _ value: String) { outputs[name] = .string(value) }
  func publish(_ name: String, _ value: Bool) { outputs[name] = .string(value ? "true" : "false") }
  func publish(_ name: String, _ value: some BinaryInteger) { outputs[name] = .string("\(value)") }

  func publish(_ name: String, _ values: [String]) {
    outputs[name] = .array(values.map(JSONValue.string))
  }

  /// What every answer says of the database.
  func publish(_ history: History) {
    publish("version", history.versionText)
    publish("dirty", history.isDirty)
  }

  // MARK: Settings of every prompt

  /// Any true of request, variables, scope and environment makes it a dry run.
  func isDryRun() throws -> Bool {
    if request.dryRun { return true }
    for source in [
      Settings(variables: request.variables, scope: [:], environment: [:]),
      Settings(variables: [:], scope: request.scope ?? [:], environment: [:]),
      Settings(variables: [:], scope: [:], environment: environment),
    ] where try source.flag("dry_run") == true { return true }
    return false
  }

  func isBackupEnabled() throws -> Bool { try settings.flag("backup_enabled") ?? true }

  var runID: String {
    if !request.runID.isEmpty { return request.runID }
    let text = try? settings.text("run_id", environmentNames: ["WFSH_RUN_ID"])
    return text.flatMap { $0 } ?? "default"
  }

  func lockTimeout() throws -> Double { try settings.seconds("lock_timeout", otherwise: 5) }

  func tables() throws -> HistoryTables {
    try HistoryTables(name: try settings.text("history_table"))
  }

  func planOptions() throws -> MigrationPlan.Options {
    let drift = try settings.choice("on_drift", of: ["fail", "warn"], otherwise: "fail")
    if try settings.choice("mirror", of: ["auto", "none"], otherwise: "none") == "auto" {
      warnings.append("mirroring the history into another tool's table comes in a later version")
    }
    return MigrationPlan.Options(
      allowsOutOfOrder: try settings.flag("allow_out_of_order") ?? false,
      warnsOfDrift: drift == "warn", baseline: try settings.text("baseline"))
  }

  func folder() throws -> MigrationFolder {
    let folder = try MigrationFolder(path: try settings.text("migration_path") ?? "migrations/")
    publish("ignored_files", folder.ignored)
    return folder
  }

  // MARK: The database

  func location() throws -> DatabaseLocation {
    if let knownLocation { return knownLocation }
    let url =
      try settings.text("migration_database_url", environmentNames: ["MIGRATION_DATABASE_URL"])
      ?? settings.text("database_url", environmentNames: ["DATABASE_URL"])
    guard let url else {
      throw MigrationError.policy(
        "no_database_url", "no database is given", hint: DatabaseLocation.hint)
    }
    let location = try DatabaseLocation(url: url)
    knownLocation = location
    publish("engine", "sqlite")
    publish("database", Redaction.redact(location.display))
    return location
  }

  func state() throws -> StateFolder {
    if let path = environment["WFSH_DB_STATE"], !path.isEmpty { return StateFolder(path: path) }
    return StateFolder(path: try location().stateFolder)
  }

  /// Opens the database; where there is none and it is only looked at, an empty one in memory.
  func open(_ mode: SQLiteDatabase.Mode) throws -> SQLiteDatabase {
    let location = try location()
    let isThere = Files.exists(location.path)
    if !isThere, try settings.flag("allow_create") == false {
      throw MigrationError.policy(
        "no_database", "there is no database '\(location.givenPath)'",
        hint: "mend database_url, or set allow_create to true")
    }
    return try SQLiteDatabase(
      path: isThere || mode == .create ? location.path : ":memory:", mode: mode,
      lockTimeout: try lockTimeout(), interruption: interruption)
  }

  func withDatabase<Result>(
    _ mode: SQLiteDatabase.Mode, _ body: (SQLiteDatabase) throws -> Result
  ) throws -> Result {
    let database = try open(mode)
    defer { database.close() }
    return try body(database)
  }

  /// Reads the history, and refuses databases whose history is another tool's.
  func history(of database: any Database) throws -> History {
    let tables = try tables()
    // At one moment: a history that another program makes in between must not look like tables
    // without a history.
    let (history, around) = try database.reading {
      (try tables.read(database), try tables.surroundings(database))
    }
    publish(history)
    let hasBaseline = try settings.text("baseline") != nil
    guard !history.exists, !hasBaseline else { return history }
    if let table = around.foreign.first {
      let tool = HistoryTables.foreign[table.lowercased()] ?? "another tool"
      throw MigrationError.policy(
        "foreign_history",
        "the database is migrated by \(tool) (table '\(table)'); taking that over comes in a "
          + "later version",
        hint: "set baseline to its version to start a history of our own beside it")
    }
    guard around.isEmpty else {
      throw MigrationError.policy(
        "unversioned_database", "the database has tables but no history of migrations",
        hint: "set baseline to the version that it is at")
    }
    return history
  }

  func fingerprint(
    of database: any Database, _ history: History, hashing: Bool
  ) throws -> Fingerprint {
    try Fingerprint.take(
      of: database, history, besides: try tables().protected, hashing: hashing,
      interruption: interruption)
  }

  // MARK: Locks and fences

  /// Runs a body under the lock of the database.
  ///
  /// A dry run makes no state folder: where there is none, there is nobody to wait for.
  func locked<Result>(
    _ mode: StateLock.Mode, _ body: () throws -> Result
  ) throws -> Result {
    let state = try state()
    if try isDryRun(), !Files.exists(state.lock) { return try body() }
    try Files.makeFolder(state.path)
    let lock = try StateLock.take(
      state, mode, wait: try settings.seconds("lock_wait", otherwise: 30),
      holder: [
        "pid": .int(Int64(Host.processID)), "run_id": .string(runID), "host": .string(Host.name),
        "prompt": .string(request.prompt), "since": .string(UTCTime.now),
      ], interruption: interruption)
    defer { withExtendedLifetime(lock) {} }
    return try body()
  }

  /// Refuses to change a fenced database.
  func refuseIfFenced() throws {
    if let fence = try Fence.read(try state()) { throw fence.error(try location()) }
    guard try settings.text("database_mode") != "read_only" else {
      throw MigrationError.policy(
        "fenced", "the run has put the database into read-only mode (database_mode)",
        hint: "start a new run when the database is in order again")
    }
  }

  // MARK: The journal

  func journal() throws -> RunJournal? {
    try RunJournal.read(runID, in: try state(), identity: try location().identity)
  }

  /// Changes the run's journal; only under the exclusive lock, and not in a dry run.
  func updateJournal(_ change: (inout RunJournal) -> Void) throws {
    guard try !isDryRun() else { return }
    var journal = try journal() ?? RunJournal(runID: runID, identity: try location().identity)
    change(&journal)
    try journal.write(in: try state())
  }

  /// Refuses to go on when somebody else has migrated the database since this run looked at it.
  func refuseForeignChanges(_ history: History, since before: Fingerprint) throws {
    let later = history.rows.filter { $0.sequence > before.historySequence && $0.runID != runID }
    let isSame = history.finishedDigest(through: before.historySequence) == before.historyDigest
    guard !isSame || !later.isEmpty else { return }
    let whose = later.first.map { ": version \($0.key) by run \($0.runID)" } ?? ""
    throw MigrationError.policy(
      "changed_since_backup",
      "the database was migrated by another run since this run began\(whose)",
      hint: "start a new run")
  }
}
