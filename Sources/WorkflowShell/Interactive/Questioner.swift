package import LineEditing
package import WorkflowEngine
internal import WorkflowModel
internal import WorkflowSource

/// Asks a person what a run wants to know.
package struct Questioner {
  private let lines: any LineSource
  private let output: Output

  package init(lines: any LineSource, output: Output) {
    self.lines = lines
    self.output = output
  }

  /// What ends a text of several lines.
  private static let endOfText = "."

  /// Shows a question and reads its answer, again until there is one that fits.
  ///
  /// - Parameter state: the name of the state that asks.
  /// - Returns: nil when the person does not answer now: Ctrl-C, or the end of the input.
  package func answer(_ question: Question, of state: String) -> String? {
    Self.show(question, of: state, to: output)
    while true {
      guard let text = read(question, of: state) else { return nil }
      let isEmpty = text.allSatisfy(\.isWhitespace)
      if isEmpty, let answer = question.defaultAnswer { return answer }
      if question.reading(of: text) != nil, !isEmpty || question.kind.takesNothing { return text }
      guard !isEmpty else { continue }
      let hint = Suggestion.hint(for: text, among: question.offered)
      output.say(
        "hint",
        "'\(text)' is no answer here; \(hint ?? "it is \(question.offered.joined(separator: " or "))")"
      )
    }
  }

  /// `Review asks: Ship it?`, and what may be answered.
  package static func show(_ question: Question, of state: String, to output: Output) {
    var line: StyledText = "\(state, .state)"
    switch question.kind {
    case .pause: line += " waits for you"
    case .choice, .input, .review: line += " asks"
    case .outcome: line += " asks what it came to"
    }
    if !question.prompt.isEmpty { line += ": \(question.prompt)" }
    output.say("question", line)
    for (index, choice) in question.choices.enumerated() {
      output.say("choice", "  \(index + 1)  \(choice, .name)")
    }
  }

  /// `Review (yes/no) [no]? `
  private func prompt(_ question: Question, of state: String) -> Prompt {
    var text = LineEditing.StyledText()
    text += .init(state, TextStyle(.cyan))
    switch question.kind {
    case .review: text += " (yes/no)"
    case .pause: text += " (Enter goes on)"
    case .outcome:
      let forms = SpokenOutcome.forms.joined(separator: ", ")
      text += .init(" (\(forms))", TextStyle())
    case .input where question.isMultiline: text += " (a line '.' ends the text)"
    case .input, .choice: break
    }
    if let answer = question.defaultAnswer { text += .init(" [\(answer)]", TextStyle(dim: true)) }
    text += "? "
    return Prompt(text)
  }

  private func read(_ question: Question, of state: String) -> String? {
    var prompt = prompt(question, of: state)
    var text: [String] = []
    while true {
      guard let input = try? lines.nextLine(prompt: prompt) else { return nil }
      switch input {
      case .line(let line):
        guard question.isMultiline else { return line }
        if line == Self.endOfText { return text.joined(separator: "\n") }
        text.append(line)
        prompt = Prompt(prompt.continuation)
      case .takenBack: continue
      case .interrupt: return nil
      case .endOfInput: return text.isEmpty ? nil : text.joined(separator: "\n")
      }
    }
  }
}

extension Question {
  /// Answers that can be listed: for completion, and when one does not fit.
  package var offered: [String] {
    switch kind {
    case .review: ["yes", "no"]
    case .outcome: SpokenOutcome.forms
    case .choice, .input, .pause: choices
    }
  }

  /// What the line editor knows while this is asked.
  package var assistance: LineAssistance {
    var assistance = LineAssistance()
    let offered = offered
    assistance.complete = { text, cursor in
      let typed = String(decoding: text.utf8.prefix(cursor), as: UTF8.self).lowercased()
      return offered.filter { $0.lowercased().hasPrefix(typed) }.map {
        CompletionCandidate($0, "", replacing: 0..<cursor, suffix: "")
      }
    }
    assistance.suggest = { text in
      let found = offered.filter { !text.isEmpty && $0.hasPrefix(text) }
      guard let only = found.first, found.count == 1 else { return "" }
      return String(only.dropFirst(text.count))
    }
    return assistance
  }
}

extension Question.Kind {
  /// Whether an empty line is an answer.
  fileprivate var takesNothing: Bool {
    switch self {
    case .input, .pause: true
    case .choice, .review, .outcome: false
    }
  }
}
