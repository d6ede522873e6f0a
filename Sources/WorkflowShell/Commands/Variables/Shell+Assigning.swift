internal import JSONText
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

/// How values that are written in a command become values of the workflow.
extension Shell {
  /// Writes a variable, or a field of a state's outputs.
  ///
  /// - Returns: the value as it was read.
  @discardableResult
  func assign(_ assignment: Assignment, _ arguments: ParsedArguments) throws -> Value {
    let session = try needSession(arguments)
    if let dot = assignment.name.firstIndex(of: "."),
      let state = session.selectedWorkflow.stateID(named: String(assignment.name[..<dot]))
    {
      let field = String(assignment.name[assignment.name.index(after: dot)...])
      let value = try value(of: assignment, in: nil, arguments)
      session.set(state, field: Name(field), value)
      return value
    }
    let value = try value(of: assignment, in: session.selectedWorkflow, arguments)
    write(Name(assignment.name), value, in: session)
    // First of all: what follows shows the line that holds it.
    learnSecrets()
    warnOfUnknown(assignment, session.selectedWorkflow, arguments)
    return value
  }

  /// Before the start a value is what the run starts with, and so outlives it.
  private func write(_ name: Name, _ value: Value, in session: any DebugSession) {
    if session.snapshot.isBeforeStart {
      session.setArgument(name, value, origin: .set)
    } else {
      session.set(name, value)
    }
  }

  /// - Parameter workflow: whose declarations count; nil for none.
  private func value(
    of assignment: Assignment, in workflow: Workflow?, _ arguments: ParsedArguments
  ) throws -> Value {
    let range = assignment.valueRange
    switch assignment.value {
    case .bare(let word):
      let text = try expand(word, arguments, at: range)
      return try arguments.reading(at: range, in: workflow) {
        reader throws(SettingReader.Refusal) in
        try reader?.read(text, for: assignment.name) ?? Value.fromSetting(text)
      }
    case .text(let text):
      return try arguments.reading(at: range, in: workflow) {
        reader throws(SettingReader.Refusal) in
        try reader?.read(text, for: assignment.name, isQuoted: true) ?? .string(text)
      }
    case .json, .template, .file:
      let value = try value(of: assignment.value, at: range, arguments)
      return try arguments.reading(at: range, in: workflow) {
        reader throws(SettingReader.Refusal) in
        try reader?.read(value, for: assignment.name) ?? value
      }
    }
  }

  /// A value where no declaration counts.
  func value(
    of written: WrittenValue, at range: SourceRange, _ arguments: ParsedArguments
  ) throws -> Value {
    switch written {
    case .bare(let text): return Value.fromSetting(try expand(text, arguments, at: range))
    case .text(let text): return .string(text)
    case .json(let json): return Value(json: json)
    case .file(let path): return Value(json: try json(inFile: path, at: range, arguments))
    case .template(let template):
      let scope = shellScope()
      return try arguments.rethrowing { () throws(Diagnostic) -> Value in
        do throws(LanguageError) {
          return try template.value(
            in: scope, options: EvaluationOptions(undefined: .error, now: scope.now))
        } catch {
          throw error.diagnostic
        }
      }
    }
  }

  func json(
    inFile path: String, at range: SourceRange, _ arguments: ParsedArguments
  ) throws -> JSONValue {
    let bytes = try read(path, at: range, arguments)
    do throws(JSONError) {
      return try JSONReader.read(bytes)
    } catch {
      throw ShellError(
        [.error("bad-json", error.message, range: SourceRange(error.offset, error.offset + 1))],
        in: SourceText(name: path, bytes: bytes), status: .commandFailed)
    }
  }

  func read(
    _ path: String, at range: SourceRange, _ arguments: ParsedArguments
  ) throws -> [UInt8] {
    do throws(FileError) {
      return try files.read(path)
    } catch {
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      throw arguments.failure(
        error.message, range: range,
        hint: Suggestion.hint(for: path, among: files.names(startingWith: folder)),
        code: "unreadable-file")
    }
  }

  private func warnOfUnknown(
    _ assignment: Assignment, _ workflow: Workflow, _ arguments: ParsedArguments
  ) {
    let known = KnownNames(of: workflow)
    guard !known.contains(assignment.name),
      !services.handlerVariables(workflow).contains(assignment.name)
    else { return }
    output.report(
      .warning(
        "unknown-variable", "'\(workflow.name)' never reads '\(assignment.name)'",
        range: assignment.nameRange, hint: known.hint(for: assignment.name)),
      in: arguments.source)
  }
}

extension ParsedArguments {
  /// Reads a value by the declarations of a workflow; a refusal shows the value's place.
  fileprivate func reading(
    at range: SourceRange, in workflow: Workflow?,
    _ body: (SettingReader?) throws(SettingReader.Refusal) -> Value
  ) throws -> Value {
    do throws(SettingReader.Refusal) {
      return try body(workflow.map { SettingReader(workflow: $0) })
    } catch {
      throw ShellError([error.diagnostic(at: range)], in: source, status: .commandFailed)
    }
  }
}
