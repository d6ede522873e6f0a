internal import JSONText

struct VersionCommand: ShellCommand {
  /// The version of wfsh.
  package static let version = "0.1.0"

  static let description = CommandDescription(
    "version", group: .session,
    summary: "Show the version.",
    examples: ["version"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    shell.output.show(
      .line("version", "wfsh \(version)", facts: ["version": .string(version)]))
  }
}
