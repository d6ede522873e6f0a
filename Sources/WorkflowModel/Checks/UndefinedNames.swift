internal import WorkflowLanguage
internal import WorkflowSource

extension Check {
  /// Names that templates and guards read, and that nothing ever gives a value.
  static let undefinedNames = Check(
    code: "undefined-name", summary: "names that are read but never given a value",
    looksAtNames: true
  ) { subject in
    let workflow = subject.workflow
    let names = knownNames(workflow)
    let known = Set(names.map { Name($0) })
    var found: [Diagnostic] = []
    var hints: [Name: String] = [:]
    for read in subject.references.reads where !known.contains(read.reference.root) {
      let reference = read.reference
      let name = reference.root.text
      // Looking for near names costs much; a file with so many unknown ones has another trouble.
      if hints.count < CheckSubject.mostHints, hints[reference.root] == nil {
        hints[reference.root] = Suggestion.hint(for: name, among: names) ?? ""
      }
      let near = hints[reference.root] ?? ""
      found.append(
        .warning(
          "undefined-name", "'\(name)' is no argument, variable or state",
          range: reference.range,
          hint: near.isEmpty
            ? "declare it under 'arguments:', or set it with '--set \(name)=…'" : near))
    }
    return found
  }

  /// Every name that may have a value in some run.
  private static func knownNames(_ workflow: Workflow) -> [String] {
    var names = workflow.arguments.map(\.name) + workflow.setNames + workflow.states.map(\.name)
    // The outputs of another workflow are known by its name too.
    for call in workflow.subWorkflowCalls {
      names += [call.name, ActionCall.lastPart(of: call.name)]
    }
    for state in workflow.states {
      for call in state.action?.all ?? [] {
        // What a person answers is a field of the state that asks.
        if case .ask = call.kind { names += ["choice", "input"] }
        guard case .executePrompt(let call) = call.kind else { continue }
        // A name found nowhere else is looked up in the variables of the latest action.
        names += call.variables.map(\.name)
        if let prompt = call.prompt.literalText { names.append(ActionCall.lastPart(of: prompt)) }
      }
    }
    return names + BuiltInNames.all
  }
}
