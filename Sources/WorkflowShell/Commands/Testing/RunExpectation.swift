internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

/// The expectations about a run, one method each; each throws when it does not hold.
struct RunExpectation {
  let session: any DebugSession
  let shell: Shell
  let arguments: ParsedArguments

  private var workflow: Workflow { session.selectedWorkflow }

  private func name(_ state: StateID) -> String { workflow[state].name }

  /// The states in the order they were entered.
  private var entered: [StateID] {
    let frame = session.selectedPlace?.frame ?? 0
    return session.events.compactMap { event in
      if event.frame == frame, case .entered(let state, _, _) = event.kind { state } else { nil }
    }
  }

  private func fail(_ message: String, at argument: String? = nil) -> ShellError {
    shell.assertionFailure(
      message, at: argument.map { arguments.range(of: $0) } ?? arguments.range, arguments)
  }

  // MARK: Where the run is

  func state() throws {
    let wanted = try shell.stateID("STATE", arguments)
    let found = session.snapshot.places.map(\.state)
    guard !found.contains(wanted) else { return }
    let place =
      found.isEmpty
      ? session.snapshot.result == nil ? "at no state" : "at its end"
      : "at \(found.map(name).joined(separator: ", "))"
    throw fail("expected the run at \(name(wanted)), it is \(place)", at: "STATE")
  }

  func end() throws {
    guard session.snapshot.result == nil else { return }
    throw fail("expected the run to have ended")
  }

  func result() throws {
    let wanted = arguments.text("RESULT") ?? ""
    guard let result = session.snapshot.result else {
      throw fail("expected the run to have \(wanted), it has not ended", at: "RESULT")
    }
    guard result.status.rawValue != wanted else { return }
    throw fail(
      "expected the run to have \(wanted), it \(result.status.rawValue): \(result.reason)",
      at: "RESULT")
  }

  // MARK: The way it has come

  func path() throws {
    let wanted = arguments.path("STATES").filter { $0.text != "[*]" }
    for step in wanted where step.text != "*" {
      _ = try shell.stateID(named: step.text, in: workflow, at: step.range, arguments)
    }
    let found = entered.map(name)
    let pattern = PathPattern(wanted.map(\.text))
    guard let mismatch = pattern.mismatch(with: found) else { return }
    var message = "expected path \(wanted.map(\.text).joined(separator: " "))"
    message += ", the run took \(Self.text(ofPath: found))"
    let range = mismatch < wanted.count ? wanted[mismatch].range : arguments.range
    throw shell.assertionFailure(message, at: range, arguments)
  }

  func visited() throws {
    let state = try shell.stateID("STATE", arguments)
    let visits = entered.count { $0 == state }
    if let wanted = arguments.integer("N") {
      guard visits != wanted else { return }
      throw fail("expected \(wanted) visits of \(name(state)), there were \(visits)", at: "N")
    }
    guard visits == 0 else { return }
    throw fail("expected \(name(state)) to be visited, it was not", at: "STATE")
  }

  func notVisited() throws {
    let state = try shell.stateID("STATE", arguments)
    let visits = entered.count { $0 == state }
    guard visits > 0 else { return }
    throw fail(
      "expected \(name(state)) not to be visited, it was \(visits == 1 ? "once" : "\(visits) times")",
      at: "STATE")
  }

  /// Both were visited, and the first of A came before the first of B.
  func order() throws {
    let (a, b) = (try shell.stateID("A", arguments), try shell.stateID("B", arguments))
    let path = entered
    guard let first = path.firstIndex(of: a) else {
      throw fail("\(name(a)) was not visited", at: "A")
    }
    guard let second = path.firstIndex(of: b) else {
      throw fail("\(name(b)) was not visited", at: "B")
    }
    guard first >= second else { return }
    throw fail("expected \(name(a)) before \(name(b)), it came after")
  }

  /// A way in words; of a long one, its beginning and its end.
  private static func text(ofPath path: [String]) -> String {
    guard path.count > 40 else { return path.isEmpty ? "none" : path.joined(separator: " ") }
    return path.prefix(20).joined(separator: " ") + " … \(path.count - 40) more … "
      + path.suffix(20).joined(separator: " ")
  }

  // MARK: Values

  /// Whether some state failed with that type, or a message that matches.
  func error() throws {
    var failures = Array(Chain.inOrder(session.memory.failures)).map(\.failure)
    if let last = session.snapshot.result?.failure, !failures.contains(where: { $0 == last }) {
      failures.append(last)
    }
    let found = failures.map { "\($0.type): \($0.message)" }.joined(separator: "; ")
    let told = failures.isEmpty ? "there was none" : "there was \(found)"
    if let pattern = arguments.text("PATTERN") {
      let expression: RegularExpression
      do {
        expression = try RegularExpression(pattern)
      } catch {
        throw arguments.failure("the pattern cannot be read: \(error.message)", at: "PATTERN")
      }
      guard !failures.contains(where: { expression.firstMatch(in: $0.message) != nil }) else {
        return
      }
      throw fail("expected an error like /\(pattern)/, \(told)", at: "PATTERN")
    }
    let type = arguments.text("TYPE") ?? ""
    guard !failures.contains(where: { $0.type == type }) else { return }
    throw fail("expected an error of type \(type), \(told)", at: "TYPE")
  }

  func comparison(_ argument: String) throws {
    guard let comparison = arguments.comparison(argument) else { return }
    let (left, _) = try shell.evaluate(comparison.left, arguments)
    let (truth, _) = try shell.evaluate(comparison.whole, arguments)
    if case .bool(true) = truth { return }
    throw fail(
      "expected \(comparison.whole.text), \(comparison.left.text) is \(left.shown(limit: 120))",
      at: argument)
  }

  func clock() throws {
    guard let bound = arguments.bound("TIME") else { return }
    let passed = session.snapshot.clock.since(session.snapshot.startedAt) ?? .zero
    let limit: TimeSpan =
      switch bound.limit {
      case .duration(let span): span
      case .integer(let seconds): TimeSpan(seconds: Int64(seconds)) ?? .zero
      }
    guard !bound.symbol.holds(passed, limit) else { return }
    throw fail(
      "expected the run to take \(bound.symbol.rawValue) \(limit), it took \(passed)", at: "TIME")
  }

  // MARK: Stubs and faults

  func stubsUsed() throws {
    let unused = session.stubs.filter { !hasFired($0.id) }
    guard let first = unused.first else { return }
    throw fail("stub \(first.id) at \(first.location.text) was never used")
  }

  func faultsUsed() throws {
    let unused = session.faults.filter { !hasFired($0.id) }
    guard let first = unused.first else { return }
    throw fail("fault \(first.id) at \(first.location.text) never fired")
  }

  private func hasFired(_ id: Int) -> Bool {
    session.timesFired(id) > 0 || shell.state.test?.fired.contains(id) == true
  }
}
