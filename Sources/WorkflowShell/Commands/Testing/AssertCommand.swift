internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowSource

struct AssertCommand: ShellCommand {
  static let description = CommandDescription(
    "assert", group: .testing,
    summary: "Fail unless an expression is true.",
    arguments: .sequence([.value("EXPR", .expression), .optional("TEXT", .text)]),
    examples: ["assert retry_count < 3", #"assert CreateBackup.success "there is a backup""#])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    guard let expression = arguments.expression("EXPR") else { return }
    shell.beginAssertion()
    let record = EvaluationRecord()
    let (value, _) = try shell.evaluate(expression, arguments, record: record)
    if case .bool(true) = value { return }
    guard case .bool = value else {
      throw shell.assertionFailure(
        "an assertion must be true or false, not \(value.typeName)",
        at: arguments.range(of: "EXPR"), hint: "it is \(value.shown(limit: 80))", arguments)
    }
    let scope = shell.shellScope()
    var seen: Set<String> = []
    let notes = record.reads.compactMap { read -> String? in
      let path = read.root.text + (read.member.map { ".\($0.text)" } ?? "")
      guard seen.insert(path).inserted, let value = scope.value(of: read) else { return nil }
      return "\(path) is \(value.shown(limit: 120))"
    }
    throw shell.assertionFailure(
      arguments.text("TEXT") ?? "not true: \(expression.text)",
      at: arguments.range(of: "EXPR"), notes: notes, arguments)
  }
}

extension ShellScope {
  /// The value that a read has found.
  func value(of read: NameRead) -> Value? {
    guard let value = value(of: read.root) else { return nil }
    guard let member = read.member else { return value }
    if case .map(let map) = value { return map[member.text] }
    return nil
  }
}
