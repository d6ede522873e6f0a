internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel

struct AnswerCommand: ShellCommand {
  static let description = CommandDescription(
    "answer", group: .running,
    summary: "Answer what a state asks, now or beforehand.",
    discussion: """
      'answer TEXT' answers the question the run waits at: a choice by its words, its number or an
      unambiguous beginning; a review by yes or no. 'answer STATE = TEXT' says beforehand what the
      state is answered whenever it asks; said again, the second question gets the second answer,
      and the last one stands for all that follow.
      """,
    arguments: .sequence([
      .value("TEXT", .written),
      .optional(.sequence([.keyword("="), .value("ANSWER", .written)])),
    ]),
    examples: ["answer yes", #"answer Review = "Request changes""#, "answer 2"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let text = try text("TEXT", arguments, in: shell)
    if arguments.item("ANSWER") != nil {
      try check(text, arguments, in: shell, session)
      let name = text
      let text = try self.text("ANSWER", arguments, in: shell)
      shell.adjustRun { $0.answers[name, default: []].append(text) }
      return shell.output.say("answer", "\(name, .state) is answered \(text, .string)")
    }
    let stop = try arguments.asking { () throws(SessionError) in
      try session.answer(text, place: nil)
    }
    try await shell.come(to: stop, arguments)
  }

  private static func text(
    _ name: String, _ arguments: ParsedArguments, in shell: Shell
  ) throws -> String {
    guard let written = arguments.value(name) else { return "" }
    return try shell.value(of: written, at: arguments.range(of: name), arguments).text
  }

  /// A state of a sub-workflow is not known before it runs; else it has to exist.
  private static func check(
    _ name: String, _ arguments: ParsedArguments, in shell: Shell, _ session: any DebugSession
  ) throws {
    let workflow = session.selectedWorkflow
    let runsOthers = workflow.states.contains { state in
      state.action?.all.contains { call in
        if case .runWorkflow = call.kind { true } else { false }
      } ?? false
    }
    if runsOthers { return }
    _ = try shell.stateID(
      named: name, in: workflow, at: arguments.range(of: "TEXT"), arguments)
  }
}
