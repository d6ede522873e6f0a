package import LineEditing
internal import WorkflowEngine
internal import WorkflowSource

/// The shell at a terminal: prompt, history, completion, colours.
package struct InteractiveShell {
  private let shell: Shell
  private let environment: [String: String]
  private let interrupts: CommandInterrupts

  /// - Parameters:
  ///   - environment: `HOME`, `XDG_STATE_HOME`, `NO_COLOR` and `TERM` are read.
  ///   - interrupts: what Ctrl-C does while a command runs; the owner of the signals calls it.
  package init(
    shell: Shell, environment: [String: String],
    interrupts: CommandInterrupts = CommandInterrupts()
  ) {
    self.shell = shell
    self.environment = environment
    self.interrupts = interrupts
  }

  /// Talks until the input ends or somebody leaves.
  package func run() async -> ShellStatus {
    shell.settings.isInteractive = true
    shell.adjustRun { $0.canAsk = true }
    let history = History(path: historyPath, isSecret: holdsSecret)
    let lines: any LineSource
    do {
      lines = try TerminalLineSource(
        options: options, assistance: ShellAssistance(shell, history).lineAssistance,
        history: history)
    } catch {
      lines = PipeLineSource()
    }
    shell.output.say(
      "welcome", "wfsh \(Shell.version)  \("'help' lists the commands", .faint)")
    return await shell.converse(with: lines, history: history, interrupts: interrupts)
  }

  /// Whether a command names something secret, gives a password in a URL, or holds a value that
  /// is redacted: such lines are never written.
  private func holdsSecret(_ text: String) -> Bool {
    let words = ["password", "token", "secret", "api_key", "private_key", "access_key"]
    let lower = text.lowercased()
    return words.contains(where: lower.contains) || lower.contains("://") && lower.contains("@")
      || shell.output.redact(text) != text
  }

  private var options: TerminalLineSource.Options {
    var options = TerminalLineSource.Options()
    options.colour = shell.output.usesColour
    options.isDumb = environment["TERM"] == "dumb"
    return options
  }

  /// Nil without a home: the history then lasts as long as the shell.
  private var historyPath: String? {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return state + "/wfsh/history"
    }
    return environment["HOME"].map { $0 + "/.local/state/wfsh/history" }
  }
}
