internal import JSONText

struct VersionCommand: ShellCommand {
  static let description = CommandDescription(
    "version", group: .session,
    summary: "Show the version.",
    examples: ["version"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    shell.output.show(
      .line("version", "wfsh \(Shell.version)", facts: ["version": .string(Shell.version)]))
  }
}

extension Shell {
  /// The version of wfsh.
  package static let version = "0.1.0"
}
