package import WorkflowDebugging
package import WorkflowEngine
package import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// What commands ask of the session, with errors that show the place in the script.
extension Shell {
  /// The session.
  ///
  /// - Throws: when nothing is loaded.
  package func needSession(_ arguments: ParsedArguments) throws -> any DebugSession {
    if let session { return session }
    throw arguments.failure(
      "no workflow is loaded", hint: "load one: 'load FILE', 'workflows' lists them",
      code: "nothing-loaded")
  }

  /// The location that an argument names.
  package func location(
    _ name: String, _ arguments: ParsedArguments, allowsPending: Bool = false
  ) throws -> Location {
    let session = try needSession(arguments)
    let text = try expand(arguments.text(name) ?? "", arguments, at: arguments.range(of: name))
    let parser = LocationParser(
      workflow: session.selectedWorkflow, allowsPending: allowsPending,
      others: { name in
        name == session.workflow.name
          ? session.workflow
          : session.options.programs?.workflow(named: name, under: session.workflow)
      })
    return try arguments.rethrowing { () throws(Diagnostic) -> Location in
      try parser.parse(text, range: arguments.range(of: name))
    }
  }

  /// The one state that an argument names.
  package func stateID(_ name: String, _ arguments: ParsedArguments) throws -> StateID {
    let workflow = try needSession(arguments).selectedWorkflow
    let text = try expand(arguments.text(name) ?? "", arguments, at: arguments.range(of: name))
    return try stateID(named: text, in: workflow, at: arguments.range(of: name), arguments)
  }

  package func stateID(
    named text: String, in workflow: Workflow, at range: SourceRange,
    _ arguments: ParsedArguments
  ) throws -> StateID {
    if let id = workflow.stateID(named: text) { return id }
    throw arguments.failure(
      "no state '\(text)' in workflow '\(workflow.name)'", range: range,
      hint: Suggestion.hint(for: text, among: workflow.states.map(\.name))
        ?? "'info states' lists them", code: "unknown-state")
  }

  /// The one transition that a location means.
  package func transition(
    _ location: Location, _ name: String, _ arguments: ParsedArguments
  ) throws -> TransitionID {
    let workflow = try needSession(arguments).selectedWorkflow
    guard case .edge(let from, let to) = location.kind else {
      throw arguments.failure("a transition is wanted", at: name, hint: "write A -> B")
    }
    let fitting = workflow.transitions.filter {
      from.matches($0.source.state, in: workflow) && to.matches($0.target.state, in: workflow)
    }
    if let only = fitting.first, fitting.count == 1 { return only.id }
    throw arguments.failure(
      fitting.isEmpty
        ? "there is no transition '\(location.text)'"
        : "'\(location.text)' may be \(fitting.count) transitions", at: name,
      hint: fitting.isEmpty ? "'list' shows the transitions" : nil)
  }

  /// Learns the secrets that the run holds by now, so that nothing shows them.
  package func learnSecrets() {
    guard let session else { return }
    let scope = session.scope(locals: [:]).everything
    output.redact = services.redaction(session.selectedWorkflow, scope)
  }

  // MARK: Expressions

  /// The value of an expression where the run stands, with where it came from.
  package func evaluate(
    _ expression: CompiledExpression, _ arguments: ParsedArguments,
    record: EvaluationRecord = EvaluationRecord(), locals: [Name: Value] = [:]
  ) throws -> (value: Value, origin: Origin) {
    let scope = shellScope(locals: locals)
    let options = EvaluationOptions(
      undefined: .error, limits: runOptions.limits.evaluation, now: scope.now)
    return try arguments.rethrowing { () throws(Diagnostic) -> (Value, Origin) in
      do throws(LanguageError) {
        let value = try expression.evaluate(in: scope, options: options, record: record)
        return (value, scope.origin(of: record.reads))
      } catch {
        throw diagnostic(of: error, in: arguments.source)
      }
    }
  }

  /// A state has no value before it has run; that is more to the point than a name that is near.
  private func diagnostic(of error: LanguageError, in source: SourceText) -> Diagnostic {
    var diagnostic = error.diagnostic
    if error.code == LanguageError.undefinedName, let range = error.range {
      let name = source.text(in: range)
      if session?.selectedWorkflow.stateID(named: name) != nil {
        diagnostic.hint = "\(name) has not run yet"
      }
    }
    return diagnostic
  }

  /// The text of a template where the run stands.
  package func render(
    _ template: Template, _ arguments: ParsedArguments,
    record: EvaluationRecord = EvaluationRecord(), locals: [Name: Value] = [:]
  ) throws -> String {
    let scope = shellScope(locals: locals)
    let options = EvaluationOptions(
      undefined: runOptions.undefined, limits: runOptions.limits.evaluation, now: scope.now)
    return try arguments.rethrowing { () throws(Diagnostic) -> String in
      do throws(LanguageError) {
        return try template.render(in: scope, options: options, record: record)
      } catch {
        throw error.diagnostic
      }
    }
  }

  /// Workflow names, and the shell's own with their dollars.
  package func shellScope(locals: [Name: Value] = [:]) -> ShellScope {
    ShellScope(run: session?.scope(locals: [:]), own: shellValues.merging(locals) { $1 })
  }

  // MARK: Texts

  /// A bare word with `$name` and `${name}` replaced; other words stay as they are.
  package func expand(
    _ text: String, _ arguments: ParsedArguments, at range: SourceRange
  ) throws -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    let values = shellValues
    return try ShellExpansion.expand(text) { name in
      if let value = values[Name("$" + name)] { return value.text }
      throw arguments.failure(
        "no shell value '$\(name)'", range: range,
        hint: Suggestion.hint(for: "$" + name, among: values.keys.map(\.text).sorted()),
        code: "undefined-name")
    }
  }
}

extension ParsedArguments {
  /// Turns a diagnostic that `body` throws into a failure of the command.
  package func rethrowing<Result>(
    status: ShellStatus = .commandFailed, _ body: () throws(Diagnostic) -> Result
  ) throws -> Result {
    do throws(Diagnostic) {
      return try body()
    } catch {
      throw ShellError([error], in: source, status: status)
    }
  }
}
