internal import WorkflowLanguage
internal import WorkflowSource

extension Check {
  /// Arguments that no template and no guard reads.
  static let unusedArguments = Check(
    code: "unused-argument", summary: "arguments that the workflow never reads",
    looksAtNames: true
  ) { subject in
    let read = Set(subject.references.reads.map(\.reference.root)).union(
      subject.workflow.namesOfRouting.map { Name($0) })
    return subject.workflow.arguments.filter { !read.contains(Name($0.name)) }.map { argument in
      .warning(
        "unused-argument", "the argument '\(argument.name)' is never read in the workflow",
        range: argument.range, hint: "handlers may still read it from the run's scope")
    }
  }

  /// Outputs that nobody reads, of states after which a run goes on.
  static let unusedOutputs = Check(
    code: "unused-output", summary: "outputs that no later state reads",
    looksAtNames: true
  ) { subject in
    let workflow = subject.workflow
    let unnamed = UnnamedReads(subject)
    return workflow.states.indices.compactMap { index in
      let state = workflow.states[index]
      guard let output = state.properties.output, subject.references.fields[index].isEmpty,
        !state.exits.isEmpty, !workflow.endsRun(state), !unnamed.mayRead(state)
      else { return nil }
      return .warning(
        "unused-output", "the output of '\(state.name)' is never read", range: output.range)
    }
  }
}

/// Who reads what came before without naming it.
private struct UnnamedReads {
  private static let names: Set<Name> = ["previous", "result", "output"]

  private let subject: CheckSubject
  private var states: Set<StateID> = []
  private var edges: Set<TransitionID> = []
  /// Whether somebody reads the map of everything.
  private var isEverythingRead = false

  init(_ subject: CheckSubject) {
    self.subject = subject
    for read in subject.references.reads {
      if read.reference.root == "vars" { isEverythingRead = true }
      guard Self.names.contains(read.reference.root) else { continue }
      if let edge = read.edge {
        edges.insert(edge)
      } else if let state = read.reader {
        states.insert(state)
      }
    }
  }

  /// Whether an exit of the state, or a state that may come next, reads what the state puts out.
  func mayRead(_ state: State) -> Bool {
    if isEverythingRead { return true }
    guard !states.isEmpty || !edges.isEmpty else { return false }
    // Choices without an action are passed through.
    let exits = subject.decisions(of: state) + state.exits.map { subject.workflow[$0] }
    return exits.contains { exit in
      edges.contains(exit.id) || exit.target.state.map(states.contains) ?? false
    }
  }
}

extension Workflow {
  /// Variables that choosing an exit reads: `max_retries`, where something is exhausted.
  package var namesOfRouting: [String] {
    transitions.contains { $0.label.exitClass == .exhausted } ? ["max_retries"] : []
  }

  /// Whether an exit of the state leads to `[*]`; such an output is for people.
  fileprivate func endsRun(_ state: State) -> Bool {
    state.exits.contains { self[$0].target.state == nil }
  }
}
