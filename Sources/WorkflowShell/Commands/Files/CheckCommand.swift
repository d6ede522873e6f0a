internal import JSONText
package import WorkflowModel
package import WorkflowSource

struct CheckCommand: ShellCommand {
  static let description = CommandDescription(
    "check", group: .files,
    summary: "Look for mistakes in the workflow.",
    discussion: """
      Errors end a script with 4. Prompts that nothing serves are warnings, for a simulation needs
      no handlers; with --live they are errors. With --strict all warnings are.
      """,
    arguments: .optional("WORKFLOW", .workflow),
    options: [
      CommandOption("--strict", "Take warnings for errors."),
      CommandOption("--live", "Take what a live run would miss for errors."),
      CommandOption("--mermaid", "Tell what Mermaid itself would refuse or read otherwise."),
      .json,
    ],
    examples: ["check", "check --strict", "check workflows/deploy.md --live"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let loaded = try loaded(arguments, in: shell)
    let check = WorkflowCheck(
      loaded, loader: shell.services.loader,
      handlers: loaded.workflow.map(shell.services.handlerFindings) ?? [],
      isStrict: arguments.hasOption("--strict"), isLive: arguments.hasOption("--live"),
      mermaid: arguments.hasOption("--mermaid"))
    if arguments.hasOption("--json") || shell.output.mode == .json {
      shell.output.show(check.document, mode: .json)
    } else {
      for finding in check.findings { shell.output.report(finding.diagnostic, in: finding.source) }
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
  /// Those about the workflow's own file first, in file order.
  package let findings: [Finding]
  private let loaded: LoadedWorkflow

  /// Codes of warnings about what only a live run needs.
  private static let neededLive: Set = ["no-handler", "no-workflow"]

  /// - Parameters:
  ///   - handlers: what is wrong with the workflow's handlers.
  ///   - isStrict: whether warnings are errors.
  ///   - isLive: whether what a live run would miss is an error.
  ///   - mermaid: whether to tell also what Mermaid itself would refuse or read otherwise.
  ///   - loader: finds the workflows that it runs.
  package init(
    _ loaded: LoadedWorkflow, loader: any WorkflowLoading, handlers: [Finding] = [],
    isStrict: Bool = false,
    isLive: Bool = false, mermaid: Bool = false
  ) {
    self.loaded = loaded
    var own = loaded.checked(mermaid: mermaid, loader: loader)
    if loaded.workflow == nil, !own.contains(where: { $0.severity == .error }) {
      own.append(.error("no-diagram", "there is no workflow in this file"))
    }
    own += handlers.filter { $0.source === loaded.source }.map(\.diagnostic)
    own = own.enumerated().sorted {
      ($0.element.range?.lower ?? 0, $0.offset) < ($1.element.range?.lower ?? 0, $1.offset)
    }.map(\.element)
    var all = own.map { Finding($0, in: loaded.source) }
    all += handlers.filter { $0.source !== loaded.source }
    for index in all.indices where all[index].diagnostic.severity == .warning {
      if isStrict || isLive && Self.neededLive.contains(all[index].diagnostic.code) {
        all[index].diagnostic.severity = .error
      }
    }
    findings = all
  }

  package var hasErrors: Bool { findings.contains { $0.diagnostic.severity == .error } }

  /// `2 errors, 1 warning in deploy.md`.
  package var summary: StyledText {
    let errors = findings.count { $0.diagnostic.severity == .error }
    let warnings = findings.count { $0.diagnostic.severity == .warning }
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
    let rows = findings.map { finding -> [Cell] in
      let diagnostic = finding.diagnostic
      let position = diagnostic.range.map { finding.source.position(at: $0.lower) }
      return [
        Cell(finding.source.name), Cell(diagnostic.severity.rawValue), Cell(diagnostic.code),
        .optional(position?.line),
        .optional(position?.column), Cell(diagnostic.message), .optional(diagnostic.hint),
      ]
    }
    let table = Table(
      [
        .init("file"), .init("severity"), .init("code"), .init("line"), .init("column"),
        .init("message"), .init("hint"),
      ], rows: rows)
    return .table("check", table, facts: ["file": .string(loaded.source.name)])
  }
}
