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
    arguments: .repeated(.value("TEXT", .word)),
    examples: ["answer yes", "answer Review = Request changes", "answer 2"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let words = try arguments.texts("TEXT").map {
      try shell.expand($0, arguments, at: arguments.range(of: "TEXT"))
    }
    if let (name, answer) = prepared(words) {
      try check(name, arguments, in: shell, session)
      shell.adjustRun { $0.answers[name, default: []].append(answer) }
      return shell.output.say("answer", "\(name, .state) is answered \(answer, .string)")
    }
    let text = words.joined(separator: " ")
    let stop = try arguments.asking { () throws(SessionError) in
      try session.answer(text, place: nil)
    }
    try await shell.come(to: stop, arguments)
  }

  /// The state and the answer of `STATE = TEXT`, with blanks around the sign or without.
  private static func prepared(_ words: [String]) -> (state: String, answer: String)? {
    if words.count > 2, words[1] == "=" {
      return (words[0], words.dropFirst(2).joined(separator: " "))
    }
    guard let sign = words.first?.firstIndex(of: "="), let first = words.first,
      sign > first.startIndex
    else { return nil }
    let rest = [String(first[first.index(after: sign)...])] + words.dropFirst()
    return (String(first[..<sign]), rest.filter { !$0.isEmpty }.joined(separator: " "))
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
