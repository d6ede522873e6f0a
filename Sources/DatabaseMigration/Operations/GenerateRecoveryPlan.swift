import JSONText

/// `database/generate-recovery-plan`: puts up the fence and writes down, for a person, what happened,
/// what there is, and what to type.
enum GenerateRecoveryPlan {
  static func run(_ call: PromptCall) throws {
    for name in ["steps"] { call.publish(name, []) }
    call.publish("fenced", false)
    let isDryRun = try call.isDryRun()
    let state = try call.state()
    let facts = gather(call, state)
    let text = facts.markdown
    call.publish("plan", text)
    call.publish("steps", facts.steps)
    guard !isDryRun else { return }
    try Files.makeFolder(state.path)
    // The fence first: whatever else fails, the database must not be touched again unseen.
    if try Fence.read(state) == nil {
      try Fence(
        why: "run \(call.runID) could not recover the database", since: UTCTime.now,
        runID: call.runID
      ).write(state, lift: Fence.command(try call.location()))
    }
    call.publish("fenced", true)
    let name = "recovery-\(StateFolder.fileName(of: call.runID))"
    let path = Paths.join(state.path, name + ".md")
    try Files.write(text, to: path)
    try Files.write(
      JSONWriter(indentation: 2).write(.object(facts.json)) + "\n",
      to: Paths.join(state.path, name + ".json"))
    call.publish("plan_path", path)
    call.log("the recovery plan is in \(path)", level: "critical")
  }

  // MARK: Facts

  private struct BackupFacts {
    var id: String
    var words: String
    var isUsable: Bool
    /// What it holds; nil for one that cannot be read.
    var content: Fingerprint?
  }

  private struct Facts {
    var database: String
    var runID: String
    var errors: [String]
    var now: [String]
    var backups: [BackupFacts]
    /// The backup to go back to; nil when none is usable.
    var chosen: BackupFacts?
    /// Whether `chosen` was made by an earlier run, so that more than this run is lost with it.
    var isChosenOlder: Bool
    var displaced: [String]
    var lost: [String]
    var steps: [String]

    var markdown: String {
      func list(_ items: [String], _ none: String) -> String {
        items.isEmpty ? none : items.map { "- \($0)" }.joined(separator: "\n")
      }
      return """
        # Recovery plan for \(database)

        Run `\(runID)`, written at \(UTCTime.now). The database is fenced: no migration touches it until
        the fence is lifted.

        ## What happened

        \(list(errors, "Nothing was reported."))

        ## The database now

        \(list(now, "It could not be looked at."))

        ## Backups

        \(list(backups.map { "`\($0.id)`: \($0.words)" }, "There is none."))

        ## What earlier restores have put aside

        \(list(displaced.map { "`\($0)`" }, "Nothing."))

        ## What going back to the backup would lose

        \(list(lost, "Nothing that is known."))

        ## What to do

        \(steps.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n"))

        """
    }

    var json: JSONObject {
      func texts(_ items: [String]) -> JSONValue { .array(items.map(JSONValue.string)) }
      return [
        "database": .string(database), "run_id": .string(runID), "errors": texts(errors),
        "now": texts(now),
        "backups": .array(
          backups.map {
            ["backup_id": .string($0.id), "state": .string($0.words), "usable": .bool($0.isUsable)]
          }), "displaced": texts(displaced), "lost": texts(lost), "steps": texts(steps),
      ]
    }
  }

  private static func gather(_ call: PromptCall, _ state: StateFolder) -> Facts {
    let location = try? call.location()
    let database = Redaction.redact(location?.display ?? "the database")
    let journal = (try? call.journal()) ?? nil
    let backups = backups(state, location, call)
    var now: [String] = []
    var lost: [String] = []
    let own = backups.first { $0.id == journal?.backupID && $0.isUsable }
    let chosen = own ?? backups.first(where: \.isUsable)
    if let location { look(location, journal, chosen?.content, call, &now, &lost) }
    var facts = Facts(
      database: database, runID: call.runID, errors: errors(call), now: now, backups: backups,
      chosen: chosen, isChosenOlder: own == nil, displaced: journal?.displaced ?? [], lost: lost,
      steps: [])
    facts.steps = steps(facts, location)
    return facts
  }

  private static func backups(
    _ state: StateFolder, _ location: DatabaseLocation?, _ call: PromptCall
  ) -> [BackupFacts] {
    let store = BackupStore(state: state)
    guard let found = try? store.list() else { return [] }
    let whole = found.whole.map { backup -> BackupFacts in
      func facts(_ words: String, isUsable: Bool = false) -> BackupFacts {
        BackupFacts(id: backup.id, words: words, isUsable: isUsable, content: backup.content)
      }
      let what =
        "version \(backup.content.version), \(backup.content.totalRows) rows, of \(backup.createdAt)"
      if let location, backup.identity != location.identity {
        return facts("\(what); of another database")
      }
      do {
        try store.checkStored(backup, call.interruption)
        return facts("\(what); its bytes are as stored", isUsable: true)
      } catch let error as MigrationError {
        return facts("\(what); NOT usable: \(error.message)")
      } catch {
        return facts("\(what); NOT usable")
      }
    }
    return whole
      + found.broken.map {
        BackupFacts(id: $0.id, words: "NOT usable: \($0.error.message)", isUsable: false)
      }
  }

  /// Asks the database itself, for five seconds at most.
  private static func look(
    _ location: DatabaseLocation, _ journal: RunJournal?, _ backup: Fingerprint?,
    _ call: PromptCall,
    _ now: inout [String], _ lost: inout [String]
  ) {
    let limit = Interruption()
    limit.setDeadline(seconds: 5)
    guard Files.exists(location.path) else {
      now.append("the file '\(location.givenPath)' is not there")
      return
    }
    do {
      let database = try SQLiteDatabase(
        path: location.path, mode: .look, lockTimeout: 2, interruption: limit)
      defer { database.close() }
      let history = try call.tables().read(database)
      call.publish(history)
      now.append("it is at version \(history.versionText)")
      if let row = history.unfinished {
        now.append("version \(row.key) is half done, at statement \(row.done + 1) of \(row.total)")
      }
      let content = try Fingerprint.take(
        of: database, history, besides: try call.tables().protected, hashing: false,
        interruption: limit)
      let before = try Baseline.before(call)
      if let before {
        let differences = content.differences(from: before)
        now +=
          differences.isEmpty
          ? ["it has the version, schema and row counts that it had before the run"] : differences
      }
      if let backup {
        let rows = content.rowsBeyond(backup, besides: try call.tables().protected)
        if rows > 0 { lost.append("\(rows) rows that came since the backup") }
        if backup.version != history.versionText {
          lost.append("the migrations beyond version \(backup.version)")
        }
      }
      let problems = try database.integrityProblems(quick: true)
      now.append(problems.isEmpty ? "its structure is sound" : "it is damaged: \(problems[0])")
    } catch {
      now.append("it cannot be read: \((error as? MigrationError)?.message ?? "\(error)")")
    }
    if let journal { now.append("the run stopped in the phase '\(journal.phase.rawValue)'") }
  }

  /// The failures of the run: a list, JSON in a text, or plain text.
  private static func errors(_ call: PromptCall) -> [String] {
    func words(_ value: JSONValue) -> String {
      guard let object = value.objectValue else {
        return value.stringValue ?? JSONWriter().write(value)
      }
      let state = object["state"]?.stringValue.map { "\($0): " } ?? ""
      let error = object["error"] ?? object["message"]
      let message =
        error?["message"]?.stringValue ?? error?.stringValue ?? JSONWriter().write(value)
      return state + message
    }
    guard var value = call.settings.value("failure_context") else { return [] }
    if case .string(let text) = value, let parsed = try? JSONReader.read(text) { value = parsed }
    let items = value.arrayValue ?? [value]
    return items.prefix(100).map { Redaction.redact(words($0)) }
  }

  private static func steps(_ facts: Facts, _ location: DatabaseLocation?) -> [String] {
    let url = Shell.quoted(location?.identity ?? "DATABASE_URL")
    var steps = ["Stop every program that writes to \(facts.database)."]
    let kept = facts.displaced.isEmpty ? "the file as it is" : "the copies put aside"
    if let backup = facts.chosen, facts.isChosenOlder {
      steps.append(
        "No backup of this run is usable. Look for a copy elsewhere, and keep \(kept) until then. "
          + "Only if you can do without everything that came since: the newest older one is "
          + "\(backup.words), and `wfsh-db restore \(url) \(backup.id)` goes back to it.")
    } else if let backup = facts.chosen {
      steps.append(
        "Restore the backup: `wfsh-db restore \(url) \(backup.id)`. What is there now is kept aside."
      )
    } else {
      steps.append(
        "No backup is usable. Look for a copy elsewhere, and keep \(kept) until then.")
    }
    steps.append("Look at the outcome: `wfsh-db status \(url)`.")
    steps.append(
      "If a migration stands half done and you have finished or undone it by hand, say so: "
        + "`wfsh-db mark \(url) VERSION applied|absent`.")
    steps.append("Lift the fence: `wfsh-db unfence \(url)`.")
    return steps
  }
}
