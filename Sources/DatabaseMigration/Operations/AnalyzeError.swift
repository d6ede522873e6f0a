import HandlerContract
import JSONText

/// `database/analyze-error`: what kind of trouble was it, and can trying again help?
enum AnalyzeError {
  static func run(_ call: PromptCall) throws {
    let context = context(call)
    let text = [
      message(call.settings.variables["error"]), message(call.settings.variables["context"]),
    ]
    .joined(separator: " ")
    let known = context["class"]?.stringValue ?? context["type"]?.stringValue
    let kind = known.flatMap(ErrorClass.init) ?? ErrorClassifier.classify(text)
    var stateAfter = context["state_after"]?.stringValue ?? "unknown"
    let isDirty = probe(call, &stateAfter) || stateAfter == "dirty"
    let attempt = try attempt(context, call)
    var retryable = boolean(context["retryable"]) ?? kind.isRetryable
    // The same file will run out of the same time again.
    if kind == .cancelled && attempt > 1 { retryable = false }
    if isDirty { retryable = false }

    call.publish("retryable", retryable)
    call.publish("class", kind.rawValue)
    call.publish("code", context["code"]?.stringValue ?? "")
    call.publish("severity", severity(kind, retryable: retryable))
    call.publish("recommendation", isDirty ? dirtyAdvice : advice(kind))
    call.publish("state_after", stateAfter)
    call.publish("blocker", blocker(context))
    let delay = retryable ? try backoff(call) : 0
    call.publish("retry_after_seconds", "\((delay * 10).rounded() / 10)")
    let mode = call.environment["WFSH_DB_BACKOFF"] ?? "sleep"
    if delay > 0, mode != "none", try !call.isDryRun() {
      call.progress(nil, "waiting \((delay * 10).rounded() / 10) s before another try")
      try call.interruption.sleep(seconds: delay)
    }
  }

  // MARK: What is known

  /// The context as an object: given as one, or as JSON in a text.
  private static func context(_ call: PromptCall) -> JSONObject {
    for name in ["context", "error"] {
      switch call.settings.variables[name] {
      case .object(let object): return object
      case .string(let text):
        if let object = (try? JSONReader.read(text))?.objectValue { return object }
      default: break
      }
    }
    return [:]
  }

  private static func message(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null: ""
    case .string(let text): text
    case let value?: JSONWriter().write(value)
    }
  }

  private static func boolean(_ value: JSONValue?) -> Bool? {
    value?.boolValue ?? value?.stringValue.flatMap { Bool($0.lowercased()) }
  }

  private static func attempt(_ context: JSONObject, _ call: PromptCall) throws -> Int {
    let retries = Int(try call.settings.text("retry_count") ?? "0") ?? 0
    return max(context["attempt"]?.intValue ?? 1, retries + 1)
  }

  /// Looks whether a migration is half done, where the database can be asked quickly.
  private static func probe(_ call: PromptCall, _ stateAfter: inout String) -> Bool {
    guard let location = try? call.location(), Files.exists(location.path),
      let database = try? SQLiteDatabase(
        path: location.path, mode: .look, lockTimeout: 0.2, interruption: call.interruption)
    else { return false }
    defer { database.close() }
    guard let history = try? call.tables().read(database) else { return false }
    call.publish(history)
    if history.isDirty { stateAfter = "dirty" }
    return history.isDirty
  }

  private static func blocker(_ context: JSONObject) -> String {
    guard let holder = context["holder"]?.objectValue else { return "" }
    let pid = holder["pid"]?.intValue.map(String.init) ?? "?"
    return "process \(pid) on \(holder["host"]?.stringValue ?? "?")"
  }

  // MARK: What to do

  private static func severity(_ kind: ErrorClass, retryable: Bool) -> String {
    if kind == .corruption { return "critical" }
    return retryable ? "warning" : "error"
  }

  private static let dirtyAdvice =
    "a migration outside a transaction stopped half-way: restore the backup"

  private static func advice(_ kind: ErrorClass) -> String {
    switch kind {
    case .lock, .serialization: "another program holds the database: try again"
    case .connection, .crash: "the handler or its connection died: try again"
    case .capacity: "the machine is short of memory or connections: try again later"
    case .cancelled: "the step was stopped: give it a longer timeout"
    case .disk: "free some space, then start a new run"
    case .syntax: "mend the migration's SQL, then start a new run"
    case .data: "the migration does not fit the data: mend one of them, then start a new run"
    case .permission: "give this user the right to write the database and its folder"
    case .corruption: "the database is damaged: restore a backup"
    case .policy: "do what the error's hint says, then start a new run"
    case .unknown: "look at the log; nothing says that trying again would help"
    }
  }

  /// 1, 2, 4 … seconds and a part of one, at most 30 and at most half of the step's time.
  private static func backoff(_ call: PromptCall) throws -> Double {
    let retries = min(10, max(0, Int(try call.settings.text("retry_count") ?? "0") ?? 0))
    let wait = Double(1 << retries) + Double.random(in: 0..<0.5)
    return min(wait, 30, (call.request.timeout ?? 60) / 2)
  }
}
