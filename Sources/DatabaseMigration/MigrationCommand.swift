import HandlerContract
import JSONText

/// The commands of `wfsh-db` for people.
enum MigrationCommand {
  typealias Action = ([String], Interruption) -> Int32

  static let help = """
    wfsh-db: migrates SQLite databases for wfsh

    As a handler: wfsh-db PROMPT, with a request of protocol 1 on standard input.

    For people:
      wfsh-db status [DATABASE_URL]                 what is known of a database
      wfsh-db restore [DATABASE_URL] BACKUP_ID      restore a backup, also of a fenced database
      wfsh-db mark [DATABASE_URL] VERSION applied|absent
                                                    say what became of a half-done migration
      wfsh-db unfence [DATABASE_URL]                let migrations touch the database again
      wfsh-db demo FOLDER [--with-failure]          prepare a small shop to migrate
      wfsh-db prompts                               the prompts that are served

    DATABASE_URL is a path or sqlite:PATH; without it the variable DATABASE_URL counts.
    """

  /// Nil for a prompt's name.
  static func named(_ name: String?) -> Action? {
    switch name {
    case "--help", "-h", "help": return { _, _ in say(help) }
    case "prompts": return { _, _ in say(MigrationHandler.prompts.joined(separator: "\n")) }
    case "unfence": return guarded(unfence)
    case "status": return guarded(status)
    case "restore": return guarded(restore)
    case "mark": return guarded(mark)
    case "demo": return guarded(demo)
    case nil: return { _, _ in complain("no prompt is given; see wfsh-db --help", status: 2) }
    case let name? where !name.contains("/"):
      return { _, _ in complain("unknown command '\(name)'; see wfsh-db --help", status: 2) }
    default: return nil
    }
  }

  // MARK: Saying

  private static func say(_ text: String) -> Int32 {
    try? Files.writeAll(Array((text + "\n").utf8), to: 1, name: "standard output")
    return 0
  }

  private static func complain(_ text: String, status: Int32) -> Int32 {
    let line = "wfsh-db: error: \(Redaction.redact(text))\n"
    try? Files.writeAll(Array(line.utf8), to: 2, name: "standard error")
    return status
  }

  private static func guarded(
    _ action: @escaping ([String], Interruption) throws -> String
  ) -> Action {
    { arguments, interruption in
      do {
        return say(try action(arguments, interruption))
      } catch let error as MigrationError {
        let hint = error.hint.map { "\n  hint: \($0)" } ?? ""
        return complain(error.line + hint, status: error.code == "bad_argument" ? 2 : 1)
      } catch {
        return complain("\(error)", status: 1)
      }
    }
  }

  // MARK: Actions

  /// A request's surroundings for a command: the first argument is the database where one is given.
  private static func call(
    _ arguments: inout [String], wanting count: Int, _ prompt: String,
    _ interruption: Interruption
  ) throws -> PromptCall {
    var variables: JSONObject = [:]
    guard arguments.count == count || arguments.count == count + 1 else {
      throw MigrationError.badArgument("wrong number of arguments", hint: "see wfsh-db --help")
    }
    if arguments.count == count + 1 { variables["database_url"] = .string(arguments.removeFirst()) }
    return PromptCall(
      HandlerRequest(prompt: prompt, runID: "by-hand", variables: variables),
      environment: Host.environment, interruption: interruption, emit: { _ in })
  }

  private static func unfence(
    _ arguments: [String], _ interruption: Interruption
  ) throws -> String {
    var arguments = arguments
    let call = try call(&arguments, wanting: 0, "unfence", interruption)
    let location = try call.location()
    let wasFenced = try Fence.lift(try call.state())
    return wasFenced
      ? "the fence of \(location.display) is lifted" : "\(location.display) is not fenced"
  }

  private static func status(_ arguments: [String], _ interruption: Interruption) throws -> String {
    var arguments = arguments
    let call = try call(&arguments, wanting: 0, "status", interruption)
    return try DatabaseStatus.text(call)
  }

  private static func restore(
    _ arguments: [String], _ interruption: Interruption
  ) throws -> String {
    var arguments = arguments
    let call = try call(&arguments, wanting: 1, "database/restore-backup", interruption)
    var request = call.request
    request.variables["backup_id"] = .string(arguments[0])
    request.variables["force_unfence"] = true
    let answer = MigrationHandler(
      environment: call.environment, interruption: interruption
    ).answer(request)
    if let failure = answer.failure {
      throw MigrationError(
        ErrorClass(rawValue: failure.type) ?? .unknown,
        failure.details["code"]?.stringValue ?? "failure", failure.message,
        hint: failure.details["hint"]?.stringValue)
    }
    guard answer.outputs["restored"]?.stringValue == "true" else {
      return "nothing to restore: \(answer.outputs["reason"]?.stringValue ?? "")"
    }
    return """
      restored \(arguments[0]), version \(answer.outputs["version"]?.stringValue ?? "?")
      what was there is in \(answer.outputs["displaced"]?.stringValue ?? "?")
      """
  }

  private static func mark(_ arguments: [String], _ interruption: Interruption) throws -> String {
    var arguments = arguments
    let call = try call(&arguments, wanting: 2, "mark", interruption)
    guard let key = VersionKey(arguments[0]), ["applied", "absent"].contains(arguments[1]) else {
      throw MigrationError.badArgument("say a version and 'applied' or 'absent'")
    }
    return try call.locked(.exclusive) {
      try call.withDatabase(.write) { database in
        let tables = try call.tables()
        try database.beginWriting()
        defer { database.rollback() }
        guard var row = try tables.read(database)[key], !row.isFinished else {
          throw MigrationError.policy("not_dirty", "version \(key) is not half done")
        }
        if arguments[1] == "applied" {
          row.state = .applied
          row.error = nil
          try tables.put(row, milliseconds: nil, in: database)
        } else {
          try tables.remove(key, from: database)
        }
        try tables.record("marked_\(arguments[1])", version: key, runID: call.runID, in: database)
        try database.commit()
        return "version \(key) is marked as \(arguments[1])"
      }
    }
  }

  private static func demo(_ arguments: [String], _ interruption: Interruption) throws -> String {
    let folders = arguments.filter { $0 != "--with-failure" }
    guard folders.count == 1, !folders[0].hasPrefix("-") else {
      throw MigrationError.badArgument("say a folder", hint: "wfsh-db demo FOLDER [--with-failure]")
    }
    return try DemoShop(folder: folders[0]).prepare(
      withFailure: arguments.contains("--with-failure"))
  }
}
