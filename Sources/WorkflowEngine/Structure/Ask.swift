internal import JSONText
internal import WorkflowLanguage
internal import WorkflowModel

/// Questions to people: `user_choice`, `user_input`, `manual_review`, `Wait for user`, and the
/// question that a state without action asks by having several exits in prose.
extension Machine {
  mutating func expand(_ call: QuestionCall, _ context: WorkContext) -> Work {
    let (prompt, _) = call.prompt.map { message($0, context) } ?? ("", .workflow)
    do {
      let question = Question(
        kind: Question.Kind(call.kind), prompt: prompt, choices: try choices(of: call, context),
        defaultAnswer: try text(call.defaultAnswer, context), isMultiline: call.isMultiline)
      return ask(question, context.index)
    } catch {
      return .done(.failed(ActionFailure(error)))
    }
  }

  /// The question of a state that does nothing and has several exits in prose.
  func implicitQuestion(at index: Int) -> Question? {
    let state = state(at: index)
    guard !state.hasAction, state.inner.isEmpty, state.exits.count > 1 else { return nil }
    let choices = state.exits.filter { $0.exitClass == .choice }
    guard choices.count > 1 else { return nil }
    return Question(
      kind: .choice, prompt: state.state.title ?? state.name,
      choices: choices.map(\.label.choiceOffered))
  }

  mutating func ask(_ question: Question, _ index: Int) -> Work {
    emit(.asked(snapshot.places[index].state, question), at: index)
    return .asking(question)
  }

  private mutating func choices(
    of call: QuestionCall, _ context: WorkContext
  ) throws(LanguageError) -> [String] {
    guard call.kind == .choice else { return [] }
    guard let written = call.choices else {
      return state(at: context.index).exits.filter { $0.exitClass == .choice }.map(
        \.label.choiceOffered)
    }
    var renderer = Renderer(scope: scope(at: context.index, attempt: context.attempt))
    let value = try renderer.render(written).value
    warn(renderer.undefined, at: context.index)
    switch value {
    case .list(let list): return list.map(\.text)
    case .string(let text):
      return text.split(separator: ",").map { part in
        String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    default: return [value.text]
    }
  }

  private mutating func text(
    _ value: TemplateValue?, _ context: WorkContext
  ) throws(LanguageError) -> String? {
    guard let value else { return nil }
    var renderer = Renderer(scope: scope(at: context.index, attempt: context.attempt))
    let rendered = try renderer.render(value).value
    warn(renderer.undefined, at: context.index)
    return rendered == .null ? nil : rendered.text
  }

  /// Asks what a call came to that nothing serves.
  mutating func askForOutcome(of flight: Work.Flight, _ failure: ActionFailure, at index: Int)
    -> Work
  {
    var prompt = failure.message
    if !flight.calledWith.isEmpty {
      let declared = program(at: index).workflow.arguments.filter(\.isSecret).map(\.name)
      var redactor = Redactor()
      redactor.collect(from: flight.calledWith, names: SecretNames(declared: Set(declared)))
      let shown = Value.map(redactor.redact(flight.calledWith)).json
      prompt += "; it would be called with \(JSONWriter().write(shown))"
    }
    let question = Question(kind: .outcome, prompt: prompt)
    emit(.asked(snapshot.places[index].state, question), at: index)
    return .asking(question, calledWith: flight.calledWith)
  }

  // MARK: Answers

  /// Answers the question of a place.
  ///
  /// - Returns: false when the place asks nothing, or the answer is none of the choices.
  package mutating func answer(_ text: String, at place: Int, origin: Origin = .set) -> Bool {
    guard let index = position(of: place), let question = snapshot.places[index].question,
      let reading = question.reading(of: text) ?? targetName(text, of: question, at: index),
      case .attempting(var attempt) = snapshot.places[index].phase
    else { return false }
    emit(.answered(snapshot.places[index].state, reading, origin), at: index)
    attempt.work.answer(with: Self.outcome(of: question, reading, origin: origin))
    snapshot.places[index].phase = .attempting(attempt)
    return true
  }

  /// The state that a choice leads to is an answer too.
  private func targetName(_ text: String, of question: Question, at index: Int) -> String? {
    guard question.kind == .choice else { return nil }
    let workflow = program(at: index).workflow
    let names = state(at: index).unguardedExits.compactMap {
      $0.target.state.map { workflow[$0].name }
    }
    return names.first { $0.lowercased() == text.lowercased() }
  }

  static func outcome(
    of question: Question, _ answer: String, origin: Origin
  ) -> WorkOutcome {
    var outcome = WorkOutcome.completed(.string(answer), origin: origin)
    switch question.kind {
    case .choice:
      outcome.choice = answer
      outcome.outputs["choice"] = .string(answer)
    case .input: outcome.outputs["input"] = .string(answer)
    case .pause:
      outcome.outputs["input"] = .string(answer)
      if Question.saysNo(answer) { outcome.reject("the answer was '\(answer)'") }
    case .outcome:
      guard let spoken = SpokenOutcome(answer) else { break }
      if let failure = spoken.failure {
        return .failed(ActionFailure(type: "failure", message: failure), origin: origin)
      }
      return WorkOutcome(ActionAnswer(outputs: spoken.outputs), origin: origin)
    case .review:
      outcome.outputs["choice"] = .string(answer)
      if answer == "no" { outcome.reject("the review said no") }
    }
    return outcome
  }

  /// The next answer that was prepared for a state.
  private mutating func preparedAnswer(of state: String) -> String? {
    guard let answers = options.answers[state], !answers.isEmpty else { return nil }
    let number = snapshot.answered[state, default: 0]
    snapshot.answered[state] = number + 1
    return answers[min(number, answers.count - 1)]
  }

  /// Answers a question as it was said beforehand; an answer that is none of the choices ends the
  /// run.
  mutating func answerAsPrepared(_ question: Question, at place: Int) -> Bool {
    guard let index = position(of: place) else { return false }
    let name = state(at: index).name
    guard let answer = preparedAnswer(of: name) else { return false }
    if self.answer(answer, at: place) { return true }
    let message =
      "'\(answer)' is no answer to \(name)"
      + (question.choices.isEmpty
        ? "" : ": choose one of \(question.choices.joined(separator: ", "))")
    end(
      RunResult(
        status: .failed, reason: "undecided: \(message)",
        failure: ActionFailure(type: "undecided", message: message),
        state: outermostState(at: index)))
    return true
  }

  /// Takes the exit of an undecided place that was said beforehand: by its label, else its target.
  mutating func chooseAsPrepared(at place: Int) -> Bool {
    guard let index = position(of: place) else { return false }
    let state = state(at: index)
    let workflow = program(at: index).workflow
    guard let answer = preparedAnswer(of: state.name)?.lowercased() else { return false }
    let exits = state.exits
    let exit =
      exits.first { $0.label.text.lowercased() == answer }
      ?? exits.first { ($0.target.state.map { workflow[$0].name } ?? "[*]").lowercased() == answer }
    return exit.map { choose($0.id, by: "the answer '\(answer)'", place: place) } ?? false
  }

  /// Nobody can be asked: the default stands; without one the run ends undecided.
  mutating func answerUnasked(_ question: Question, at place: Int) {
    if let answer = question.defaultAnswer {
      if self.answer(answer, at: place, origin: .workflow) { return }
    }
    guard let index = position(of: place) else { return }
    let name = state(at: index).name
    let words = question.prompt.isEmpty ? "" : " '\(question.prompt)'"
    let choices =
      question.choices.isEmpty ? "" : " (\(question.choices.joined(separator: ", ")))"
    let message =
      question.defaultAnswer.map {
        "\(name) asks\(words), and its default '\($0)' is none of the choices\(choices)"
      } ?? "\(name) asks\(words)\(choices), and nobody is there to answer"
    end(
      RunResult(
        status: .failed, reason: "undecided: \(message)",
        failure: ActionFailure(type: "undecided", message: message),
        state: outermostState(at: index)))
  }

  /// What a skipped question comes to: its default, else its first choice.
  mutating func skipped(at index: Int) -> WorkOutcome {
    var outcome = WorkOutcome()
    outcome.status = .skipped
    guard case .ask(let call) = state(at: index).action?.kind, call.kind == .choice else {
      return outcome
    }
    let context = WorkContext(index: index, attempt: 1)
    let answer =
      (try? text(call.defaultAnswer, context)) ?? (try? choices(of: call, context))?.first
    guard let answer else { return outcome }
    outcome.choice = answer
    outcome.result = .string(answer)
    outcome.outputs["choice"] = .string(answer)
    emit(.answered(snapshot.places[index].state, answer, .workflow), at: index)
    return outcome
  }
}

extension Work {
  /// The first question in it that waits for its answer.
  var question: Question? {
    switch self {
    case .asking(let question, _): question
    case .conditional(let branch): branch.work.question
    case .group(let group): group.tasks.lazy.compactMap(\.question).first
    case .sequence(let sequence): sequence.current?.question
    case .storing(_, let work): work.question
    case .todo, .inFlight, .child, .sleeping, .done: nil
    }
  }

  /// Answers that question.
  fileprivate mutating func answer(with outcome: WorkOutcome) {
    switch self {
    case .asking(_, let calledWith):
      var outcome = outcome
      if !calledWith.isEmpty { outcome.calledWith = calledWith }
      self = .done(outcome)
    case .conditional(var branch):
      branch.work.answer(with: outcome)
      self = .conditional(branch)
    case .group(var group):
      guard let task = group.tasks.firstIndex(where: { $0.question != nil }) else { return }
      group.tasks[task].answer(with: outcome)
      self = .group(group)
    case .sequence(var sequence):
      sequence.current?.answer(with: outcome)
      self = .sequence(sequence)
    case .storing(let stored, var work):
      work.answer(with: outcome)
      self = .storing(stored, work)
    case .todo, .inFlight, .child, .sleeping, .done: break
    }
  }
}

extension WorkOutcome {
  /// A person has said no; asking again would not change it.
  fileprivate mutating func reject(_ message: String) {
    status = .failed
    failure = ActionFailure(type: "rejected", message: message, retryable: false)
  }
}
