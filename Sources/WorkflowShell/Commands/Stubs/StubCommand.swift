internal import JSONText
internal import WorkflowDebugging
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

struct StubCommand: ShellCommand {
  static let description = CommandDescription(
    "stub", group: .stubs,
    summary: "Answer in the place of a state's action.",
    discussion: """
      'return' gives the outputs, 'fail' a failure, '->' an exit. Of several rules in braces the
      first that applies answers. The latest stub of a state goes before earlier ones. See
      'help when' for the clauses. A test fails when a stub was never used, unless it is optional.
      """,
    arguments: .sequence([
      .value("LOC", .place),
      .oneOf([
        .sequence([.keyword("return"), .value("OUTPUTS", .value)]),
        .sequence([
          .keyword("fail"), .optional("TYPE", .errorType), .optional("MESSAGE", .text),
        ]),
        .sequence([.keyword("->"), .value("STATE", .state)]),
        .keyword("ok"),
        .value("RULES", .stubRules),
      ]),
      .anyOrder([.keyword("optional"), .value("WHEN", .occurrence)]),
    ]),
    examples: [
      #"stub MigrationError return {"retryable": "true"}"#,
      #"stub CreateBackup fail disk_full "no space left" on 1"#,
      "stub ValidateBackup -> BackupInvalid", "stub * ok",
      #"stub ApplyMigrations { on 1 fail Timeout; on 2.. return {"applied": 3} }"#,
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let location = try shell.location("LOC", arguments)
    let clauses = try clauses(arguments, in: shell)
    let stub = session.addStub(location, clauses, isOptional: arguments.has("optional"))
    shell.output.show(
      .line(
        "stub", "stub \(stub.id): \(location.text, .state) \(StubWords.text(of: stub))",
        facts: [
          "id": .int(Int64(stub.id)), "location": .string(location.text),
          "rules": .string(StubWords.text(of: stub)),
        ]))
  }

  private static func clauses(
    _ arguments: ParsedArguments, in shell: Shell
  ) throws -> [Stub.Clause] {
    if let rules = arguments.stubRules("RULES") {
      return try rules.map {
        Stub.Clause(when: $0.when, behaviour: try behaviour($0.answer, arguments, in: shell))
      }
    }
    let answer: WrittenAnswer
    if let outputs = arguments.value("OUTPUTS") {
      answer = .outputs(outputs, arguments.range(of: "OUTPUTS"))
    } else if arguments.has("fail") {
      answer = .failure(type: arguments.text("TYPE"), message: arguments.text("MESSAGE"))
    } else if let target = arguments.text("STATE") {
      answer = .edge(target, arguments.range(of: "STATE"))
    } else {
      answer = .outputs(.json([:]), arguments.range)
    }
    return [
      Stub.Clause(
        when: arguments.occurrence(), behaviour: try behaviour(answer, arguments, in: shell))
    ]
  }

  private static func behaviour(
    _ answer: WrittenAnswer, _ arguments: ParsedArguments, in shell: Shell
  ) throws -> Stub.Behaviour {
    switch answer {
    case .failure(let type, let message):
      return .failure(type: type ?? "stub", message: message ?? "stubbed failure")
    case .edge(let target, let range):
      if target != "[*]" {
        let workflow = try shell.needSession(arguments).workflow
        _ = try shell.stateID(named: target, in: workflow, at: range, arguments)
      }
      return .route(target)
    case .outputs(.template(let template), let range):
      guard let expression = try expression(of: template, range, arguments) else {
        throw arguments.failure("only one {{ expr }} can be returned", range: range)
      }
      return .expression(expression)
    case .outputs(let written, let range):
      return .outputs(try shell.value(of: written, at: range, arguments))
    }
  }

  /// The expression between `{{` and `}}`.
  private static func expression(
    of template: Template, _ range: SourceRange, _ arguments: ParsedArguments
  ) throws -> CompiledExpression? {
    guard template.singleExpression else { return nil }
    let inside = String(template.text.dropFirst(2).dropLast(2))
    return try arguments.rethrowing { () throws(Diagnostic) -> CompiledExpression in
      do throws(LanguageError) {
        return try CompiledExpression.parse(
          inside, places: TextPlaces(startingAt: range.lower + 2), setting: .workflow)
      } catch {
        throw error.diagnostic
      }
    }
  }
}

/// What a stub answers, as one would write it.
enum StubWords {
  static func text(of stub: Stub) -> String {
    let rules = stub.clauses.map {
      WhenWords.words($0.when).isEmpty
        ? text(of: $0.behaviour) : "\(WhenWords.words($0.when)) \(text(of: $0.behaviour))"
    }
    return rules.count == 1 ? rules[0] : "{ \(rules.joined(separator: "; ")) }"
  }

  private static func text(of behaviour: Stub.Behaviour) -> String {
    switch behaviour {
    case .outputs(let value): "return \(value.shown(limit: 120))"
    case .expression(let expression): "return {{\(expression.text)}}"
    case .failure(let type, let message): "fail \(type) \(Value.string(message).shown(limit: 80))"
    case .route(let target): "-> \(target)"
    }
  }
}
