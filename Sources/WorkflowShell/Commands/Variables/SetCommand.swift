internal import JSONText
internal import WorkflowLanguage
internal import WorkflowSource

struct SetCommand: ShellCommand {
  static let description = CommandDescription(
    "set", group: .variables,
    summary: "Write variables of the workflow.",
    discussion: """
      A declared argument takes its declared type, by default text as it is written. Of other
      names whole numbers, true, false, null, {…} and […] are read as JSON, the rest is text;
      quotes force text, {{ expr }} is computed, @file.json is read. 'set State.field=VALUE'
      writes an output of a state. What is set before the start is kept when the run begins anew.
      """,
    arguments: .oneOf([
      .repeated(.value("NAME=VALUE", .assignment)),
      .optional(.sequence([.value("NAME", .variable), .value("VALUE", .written)])),
    ]),
    options: [
      CommandOption("--file", value: ("FILE", .file), "Set every member of a JSON object.")
    ],
    examples: [
      "set target_version=v2.0", "set retry_count 2", "set CreateBackup.backup_id=b-17",
      #"set note="two words" limits={"max": 3}"#,
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let assignments = try assignments(arguments, in: shell)
    guard !assignments.isEmpty else {
      throw arguments.failure("'set' needs NAME=VALUE", hint: "'vars' lists the variables")
    }
    for assignment in assignments {
      let value = try shell.assign(assignment, arguments)
      shell.output.show(
        .line(
          "set",
          "\(assignment.name, .name) = \(StyledText(value)) \("(\(value.typeName))", .faint)",
          facts: [
            "name": .string(assignment.name), "value": value.json,
            "type": .string(value.typeName),
          ]))
    }
  }

  private static func assignments(
    _ arguments: ParsedArguments, in shell: Shell
  ) throws -> [Assignment] {
    var assignments = arguments.assignments()
    if let name = arguments.item("NAME"), let value = arguments.value("VALUE"),
      let text = arguments.text("NAME")
    {
      assignments.append(
        Assignment(
          name: text, nameRange: name.range, value: value,
          valueRange: arguments.range(of: "VALUE")))
    }
    guard let path = arguments.option("--file") else { return assignments }
    guard case .object(let object) = try shell.json(inFile: path, at: arguments.range, arguments)
    else { throw arguments.failure("'\(path)' holds no JSON object") }
    return assignments
      + object.members.map {
        Assignment(
          name: $0.name, nameRange: arguments.range, value: .json($0.value),
          valueRange: arguments.range)
      }
  }
}
