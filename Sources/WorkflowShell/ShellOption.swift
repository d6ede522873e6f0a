internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage

/// A setting that `option NAME VALUE` shows and changes: a row of one table.
package struct ShellOption: Sendable {
  package var name: String
  package var summary: String
  /// The values it takes, for help and completion; none where they cannot be listed.
  package var values: [String] = []
  /// What it takes, where its values cannot be listed.
  package var expectation = ""
  package var read: @Sendable (Shell) -> String
  /// - Returns: false when it takes no such value.
  package var write: @Sendable (String, Shell) -> Bool

  package static let all: [ShellOption] = own + limits

  private static let own: [ShellOption] = [
    ShellOption(
      name: "mode", summary: "How results are written.",
      values: OutputMode.available.map(\.rawValue),
      read: { $0.output.mode.rawValue },
      write: { value, shell in
        guard let mode = OutputMode(rawValue: value), mode.isAvailable else { return false }
        shell.output.mode = mode
        return true
      }),
    ShellOption(
      name: "colour", summary: "Whether results have colours.", values: switchWords,
      read: { word($0.output.usesColour) },
      write: { value, shell in truth(value).map { shell.output.usesColour = $0 } != nil }),
    ShellOption(
      name: "echo", summary: "Whether each command is shown before it runs.",
      values: switchWords,
      read: { word($0.settings.echoes) },
      write: { value, shell in truth(value).map { shell.settings.echoes = $0 } != nil }),
    ShellOption(
      name: "keep-going", summary: "Whether a script goes on after a failed command.",
      values: switchWords,
      read: { word($0.settings.keepsGoing) },
      write: { value, shell in truth(value).map { shell.settings.keepsGoing = $0 } != nil }),
    ShellOption(
      name: "undefined", summary: "What names without a value do in templates.",
      values: UndefinedPolicy.allCases.map(\.rawValue),
      read: { $0.runOptions.undefined.rawValue },
      write: { value, shell in
        guard let policy = UndefinedPolicy(rawValue: value) else { return false }
        shell.adjustRun { $0.undefined = policy }
        return true
      }),
    ShellOption(
      name: "seed", summary: "What the random numbers of the next run begin with.",
      expectation: "a number from 0 on",
      read: { String($0.runOptions.seed) },
      write: { value, shell in
        guard let seed = UInt64(value) else { return false }
        shell.adjustRun { $0.seed = seed }
        return true
      }),
  ]

  private static let limits = RunLimit.all.map { limit in
    ShellOption(
      name: limit.name, summary: limit.summary, expectation: limit.expectation,
      read: { String(limit.value(in: $0.runOptions.limits)) },
      write: { value, shell in
        var limits = shell.runOptions.limits
        guard limit.set(value, in: &limits) else { return false }
        shell.adjustRun { $0.limits = limits }
        return true
      })
  }

  private static let switchWords = ["on", "off"]

  private static func word(_ value: Bool) -> String { value ? "on" : "off" }

  private static func truth(_ word: String) -> Bool? {
    switch word {
    case "on", "true", "yes": true
    case "off", "false", "no": false
    default: nil
    }
  }
}

extension Shell {
  /// Changes how this run and the next ones are carried out.
  func adjustRun(_ change: (inout RunOptions) -> Void) {
    change(&runOptions)
    session?.adjust(change)
  }
}

extension ShellOption {
  /// The values it takes, for people.
  var expected: String { values.isEmpty ? expectation : values.joined(separator: ", ") }
}
