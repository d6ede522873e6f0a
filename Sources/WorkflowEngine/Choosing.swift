package import WorkflowLanguage
package import WorkflowModel

/// Chooses the exit of a state whose action has ended. Pure: it runs nothing and changes nothing.
///
/// The order is that of WorkflowFormat.md, «Which exit is taken»: what is forced; guards and
/// patterns in file order; by outcome.
package struct Choosing: Sendable {
  package enum Choice: Sendable {
    case take(TransitionID, Departure.Reason, outcome: Polarity, passedFailure: Bool, Origin)
    /// The state has no exits: the run ends here.
    case end
    /// The handler asked for the end.
    case endAt(String)
    /// A failure without an exit, or a guard that cannot be evaluated.
    case fail(ActionFailure)
    case undecided([TransitionID], reason: String)
  }

  package struct Result: Sendable {
    package var choice: Choice
    package var guards: [GuardReading] = []
    package var undefined: [UndefinedName] = []
  }

  private let program: Program
  private let state: StateID
  private let outcome: StateOutcome
  private let scope: RunScope
  private let counts: Chunked<StateCounts>
  private let exits: [ProgramExit]

  init(
    program: Program, state: StateID, outcome: StateOutcome, scope: RunScope,
    counts: Chunked<StateCounts>
  ) {
    self.program = program
    self.state = state
    self.outcome = outcome
    self.scope = scope
    self.counts = counts
    exits = program[state].exits
  }

  private var stateName: String { program[state].name }

  package func choose() -> Result {
    if let forced = outcome.work.forcedExit {
      return Result(
        choice: .take(
          forced, .shortest, outcome: polarityOfOutcome, passedFailure: false, .simulated))
    }
    if let wanted = outcome.work.transition { return Result(choice: follow(wanted)) }
    if exits.isEmpty || program[state].properties.isTerminal {
      return Result(choice: outcome.isSuccess ? .end : .fail(unhandled()))
    }

    var result = Result(choice: .end)
    let (effective, reason) = effectiveOutcome()
    let guarded = readGuards(effective, into: &result)
    if let guarded {
      result.choice = guarded
      return result
    }
    if let chosen = outcome.work.choice, let choice = byChoice(chosen) {
      result.choice = choice
      return result
    }
    result.choice =
      effective == .positive ? bySuccess() : byFailure(reason: reason)
    return result
  }

  // MARK: Forced

  /// A handler's or stub's `transition`: a target's name, else the exact label, or `[*]`.
  private func follow(_ wanted: String) -> Choice {
    let taken =
      exits.first { $0.target.state.map { program[$0].name } == wanted }
      ?? exits.first { $0.label.text == wanted }
    if let taken { return take(taken, .forced("the handler's transition '\(wanted)'")) }
    if wanted == "[*]" {
      if let end = exits.first(where: { $0.target.state == nil }) {
        return take(end, .forced("the handler's transition '[*]'"))
      }
      return .endAt("the handler ended the run")
    }
    return .fail(
      ActionFailure(
        type: "unknown_transition",
        message: "\(stateName) has no exit to '\(wanted)' that its handler asked for"))
  }

  private func take(
    _ exit: ProgramExit, _ reason: Departure.Reason, passedFailure: Bool = false,
    origin: Origin? = nil
  ) -> Choice {
    .take(
      exit.id, reason, outcome: polarityOfOutcome, passedFailure: passedFailure,
      origin ?? outcome.work.origin)
  }

  private var polarityOfOutcome: Polarity {
    if let branch = outcome.work.branch, outcome.isSuccess {
      return branch ? .positive : .negative
    }
    return outcome.isSuccess ? .positive : .negative
  }

  // MARK: Outcome

  /// Success or failure, and the output field that turned a success into one that leaves as a
  /// failure.
  private func effectiveOutcome() -> (Polarity, reason: Departure.Reason?) {
    let polarity = polarityOfOutcome
    guard polarity == .positive, outcome.work.branch == nil else { return (polarity, nil) }
    if let ending = outcome.work.badEnding, program[state].hasFailureExit {
      return (.negative, .insideFailed(ending))
    }
    return failedField().map { (.negative, .failedField($0)) } ?? (.positive, nil)
  }

  private static let verdictFields = [
    "valid", "healthy", "approved", "verified", "passed", "success", "ok",
  ]

  /// An output field by which a handler says «done, and the answer is no»: a verdict that is false,
  /// or a non-empty list or text that the failure exit says was found.
  private func failedField() -> String? {
    let outputs = outcome.work.outputs
    guard program[state].hasFailureExit, !outputs.isEmpty else { return nil }
    func isGiven(_ field: String) -> Bool {
      !outcome.work.invented.contains { $0.text == field }
    }
    for field in Self.verdictFields {
      if let value = outputs[field], Renderer.truth(of: value) == false, isGiven(field) {
        return field
      }
    }
    return program[state].fieldsOfFindings.first { field in
      switch outputs[field] {
      case .list(let list): !list.isEmpty && isGiven(field)
      case .string(let text): !text.isEmpty && isGiven(field)
      case .map(let map): !map.isEmpty && isGiven(field)
      default: false
      }
    }
  }

  // MARK: Guards and patterns

  /// The first true guard or pattern; nil when none decides.
  private func readGuards(_ effective: Polarity, into result: inout Result) -> Choice? {
    var renderer = Renderer(scope: scope)
    var taken: ProgramExit?
    var firstError: (ProgramExit, LanguageError)?
    var invented: [ProgramExit] = []
    for exit in exits where fits(exit, effective) {
      guard let reading = read(exit, with: &renderer) else { continue }
      result.guards.append(reading)
      if reading.isInvented {
        invented.append(exit)
      } else if reading.value == true, taken == nil {
        taken = exit
      } else if let error = reading.error, firstError == nil {
        firstError = (exit, error)
      }
    }
    result.undefined += renderer.undefined
    if let taken, invented.allSatisfy({ taken.id < $0.id }) { return take(taken, .guarded) }
    if !invented.isEmpty { return nearest(invented, orElse: taken, effective) }
    if let taken { return take(taken, .guarded) }
    if let (exit, error) = firstError,
      !exits.contains(where: { $0.exitClass == .default })
    {
      return .fail(
        ActionFailure(
          type: "guard_error",
          message: "the guard '\(exit.label.text)' of \(stateName) cannot be evaluated: "
            + error.message))
    }
    return nil
  }

  /// Whether an exit's guard is to be looked at: a guard or pattern of its own, or one tied to the
  /// outcome the state has.
  private func fits(_ exit: ProgramExit, _ effective: Polarity) -> Bool {
    switch exit.exitClass {
    case .guard, .pattern: true
    case .success: exit.guardExpression != nil && effective == .positive
    case .failure, .exhausted: exit.guardExpression != nil && effective == .negative
    default: exit.guardExpression != nil
    }
  }

  private func read(_ exit: ProgramExit, with renderer: inout Renderer) -> GuardReading? {
    if let pattern = exit.label.pattern {
      let text = outcome.work.result.text
      return GuardReading(
        transition: exit.id, value: pattern.matches(text), error: nil,
        isInvented: outcome.work.origin.isInvented)
    }
    guard let condition = exit.guardExpression else { return nil }
    do {
      let (truth, rendered) = try renderer.evaluate(.expression(condition))
      return GuardReading(
        transition: exit.id, value: truth, error: nil, isInvented: rendered.isInvented)
    } catch {
      // Placeholders of the wrong type are no mistake of the guard.
      let isInvented = scope.restsOnInvention(condition.references)
      return GuardReading(
        transition: exit.id, value: nil, error: isInvented ? nil : error, isInvented: isInvented)
    }
  }

  /// Where what decides is invented: the exit with the fewest edges to the end.
  private func nearest(
    _ invented: [ProgramExit], orElse taken: ProgramExit?, _ effective: Polarity
  ) -> Choice {
    var candidates = invented
    if let taken {
      candidates.append(taken)
    } else if case .take(let id, _, _, _, _) =
      effective == .positive ? bySuccess() : byFailure(reason: nil)
    {
      candidates.append(program[id])
    }
    guard let exit = Self.shortest(candidates, program: program, counts: counts) else {
      return .end
    }
    return take(exit, .shortest, origin: .simulated)
  }

  /// The exit with the fewest edges to the root's `[*]`, counting its own; of equal ones an exit
  /// to a state not yet visited, then the first in the file.
  static func shortest(
    _ candidates: [ProgramExit], program: Program, counts: Chunked<StateCounts>
  ) -> ProgramExit? {
    return candidates.min { left, right in rank(left) < rank(right) }

    func rank(_ exit: ProgramExit) -> (Int, Int, Int) {
      guard let target = exit.target.state else { return (0, 0, exit.id.index) }
      return (
        program.distanceToEnd[target.index] ?? Int.max, counts[target.index].visits == 0 ? 0 : 1,
        exit.id.index
      )
    }
  }

  // MARK: By choice

  /// The exit that fits what a person chose: by its exact label; by the words of its label that are
  /// all in the choice, most words first; by its target's name.
  private func byChoice(_ chosen: String) -> Choice? {
    // A label that a class word makes a success or a failure offers a choice too.
    let offered = program[state].unguardedExits
    let wanted = chosen.lowercased()
    if let exact = offered.first(where: { $0.label.choiceOffered.lowercased() == wanted }) {
      return take(exact, .choice(chosen))
    }
    let words = Set(Self.words(of: chosen))
    let fitting = offered.map { exit -> (ProgramExit, Int) in
      let own = Self.words(of: exit.label.choiceOffered).filter { !Self.verbs.contains($0) }
      return (exit, !own.isEmpty && own.allSatisfy(words.contains) ? own.count : 0)
    }
    let most = fitting.map(\.1).max() ?? 0
    if most > 0 {
      let best = fitting.filter { $0.1 == most }.map(\.0)
      if best.count == 1 { return take(best[0], .choice(chosen)) }
      return .undecided(best.map(\.id), reason: "'\(chosen)' fits several exits of \(stateName)")
    }
    let named = offered.first { exit in
      exit.target.state.map { program[$0].name.lowercased() } == wanted
    }
    return named.map { take($0, .choice(chosen)) }
  }

  /// Words of a label that only say that something is chosen.
  private static let verbs: Set = ["choose", "select", "pick"]

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  // MARK: By outcome

  private func plain(_ exitClass: ExitClass) -> [ProgramExit] {
    exits.filter { $0.exitClass == exitClass && $0.guardExpression == nil }
  }

  private func one(_ found: [ProgramExit], _ reason: Departure.Reason) -> Choice? {
    guard let first = found.first else { return nil }
    if found.count > 1 {
      return .undecided(found.map(\.id), reason: "\(found.count) exits fit equally well")
    }
    return take(first, reason)
  }

  private func bySuccess() -> Choice {
    if let choice = one(plain(.success), .success) { return choice }
    if let choice = one(plain(.default), .default) { return choice }
    let always = plain(.always)
    if let choice = one(always, always.first?.label.rule == .sole ? .sole : .always) {
      return choice
    }
    // `A --> [*]: failed` as the only exit says how the run ends, not when; anywhere else a label
    // of failure is taken at its word, lest a success is rolled back.
    if exits.count == 1, let sole = program[state].unguardedExits.first, sole.target.state == nil {
      return take(sole, .sole)
    }
    return noExit("success")
  }

  private func byFailure(reason said: Departure.Reason?) -> Choice {
    let ran = max(outcome.attempts, Int(counts[state.index].executions))
    if ran >= maxRetries, let choice = one(plain(.exhausted), .exhausted) {
      return choice
    }
    if let choice = one(plain(.failure), said ?? .failure) { return choice }
    if let choice = one(plain(.exhausted), .exhausted) { return choice }
    if let choice = one(plain(.default), .default) { return choice }
    let failed = !outcome.isSuccess
    if !failed, said == nil || outcome.work.branch != nil {
      // A false condition is no failure: what a success may take, it may take too.
      let always = plain(.always)
      if let choice = one(always, .always) { return choice }
      return noExit("a false condition")
    }
    if let said = plain(.always).first(where: { $0.label.rule.isSaid }) {
      return take(said, .always, passedFailure: failed)
    }
    if exits.count == 1, let sole = exits.first, sole.label.mentionsTrouble {
      return take(sole, .passedFailure, passedFailure: failed)
    }
    if program[state].properties.errorHandler == .logAndContinue, let exit = exitPassingOn {
      return take(exit, .errorHandler, passedFailure: failed)
    }
    if let exit = plain(.always).first(where: leadsToTaker) {
      return take(exit, .always, passedFailure: false)
    }
    return .fail(unhandled())
  }

  /// The exit by which a failure goes on that is only to be logged: the only one, whatever it says,
  /// else one that says nothing.
  private var exitPassingOn: ProgramExit? {
    let unguarded = program[state].unguardedExits
    return exits.count == 1 ? unguarded.first : unguarded.first { $0.label.rule == .unlabelled }
  }

  /// Whether an exit leads to a choice state that is looked through and takes what came of this one.
  private func leadsToTaker(_ exit: ProgramExit) -> Bool {
    guard let target = exit.target.state, target != state, program[target].isLookedThrough else {
      return false
    }
    let choosing = Choosing(
      program: program, state: target, outcome: outcome, scope: scope, counts: counts)
    if case .fail = choosing.choose().choice { return false }
    return true
  }

  private func noExit(_ what: String) -> Choice {
    if let chosen = outcome.work.choice {
      return .undecided(
        exits.map(\.id), reason: "the answer '\(chosen)' fits no exit of \(stateName)")
    }
    let guarded = exits.allSatisfy {
      $0.exitClass == .guard || $0.exitClass == .pattern
    }
    return .undecided(
      exits.map(\.id),
      reason: guarded
        ? "no guard of \(stateName) is true" : "no exit of \(stateName) fits \(what)")
  }

  /// The failure of the state, with the way to route it.
  private func unhandled() -> ActionFailure {
    var failure =
      outcome.work.failure
      ?? ActionFailure(type: "failure", message: "\(stateName) left as a failure")
    failure.message +=
      " (no exit of \(stateName) takes a failure: add '\(stateName) --> Handler: Failed')"
    return failure
  }

  /// The variable `max_retries`, else the state's retry attempts, else 3.
  private var maxRetries: Int {
    if let value = scope.value(of: "max_retries") {
      switch value {
      case .int(let number): return Int(number)
      case .string(let text): if let number = Int(text) { return number }
      default: break
      }
    }
    return program[state].properties.retry?.attempts.value ?? 3
  }
}

extension TransitionLabel {
  /// The choice by which the exit is taken, as people are offered it.
  var choiceOffered: String { choiceText ?? text }
}

extension ExitRule {
  /// Whether the file says the class in so many words.
  fileprivate var isSaid: Bool {
    if case .classWord = self { true } else { false }
  }
}
