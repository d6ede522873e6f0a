internal import WorkflowLanguage
internal import WorkflowSource

extension Check {
  /// Tasks beside each other, or workflows of one list, whose results stand under one name that
  /// somebody reads.
  static let sharedTaskNames = Check(
    code: "shared-name", summary: "tasks whose results are read by a name that others have too",
    looksAtNames: true
  ) { subject in
    subject.workflow.states.indices.flatMap { index in
      let state = subject.workflow.states[index]
      let action = state.action.map { [$0] } ?? []
      var groups = (action + (state.properties.beside ?? [])).flatMap(\.all).compactMap(\.tasks)
      if let beside = state.properties.beside { groups.append(action + beside) }
      let readsAll = subject.references.fields[index].contains { $0.name == "results" }
      return groups.flatMap { tasks in
        shared(in: tasks, of: state) { name in
          readsAll || subject.references.bareNames.contains { $0.name == Name(name) }
        }
      }
    }
  }

  private static func shared(
    in tasks: [ActionCall], of state: State, isRead: (String) -> Bool
  ) -> [Diagnostic] {
    var first: [String: SourceRange] = [:]
    return tasks.compactMap { task in
      guard let (name, range) = task.nameOfTask else { return nil }
      guard let other = first[name] else {
        first[name] = range
        return nil
      }
      guard isRead(name) else { return nil }
      var diagnostic = Diagnostic.warning(
        "shared-name", "a second task called '\(name)': its results take the place of the first's",
        range: range,
        hint: "read both from '\(state.name).results_list', or give one a name of its own")
      diagnostic.notes = [.init("the other one is here", range: other)]
      return diagnostic
    }
  }
}

extension ActionCall {
  /// The actions inside it whose results are put together; nil where it has none.
  fileprivate var tasks: [ActionCall]? {
    switch kind {
    case .parallelExecute, .runWorkflows: inner
    default: nil
    }
  }
}
