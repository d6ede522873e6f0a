internal import WorkflowDebugging
internal import WorkflowEngine

struct LiveCommand: ShellCommand {
  static let description = CommandDescription(
    "live", group: .running,
    summary: "Bind prompts to their real handlers, or go back to simulating.",
    discussion: """
      The run begins anew. A script is live from its first line or not at all: start it with
      --live.
      """,
    arguments: .optional("SWITCH", .choice(["on", "off"])),
    examples: ["live", "live on", "live off"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    guard let word = arguments.text("SWITCH") else {
      return shell.output.say(
        "live", shell.runOptions.mode == .live ? "\("live", .bad)" : "simulated")
    }
    if word == "on", !shell.settings.isInteractive, shell.runOptions.mode != .live {
      throw arguments.failure(
        "a script cannot become live in the middle", hint: "start it with --live")
    }
    shell.runOptions.mode = word == "on" ? .live : .simulated
    await shell.session?.kill()
    shell.session?.use(shell.runOptions)
    shell.output.say(
      "live", word == "on" ? "\("live", .bad): prompts go to their handlers" : "simulated")
  }
}
