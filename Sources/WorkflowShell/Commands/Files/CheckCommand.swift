internal import JSONText
package import WorkflowModel
package import WorkflowSource

struct CheckCommand: ShellCommand {
  static let description = CommandDescription(
    "check", group: .files,
    summary: "Look for mistakes in the workflow.",
    discussion: "Errors end a script with 4; with --strict warnings are errors.",
    arguments: .optional("WORKFLOW", .workflow),
    options: [CommandOption("--strict", "Take warnings for errors."), .json],
    examples: ["check", "check --strict", "check workflows/deploy.md"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let loaded = try loaded(arguments, in: shell)
    let check = WorkflowCheck(
      loaded, checks: shell.services.checks, isStrict: arguments.hasOption("--strict"))
    if arguments.hasOption("--json") || shell.output.mode == .json {
      shell.output.show(check.document, mode: .json)
    } else {
      for diagnostic in check.diagnostics { shell.output.report(diagnostic, in: loaded.source) }
      shell.output.say("check", check.summary)
    }
    if check.hasErrors { throw ShellError([], in: arguments.source, status: .unloadable) }
  }

  private static func loaded(
    _ arguments: ParsedArguments, in shell: Shell
  ) throws -> LoadedWorkflow {
    guard let reference = arguments.text("WORKFLOW") else {
      _ = try shell.needSession(arguments)
      guard let loaded = shell.loaded?.workflow else {
        throw arguments.failure("no workflow is loaded")
      }
      return loaded
    }
    do throws(WorkflowNotFound) {
      return try shell.services.loader.load(reference)
    } catch {
      throw arguments.failure(
        error.message, at: "WORKFLOW", hint: error.hint, code: "not-found", status: .unloadable)
    }
  }
}

/// What is wrong with a workflow's file, of its text and of its meaning.
package struct WorkflowCheck {
  package let diagnostics: [Diagnostic]
  private let loaded: LoadedWorkflow

  package init(
    _ loaded: LoadedWorkflow, checks: (Workflow) -> [Diagnostic], isStrict: Bool = false
  ) {
    self.loaded = loaded
    var found = loaded.diagnostics + (loaded.workflow.map(checks) ?? [])
    if loaded.workflow == nil, !found.contains(where: { $0.severity == .error }) {
      found.append(.error("no-diagram", "there is no workflow in this file"))
    }
    if isStrict {
      for index in found.indices where found[index].severity == .warning {
        found[index].severity = .error
      }
    }
    diagnostics = found.sorted { ($0.range?.lower ?? 0) < ($1.range?.lower ?? 0) }
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// `2 errors, 1 warning in deploy.md`.
  package var summary: StyledText {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    var parts: [StyledText] = []
    if errors > 0 { parts.append("\("\(errors) \(errors == 1 ? "error" : "errors")", .bad)") }
    if warnings > 0 {
      parts.append("\("\(warnings) \(warnings == 1 ? "warning" : "warnings")", .warning)")
    }
    guard let first = parts.first else {
      return "\(loaded.source.name): \("nothing wrong", .good)"
    }
    return parts.dropFirst().reduce(first) { $0 + ", " + $1 } + " in \(loaded.source.name)"
  }

  package var document: Document {
    let rows = diagnostics.map { diagnostic -> [Cell] in
      let position = diagnostic.range.map { loaded.source.position(at: $0.lower) }
      return [
        Cell(diagnostic.severity.rawValue), Cell(diagnostic.code), .optional(position?.line),
        .optional(position?.column), Cell(diagnostic.message), .optional(diagnostic.hint),
      ]
    }
    let table = Table(
      [
        .init("severity"), .init("code"), .init("line"), .init("column"), .init("message"),
        .init("hint"),
      ], rows: rows)
    return .table("check", table, facts: ["file": .string(loaded.source.name)])
  }
}
