internal import JSONText
internal import WorkflowEngine
internal import WorkflowLanguage

struct PrintCommand: ShellCommand {
  static let description = CommandDescription(
    "print", "p", "=", group: .expressions,
    summary: "Show the value of an expression.",
    discussion: """
      Texts are quoted, so that "3" and 3 look different; the mark behind says where the value
      came from. /json writes JSON, /raw the bare text, /type the kind, /len the length.
      """,
    arguments: .value("EXPR", .expression),
    formats: ["json", "raw", "type", "len"],
    examples: [
      "print CreateBackup.backup_id", "p retry_count + 1", "= 2 * 21", "print/json all_errors",
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    guard let expression = arguments.expression("EXPR") else { return }
    let (value, origin) = try shell.evaluate(expression, arguments)
    shell.state.lastValue = value
    let text = try text(of: value, origin, arguments)
    shell.output.show(
      .line(
        "value", text,
        facts: [
          "value": value.json, "type": .string(value.typeName), "origin": .string(origin.rawValue),
        ]))
  }

  private static func text(
    of value: Value, _ origin: Origin, _ arguments: ParsedArguments
  ) throws -> StyledText {
    switch arguments.format {
    case "json": return StyledText(JSONWriter().write(value.json))
    case "raw": return StyledText(value.text)
    case "type": return StyledText(value.typeName)
    case "len":
      switch value {
      case .string(let text): return "\(text.unicodeScalars.count)"
      case .bytes(let bytes): return "\(bytes.count)"
      case .list(let elements): return "\(elements.count)"
      case .map(let map): return "\(map.count)"
      default: throw arguments.failure("\(value.typeName) has no length", at: "EXPR")
      }
    default: return StyledText(value, limit: 4000) + StyledText(mark: origin)
    }
  }
}
