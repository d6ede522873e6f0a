internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowSource

struct ReloadCommand: ShellCommand {
  static let description = CommandDescription(
    "reload", group: .files,
    summary: "Read the workflow's file again.",
    discussion: """
      Keeps the position, variables, breakpoints, stubs and faults while their states exist, and
      says what it drops. The trail begins anew.
      """,
    examples: ["reload"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let old = try shell.needSession(arguments)
    guard let reference = shell.loaded?.reference else { return }
    let (workflow, loaded) = try shell.load(reference, at: arguments.range, arguments)
    let commands = shell.state.breakpointCommands
    shell.open(workflow, as: reference, of: loaded)
    guard let new = shell.session else { return }
    shell.output.show(LoadCommand.document(of: workflow, loaded))
    var move = SessionMove(from: old, to: new)
    move.carryOver()
    for (before, after) in move.breakpointNumbers {
      shell.state.breakpointCommands[after] = commands[before]
    }
    await old.kill()
    for dropped in move.dropped { shell.output.say("dropped", "\("dropped", .warning) \(dropped)") }
  }
}

/// Takes what a person has set up from one session to another over a changed workflow.
private struct SessionMove {
  let old: any DebugSession
  let new: any DebugSession
  private(set) var dropped: [String] = []
  /// Numbers of breakpoints before and after.
  private(set) var breakpointNumbers: [(Int, Int)] = []

  init(from old: any DebugSession, to new: any DebugSession) {
    self.old = old
    self.new = new
  }

  mutating func carryOver() {
    carryStops()
    carryInterceptors()
    carryRun()
  }

  private mutating func carryStops() {
    for breakpoint in old.breakpoints {
      guard let location = location(breakpoint.location, "breakpoint \(breakpoint.id)") else {
        continue
      }
      var copy = new.addBreakpoint(
        location, condition: breakpoint.condition, isTemporary: breakpoint.isTemporary,
        name: breakpoint.name)
      copy.ignoreCount = breakpoint.ignoreCount
      copy.isEnabled = breakpoint.isEnabled
      copy.hits = breakpoint.hits
      new.updateBreakpoint(copy)
      breakpointNumbers.append((breakpoint.id, copy.id))
    }
  }

  private mutating func carryInterceptors() {
    for stub in old.stubs {
      guard let location = location(stub.location, "stub \(stub.id)") else { continue }
      _ = new.addStub(location, stub.clauses, isOptional: stub.isOptional)
    }
    for fault in old.faults {
      guard let location = location(fault.location, "fault \(fault.id)") else { continue }
      _ = new.addFault(
        location, type: fault.type, message: fault.message, when: fault.when,
        isOptional: fault.isOptional)
    }
  }

  private mutating func carryRun() {
    let snapshot = old.snapshot
    let variables = snapshot.memory().variables.rows
    if snapshot.isBeforeStart {
      for variable in variables where variable.origin == .set {
        new.setArgument(variable.name, variable.value, origin: .set)
      }
      return
    }
    guard let place = snapshot.places.first else { return }
    let name = old.workflow[place.state].name
    guard let state = new.workflow.stateID(named: name) else {
      return dropped.append("the position: there is no state '\(name)' any more")
    }
    _ = new.goTo(state)
    for variable in variables { new.set(variable.name, variable.value) }
  }

  private mutating func location(_ old: Location, _ owner: String) -> Location? {
    let parser = LocationParser(workflow: new.workflow)
    if let location = try? parser.parse(old.text) { return location }
    dropped.append("\(owner): there is no '\(old.text)' any more")
    return nil
  }
}
