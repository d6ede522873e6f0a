internal import JSONText
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel

struct PlaceCommand: ShellCommand {
  static let description = CommandDescription(
    "place", group: .looking,
    summary: "Select the place that commands act on, where a run is at several.",
    discussion: """
      'info places' lists them with their numbers. 'next', 'goto', 'print', 'vars' and 'why' act on
      the selected one. Without a number: which one it is.
      """,
    arguments: .optional("N", .integer),
    examples: ["place", "place 3"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    if let number = arguments.integer("N"), !session.select(place: number) {
      let numbers = session.snapshot.places.map { String($0.id) }
      throw arguments.failure(
        "there is no place \(number)", at: "N",
        hint: numbers.isEmpty
          ? "the run is at no state" : "there are \(numbers.joined(separator: ", "))",
        code: "no-such-place")
    }
    guard let place = session.selectedPlace else {
      return shell.output.say("place", "\("the run is at no state", .faint)")
    }
    let workflow = session.selectedWorkflow
    shell.output.show(
      .line(
        "place",
        "place \(place.id): \(workflow[place.state].name, .state) in \(workflow.name, .name)",
        facts: [
          "id": .int(Int64(place.id)), "state": .string(workflow[place.state].name),
          "workflow": .string(workflow.name), "visit": .int(Int64(place.visit)),
        ]))
  }
}
