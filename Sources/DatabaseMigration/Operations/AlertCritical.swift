import HandlerContract
import JSONText

/// `notifications/alert-critical`: appends a line of JSON to a file, and runs a command if there is one.
///
/// The file is `WFSH_ALERT_FILE`, else `alerts.jsonl` in the database's state folder, else that in
/// `$XDG_STATE_HOME/wfsh` (`~/.local/state/wfsh`). The command is `WFSH_ALERT_COMMAND`, split at blanks
/// and quotes, started without a shell, with the line on its standard input.
enum AlertCritical {
  /// Seconds that the command may take.
  private static let patience = 10.0

  static func run(_ call: PromptCall) throws {
    let settings = call.settings
    let alert: JSONObject = [
      "at": .string(UTCTime.now), "severity": .string(try settings.text("severity") ?? "critical"),
      "message": .string(try settings.text("message") ?? "a workflow needs attention"),
      "workflow": .string(call.request.workflow), "state": .string(call.request.state),
      "run_id": .string(call.runID), "host": .string(Host.name),
    ]
    let line = JSONWriter().write(.object(Redaction.redact(alert)))
    let path = try file(call)
    call.publish("alert_file", path)
    call.publish("command_ran", false)
    guard try !call.isDryRun() else { return }
    try Files.makeFolder(Paths.folder(of: path))
    try Files.append(Array((line + "\n").utf8), to: path)
    call.log(line, level: "critical")
    guard let command = call.environment["WFSH_ALERT_COMMAND"]?.trimmingBlanks(), !command.isEmpty
    else { return }
    guard let words = Shell.words(command), !words.isEmpty else {
      call.warnings.append("WFSH_ALERT_COMMAND has a quote that is not closed")
      return
    }
    // The alert is written; a command that fails must not hide that.
    do {
      let status = try ChildProcess.run(
        words, input: line + "\n", environment: call.environment, seconds: patience,
        interruption: call.interruption)
      call.publish("command_ran", true)
      if status != 0 { call.warnings.append("the alert command ended with status \(status)") }
    } catch let error as MigrationError where error.kind != .cancelled {
      call.warnings.append(error.message)
    }
  }

  private static func file(_ call: PromptCall) throws -> String {
    if let path = call.environment["WFSH_ALERT_FILE"], !path.isEmpty { return path }
    if let state = try? call.state() { return Paths.join(state.path, "alerts.jsonl") }
    if let state = call.environment["XDG_STATE_HOME"], !state.isEmpty {
      return Paths.join(state, "wfsh/alerts.jsonl")
    }
    guard let home = call.environment["HOME"], !home.isEmpty else {
      throw MigrationError.policy(
        "no_alert_file", "there is nowhere to write the alert", hint: "set WFSH_ALERT_FILE")
    }
    return Paths.join(home, ".local/state/wfsh/alerts.jsonl")
  }
}
