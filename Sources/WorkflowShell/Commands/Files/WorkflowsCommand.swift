internal import WorkflowModel
internal import WorkflowSource

struct WorkflowsCommand: ShellCommand {
  static let description = CommandDescription(
    "workflows", group: .files,
    summary: "List the workflows on the search path.",
    options: [.json],
    examples: ["workflows"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    shell.show(
      "workflows", table(of: shell.services.loader.catalogue()),
      empty: "no workflows on the search path", arguments)
  }

  /// Broken ones are listed with what is wrong.
  package static func table(of catalogue: [CatalogueEntry]) -> Table {
    let rows = catalogue.map { entry -> [Cell] in
      let workflow = entry.loaded.workflow
      let error = entry.loaded.diagnostics.first { $0.severity == .error }
      let note: Cell =
        if let error {
          Cell("broken: \(error.message)", .bad)
        } else if entry.isHidden {
          Cell("hidden by a nearer one", .faint)
        } else {
          .optional(workflow?.about.description ?? workflow?.about.title, .faint)
        }
      return [
        Cell(entry.reference, .name), .optional(workflow?.states.count), Cell(entry.origin), note,
      ]
    }
    return Table(
      [
        .init("name"), .init("states", isRightAligned: true), .init("origin"),
        .init("description"),
      ], rows: rows)
  }
}
