import HandlerContract
import JSONText

/// `database/verify-migration`: is the database at the version that was wanted, and sound?
enum VerifyMigration {
  static func run(_ call: PromptCall) throws {
    call.publish("verified", false)
    call.publish("issues", [])
    try call.locked(.shared) {
      try call.withDatabase(.look) { database in
        let history = try call.history(of: database)
        if try call.isDryRun() {
          try verifyRehearsal(history, call)
        } else {
          try verify(database, history, call)
        }
      }
    }
  }

  private static func finish(_ issues: [MigrationError], _ call: PromptCall) throws {
    call.publish("issues", issues.map { "\($0.code): \($0.line)" })
    if let first = issues.first { throw first }
    call.publish("verified", true)
  }

  // MARK: Dry run

  /// Whether the rehearsal, as the scope tells of it, went through to the target.
  private static func verifyRehearsal(_ history: History, _ call: PromptCall) throws {
    let plan = try plan(history, call)
    let scope = call.request.scope ?? [:]
    let reports = scope.members.filter { $0.value["rehearsed"] != nil }.map(\.value)
    let report = (scope["ApplyMigrations"] ?? reports.last)?["rehearsed"]
    guard let report else {
      call.publish("verified", true)
      call.publish("skipped", true)
      call.warnings.append("a dry run without a rehearsal: there is nothing to verify")
      return
    }
    let rehearsed = Set(report.arrayValue?.compactMap(\.stringValue) ?? [])
    let missing = plan.pending.map(\.version).filter { !rehearsed.contains($0) }
    try finish(
      missing.map { version in
        .policy("not_rehearsed", "version \(version) did not go through the rehearsal")
      }, call)
    call.publish("skipped", false)
  }

  private static func plan(_ history: History, _ call: PromptCall) throws -> MigrationPlan {
    MigrationPlan(
      history: history, folder: try call.folder(), target: try target(call),
      options: try call.planOptions())
  }

  /// The version as this run resolved it, when the same words ask for it again.
  private static func target(_ call: PromptCall) throws -> String {
    let words =
      try call.settings.text("expected_version") ?? call.settings.text("target_version")
      ?? "latest"
    let isDryRun = try call.isDryRun()
    guard let journal = isDryRun ? nil : try call.journal(), journal.requestedTarget == words,
      !journal.resolvedTarget.isEmpty
    else { return words }
    return journal.resolvedTarget
  }

  // MARK: For real

  private static func verify(
    _ database: SQLiteDatabase, _ history: History, _ call: PromptCall
  ) throws {
    let plan = try plan(history, call)
    var issues = plan.problems
    call.publish("resolved_target", plan.targetText)
    call.warnings += plan.warnings
    if plan.resumption != nil {
      issues.append(.policy("dirty_database", "a migration is half done"))
    }
    if history.current != plan.target {
      issues.append(
        .policy(
          "wrong_version", "the version is \(history.versionText), not \(plan.targetText)"))
    }
    for file in plan.pending {
      issues.append(.policy("not_applied", "version \(file.version) is not applied"))
    }
    if try call.settings.flag("check_integrity") ?? true {
      call.progress(0.3, "checking integrity")
      issues += try integrityIssues(database, call)
    }
    call.progress(0.8, "running verify scripts")
    issues += try scriptIssues(database, history, call)
    try finish(issues, call)
    call.progress(1, "version \(history.versionText) is verified")
  }

  private static func integrityIssues(
    _ database: SQLiteDatabase, _ call: PromptCall
  ) throws -> [MigrationError] {
    var issues = try database.integrityProblems(quick: false).map {
      MigrationError(.corruption, "integrity", $0)
    }
    let known = Set(try call.journal()?.fingerprint?.violations ?? [])
    let orphans = try database.foreignKeyViolations().subtracting(known).sorted()
    issues += orphans.prefix(20).map {
      MigrationError(.data, "foreign_key_violation", "a row is without its parent: \($0)")
    }
    for object in try database.schemaObjects() {
      for probe in probes(object, database) {
        do {
          try database.compile(probe)
        } catch let error as MigrationError where error.kind == .syntax {
          issues.append(
            MigrationError(.syntax, "broken_\(object.type)", "\(object.title): \(error.message)"))
          break
        }
      }
    }
    return issues
  }

  /// Statements that compile only when a view or a trigger still fits its tables.
  private static func probes(_ object: SchemaObject, _ database: SQLiteDatabase) -> [String] {
    switch object.type {
    case "view": return ["SELECT * FROM \(SQLiteDatabase.quoted(object.name)) LIMIT 0"]
    case "trigger":
      let table = SQLiteDatabase.quoted(object.table)
      switch event(of: object) {
      case "INSERT": return ["EXPLAIN INSERT INTO \(table) DEFAULT VALUES"]
      case "DELETE": return ["EXPLAIN DELETE FROM \(table)"]
      case "UPDATE":
        let columns = try? database.rows(
          "SELECT name FROM pragma_table_info(?)", [.text(object.table)])
        let sets = (columns ?? []).compactMap { $0[0].text }.map(SQLiteDatabase.quoted)
          .map { "\($0) = \($0)" }.joined(separator: ", ")
        return sets.isEmpty ? [] : ["EXPLAIN UPDATE \(table) SET \(sets)"]
      default: return []
      }
    default: return []
    }
  }

  /// What sets a trigger off.
  private static func event(of trigger: SchemaObject) -> String? {
    let tokens = SQLScanner.statements(of: Array(trigger.sql.utf8)).first?.tokens ?? []
    let named = tokens.firstIndex { $0.name.lowercased() == trigger.name.lowercased() } ?? 0
    return tokens[min(named + 1, tokens.count)...].first { token in
      token.kind == .word && ["INSERT", "UPDATE", "DELETE"].contains(token.text)
    }?.text
  }

  /// `verify/<file>.sql` of each applied migration: an error or a first value that is false is an
  /// issue. Whatever it does is undone.
  private static func scriptIssues(
    _ database: SQLiteDatabase, _ history: History, _ call: PromptCall
  ) throws -> [MigrationError] {
    let folder = try call.folder()
    let scripts = Paths.join(folder.path, "verify")
    guard Files.isFolder(scripts) else { return [] }
    var issues: [MigrationError] = []
    for file in folder.files where history[file.key]?.isFinished == true {
      let name = Paths.name(of: file.up.path)
      let stem = name.hasSuffix(".up.sql") ? name.dropLast(7) : name.dropLast(4)
      let path = Paths.join(scripts, "\(stem).sql")
      guard Files.kind(of: path) == .file else { continue }
      let script = try MigrationScript(path: path, content: try Files.read(path))
      for statement in script.statements {
        if let issue = try issue(statement, of: script, on: database) { issues.append(issue) }
      }
    }
    return issues
  }

  private static func issue(
    _ statement: SQLStatement, of script: MigrationScript, on database: SQLiteDatabase
  ) throws -> MigrationError? {
    try database.run("PRAGMA query_only = ON")
    defer { try? database.run("PRAGMA query_only = OFF") }
    return try database.reading {
      do {
        for row in try database.rows(statement.text) {
          let isFalse =
            row.first == .integer(0) || row.first == .null || row.first == .text("false")
            || row.first == .text("f")
          guard isFalse else { continue }
          return MigrationError(.data, "verify_script", "the check says no")
            .placed(in: script, at: statement)
        }
        return nil
      } catch let error as MigrationError where error.kind != .cancelled {
        var error = error
        error.code = "verify_script"
        return error.placed(in: script, at: statement)
      }
    }
  }
}
