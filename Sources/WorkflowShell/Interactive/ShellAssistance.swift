package import LineEditing
internal import WorkflowDebugging
internal import WorkflowModel

/// What the line editor asks of the shell while somebody types.
package struct ShellAssistance {
  private let shell: Shell
  private let history: History

  package init(_ shell: Shell, _ history: History) {
    self.shell = shell
    self.history = history
  }

  package var lineAssistance: LineAssistance {
    var assistance = LineAssistance()
    // While a question is asked, what is typed is its answer and no command.
    assistance.complete = { text, cursor in
      shell.question?.assistance.complete(text, cursor) ?? complete(text, cursor)
    }
    assistance.highlight = {
      shell.question == nil
        ? ShellHighlighting(shell.commands, states: states).spans(in: $0) : []
    }
    assistance.suggest = { shell.question?.assistance.suggest($0) ?? suggest($0) }
    assistance.isComplete = {
      shell.question != nil || ScriptParser(shell.commands, .interactive).isComplete($0)
    }
    return assistance
  }

  private var states: Set<String> { Set(shell.session?.selectedWorkflow.states.map(\.name) ?? []) }

  private var completion: ShellCompletion {
    ShellCompletion(shell.commands, facts: SessionFacts(shell))
  }

  private func complete(_ text: String, _ cursor: Int) -> [CompletionCandidate] {
    let (range, found) = completion.candidates(in: text, at: cursor)
    return found.map { candidate in
      let goesOn = candidate.text.hasSuffix("=") || candidate.text.hasSuffix("/")
      return CompletionCandidate(
        candidate.text, candidate.summary, replacing: range, suffix: goesOn ? "" : " ")
    }
  }

  /// The rest of the only candidate, else of the newest command that began so.
  private func suggest(_ text: String) -> String {
    guard !text.isEmpty else { return "" }
    let (range, found) = completion.candidates(in: text, at: text.utf8.count)
    if found.count == 1, let only = found.first, only.text.utf8.count > range.count,
      !range.isEmpty
    {
      return String(decoding: only.text.utf8.dropFirst(range.count), as: UTF8.self)
    }
    return history.suggestion(for: text)
  }
}
