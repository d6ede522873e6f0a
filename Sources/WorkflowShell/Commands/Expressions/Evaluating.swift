internal import JSONText
internal import WorkflowLanguage
internal import WorkflowSource

/// What the commands have in common that evaluate something for once.
extension Shell {
  /// The values that `with` gives to names.
  func locals(_ arguments: ParsedArguments) throws -> [Name: Value] {
    var locals: [Name: Value] = [:]
    for assignment in arguments.assignments() {
      locals[Name(assignment.name)] = try value(
        of: assignment.value, at: assignment.valueRange, arguments)
    }
    return locals
  }

  /// Shows what there is of an evaluation that has failed: its trace, which shows where, and as JSON
  /// the failure too, since whoever reads that does not read the message.
  func show(failed error: any Error, _ record: EvaluationRecord, mode: OutputMode?) {
    let tree = record.trace.map(TraceTree.init)
    guard mode == .json else {
      if let tree {
        output.show(.lines("trace", tree.lines(), facts: ["trace": tree.json]), mode: mode)
      }
      return
    }
    var facts: JSONObject = ["error": .null]
    if let failure = error as? ShellError, let diagnostic = failure.diagnostics.first {
      facts["error"] = .object(Self.facts(of: diagnostic, in: failure.source))
    }
    if let tree { facts["trace"] = tree.json }
    output.show(.lines("error", [], facts: facts), mode: mode)
  }

  private static func facts(of diagnostic: Diagnostic, in source: SourceText) -> JSONObject {
    var facts: JSONObject = [
      "code": .string(diagnostic.code), "message": .string(diagnostic.message),
    ]
    if let hint = diagnostic.hint { facts["hint"] = .string(hint) }
    if let range = diagnostic.range {
      let place = source.position(at: range.lower)
      facts["line"] = .int(Int64(place.line))
      facts["column"] = .int(Int64(place.column))
    }
    return facts
  }
}
