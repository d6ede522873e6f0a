import JSONText

/// What one run has done so far, kept in the state folder from prompt to prompt.
struct RunJournal: Sendable {
  enum Phase: String, Sendable {
    case checked, backedUp = "backed_up", applying, applied, applyFailed = "apply_failed"
    case rollingBack = "rolling_back", rolledBack = "rolled_back", restoring, restored, fenced
  }

  var runID: String
  var createdAt: String
  var identity: String
  var phase = Phase.checked
  /// The target as the request said it, and as it was resolved.
  var requestedTarget = ""
  var resolvedTarget = ""
  /// The database before the run.
  var fingerprint: Fingerprint?
  var backupID = ""
  var isBackupValidated = false
  /// Versions that were applied, in order.
  var applied: [String] = []
  var rolledBack: [String] = []
  /// Why there was nothing to restore; empty when there was something.
  var restoreReason = ""
  /// Folders with what a restore replaced.
  var displaced: [String] = []
  /// Milliseconds of each statement of the baseline, before the run.
  var timings: [String: Double] = [:]

  init(runID: String, identity: String) {
    self.runID = runID
    self.identity = identity
    createdAt = UTCTime.now
  }

  static func path(_ runID: String, in state: StateFolder) -> String {
    Paths.join(state.runs, StateFolder.fileName(of: runID) + ".json")
  }

  /// Nil when the run has none, or one of another database.
  static func read(
    _ runID: String, in state: StateFolder, identity: String
  ) throws -> RunJournal? {
    let path = path(runID, in: state)
    guard Files.kind(of: path) == .file else { return nil }
    guard let object = try? JSONReader.read(try Files.read(path)).objectValue,
      let journal = RunJournal(json: object)
    else {
      throw MigrationError(
        .corruption, "bad_journal", "the journal '\(path)' cannot be read",
        hint: "start a new run with pre-migration-check")
    }
    return journal.identity == identity ? journal : nil
  }

  func write(in state: StateFolder) throws {
    try Files.makeFolder(state.runs)
    try Files.write(
      JSONWriter(indentation: 2).write(.object(json)) + "\n", to: Self.path(runID, in: state))
  }

  var json: JSONObject {
    func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
    var object: JSONObject = [
      "format": 1, "run_id": .string(runID), "created_at": .string(createdAt),
      "database": .string(identity), "phase": .string(phase.rawValue),
      "requested_target": .string(requestedTarget), "resolved_target": .string(resolvedTarget),
      "backup_id": .string(backupID), "backup_validated": .bool(isBackupValidated),
      "applied": texts(applied), "rolled_back": texts(rolledBack),
      "restore_reason": .string(restoreReason), "displaced": texts(displaced),
      "timings": .object(
        JSONObject(timings.sorted { $0.key < $1.key }.map { ($0.key, .double($0.value)) })),
    ]
    if let fingerprint { object["fingerprint"] = .object(fingerprint.json) }
    return object
  }

  private init?(json: JSONObject) {
    guard let runID = json["run_id"]?.stringValue, let identity = json["database"]?.stringValue,
      let phase = json["phase"]?.stringValue.flatMap(Phase.init)
    else { return nil }
    self.init(runID: runID, identity: identity)
    func texts(_ name: String) -> [String] {
      json[name]?.arrayValue?.compactMap(\.stringValue) ?? []
    }
    self.phase = phase
    createdAt = json["created_at"]?.stringValue ?? ""
    requestedTarget = json["requested_target"]?.stringValue ?? ""
    resolvedTarget = json["resolved_target"]?.stringValue ?? ""
    fingerprint = json["fingerprint"]?.objectValue.flatMap(Fingerprint.init(json:))
    backupID = json["backup_id"]?.stringValue ?? ""
    isBackupValidated = json["backup_validated"]?.boolValue ?? false
    applied = texts("applied")
    rolledBack = texts("rolled_back")
    restoreReason = json["restore_reason"]?.stringValue ?? ""
    displaced = texts("displaced")
    for member in json["timings"]?.objectValue?.members ?? [] {
      timings[member.name] = member.value.doubleValue
    }
  }
}
