internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel

/// What completion knows of the shell's session.
struct SessionFacts: CompletionFacts {
  private let shell: Shell

  init(_ shell: Shell) { self.shell = shell }

  var states: [ShellCandidate] {
    shell.session?.selectedWorkflow.states.map {
      ShellCandidate(text: $0.name, summary: $0.title ?? "")
    } ?? []
  }

  /// Those that are set, with their values; then those that the workflow knows.
  var variables: [ShellCandidate] {
    guard let session = shell.session else { return [] }
    let set = session.memory.variables.rows.map {
      ShellCandidate(text: $0.name.text, summary: $0.value.shown(limit: 40))
    }
    let known = KnownNames(of: session.selectedWorkflow).names
      .filter { name in !set.contains { $0.text == name } }
      .map { ShellCandidate(text: $0, summary: "") }
    return set + known
  }

  var topics: [ShellCandidate] {
    HelpPages(shell.commands, manual: shell.services.manual).candidates
  }

  var workflows: [ShellCandidate] {
    shell.services.loader.catalogue().map {
      ShellCandidate(text: $0.reference, summary: $0.loaded.workflow?.about.title ?? "")
    }
  }

  func fields(of state: String) -> [ShellCandidate] {
    guard let session = shell.session, let id = session.selectedWorkflow.stateID(named: state)
    else {
      return []
    }
    if let record = session.memory.records[id.index] {
      return record.fields.entries.map {
        ShellCandidate(text: $0.key.text, summary: $0.value.shown(limit: 40))
      }
    }
    var seen: Set<String> = []
    return session.selectedWorkflow.references
      .filter { $0.root.text == state }
      .compactMap(\.path.first?.text)
      .filter { seen.insert($0).inserted }
      .map { ShellCandidate(text: $0, summary: "") }
  }

  func files(startingWith path: String) -> [ShellCandidate] {
    shell.files.names(startingWith: path).map { ShellCandidate(text: $0, summary: "") }
  }
}
