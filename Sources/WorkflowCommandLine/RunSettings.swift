internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

/// What `--set` and `--answer` say, read against the workflow they are for.
struct RunSettings {
  private var pairs: [(name: String, text: String)] = []
  /// State and choice, in the order they were given.
  private(set) var answers: [(state: String, choice: String)] = []

  init(_ settings: [String], answers: [String]) throws(UsageError) {
    for setting in settings { pairs.append(try Self.pair(setting, option: "--set")) }
    for answer in answers {
      let (state, choice) = try Self.pair(answer, option: "--answer")
      self.answers.append((state, choice))
    }
  }

  /// What `--limit NAME=N` says.
  static func limits(_ settings: [String]) throws(UsageError) -> RunLimits {
    var limits = RunLimits()
    for setting in settings {
      let (name, text) = try pair(setting, option: "--limit")
      guard let limit = RunLimit.all.first(where: { $0.name == name }) else {
        let names = RunLimit.all.map { $0.name }
        throw UsageError(
          "there is no limit '\(name)'",
          hint: Suggestion.hint(for: name, among: names)
            ?? "there are \(names.joined(separator: ", "))")
      }
      guard limit.set(text, in: &limits) else {
        throw UsageError(
          "the limit '\(name)' cannot be '\(text)'", hint: "it takes \(limit.expectation)")
      }
    }
    return limits
  }

  private static func pair(
    _ word: String, option: String
  ) throws(UsageError) -> (name: String, text: String) {
    guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
      throw UsageError("'\(option)' needs NAME=VALUE, not '\(word)'")
    }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }

  /// Takes out `demo_failure`, which only `--demo` knows.
  mutating func takeDemoFailure() throws(UsageError) -> Bool {
    var isOn = false
    for pair in pairs where pair.name == "demo_failure" {
      switch pair.text {
      case "true": isOn = true
      case "false": isOn = false
      default: throw UsageError("'demo_failure' must be true or false, not '\(pair.text)'")
      }
    }
    pairs.removeAll { $0.name == "demo_failure" }
    return isOn
  }

  /// Names with values of their declared types.
  ///
  /// - Parameters:
  ///   - alsoKnown: names that the handlers of the workflow's prompts read.
  ///   - inside: which workflow inside it has handlers that read a name; these see only what they
  ///     are given.
  /// - Throws: for a name that neither the workflow nor a handler knows, so that a slip of the
  ///   pen never runs anything, and for a value that does not fit.
  func values(
    for workflow: Workflow, alsoKnown: Set<String>, inside: (String) -> String? = { _ in nil }
  ) throws(UsageError) -> [(name: String, value: Value)] {
    let known = workflow.knownNames.union(alsoKnown)
    var values: [(name: String, value: Value)] = []
    for (name, text) in pairs {
      guard known.contains(name) else {
        let declared = workflow.arguments.map(\.name)
        throw UsageError(
          "'\(workflow.name)' knows no '\(name)'",
          hint: name == "demo_failure"
            ? "it goes with --demo"
            : inside(name).map {
              "handlers of '\($0)' read it: where that is run, add "
                + "'variables: {\(name): \"{{ \(name) }}\"}'"
            } ?? Suggestion.hint(for: name, among: declared + known.sorted())
              ?? "it knows \(declared.joined(separator: ", "))")
      }
      values.removeAll { $0.name == name }
      values.append((name, try Self.value(name, text, workflow)))
    }
    return values
  }

  private static func value(
    _ name: String, _ text: String, _ workflow: Workflow
  ) throws(UsageError) -> Value {
    guard let argument = workflow.arguments.first(where: { $0.name == name }) else {
      return Value.fromSetting(text)
    }
    do throws(Argument.Problem) {
      return try argument.value(from: text)
    } catch {
      throw UsageError(error.message, hint: error.hint)
    }
  }

  /// - Throws: for an answer to a state that is not there; states of sub-workflows are known only
  ///   when they run.
  func checkAnswers(_ workflow: Workflow) throws(UsageError) {
    guard !workflow.runsOthers else { return }
    for answer in answers where workflow.stateID(named: answer.state) == nil {
      throw UsageError(
        "'\(workflow.name)' has no state '\(answer.state)' to answer",
        hint: Suggestion.hint(for: answer.state, among: workflow.states.map(\.name)))
    }
  }

  func checkRequired(
    _ workflow: Workflow, _ values: [(name: String, value: Value)]
  ) throws(UsageError) {
    let missing = workflow.arguments.filter { argument in
      argument.isRequired && argument.defaultValue == nil
        && !values.contains { $0.name == argument.name }
    }
    guard let first = missing.first else { return }
    throw UsageError(
      "'\(workflow.name)' needs \(missing.map { "'\($0.name)'" }.joined(separator: ", "))",
      hint: "add --set \(first.name)=…")
  }
}

extension Workflow {
  /// Whether it runs other workflows inside itself, or may.
  fileprivate var runsOthers: Bool {
    states.contains { state in
      let calls = ([state.action].compactMap(\.self) + (state.properties.beside ?? []))
      return calls.flatMap(\.all).contains { call in
        switch call.kind {
        case .runWorkflow, .sentence: true
        default: false
        }
      }
    }
  }

  /// Names a run may be given: declared, set, or read in a template or guard.
  var knownNames: Set<String> {
    var names = Set(arguments.map(\.name))
    for reference in references { names.insert(reference.root.text) }
    names.formUnion(setNames + namesOfRouting)
    return names.subtracting(states.map(\.name))
  }
}
