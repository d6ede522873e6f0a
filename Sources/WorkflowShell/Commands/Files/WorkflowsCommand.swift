internal import WorkflowModel
internal import WorkflowSource

struct WorkflowsCommand: ShellCommand {
  static let description = CommandDescription(
    "workflows", group: .files,
    summary: "List the workflows on the search path, nearest first.",
    discussion: """
      Arguments that must be given have a star. Broken files are listed with what is wrong with
      them, and files that a nearer one of the same name hides.
      """,
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
      return [
        Cell(entry.reference, .name), .optional(workflow?.states.count),
        .optional(workflow.map(arguments)), Cell(entry.origin), note(on: entry),
      ]
    }
    return Table(
      [
        .init("name"), .init("states", isRightAligned: true), .init("arguments"),
        .init("source"), .init("title"),
      ], rows: rows)
  }

  /// Names; those that must be given with a star.
  private static func arguments(of workflow: Workflow) -> String {
    workflow.arguments.map { argument in
      argument.name + (argument.isRequired && argument.defaultValue == nil ? "*" : "")
    }.joined(separator: " ")
  }

  /// What is wrong with it, else its title.
  private static func note(on entry: CatalogueEntry) -> Cell {
    if let error = entry.loaded.diagnostics.first(where: { $0.severity == .error }) {
      let place = error.range.map { "\(entry.loaded.source.position(at: $0.lower)): " } ?? ""
      return Cell("broken: \(place)\(error.message)", .bad)
    }
    if entry.isHidden { return Cell("hidden by a nearer one", .faint) }
    let about = entry.loaded.workflow?.about
    return .optional(about?.title ?? about?.description, .faint)
  }
}
