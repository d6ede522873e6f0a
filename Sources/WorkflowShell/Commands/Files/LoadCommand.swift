internal import JSONText
internal import WorkflowDebugging
internal import WorkflowModel
internal import WorkflowSource

struct LoadCommand: ShellCommand {
  static let description = CommandDescription(
    "load", group: .files,
    summary: "Load a workflow.",
    discussion: """
      By path, by file name on the search path, or by the name it gives itself. What was loaded
      before goes, with its run, stubs, faults and breakpoints.
      """,
    arguments: .value("WORKFLOW", .workflow),
    examples: ["load database-migration", "load workflows/deploy.md"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let range = arguments.range(of: "WORKFLOW")
    let reference = try shell.expand(arguments.text("WORKFLOW") ?? "", arguments, at: range)
    let loaded = try shell.load(reference, at: range, arguments)
    await shell.session?.kill()
    shell.toldWarnings = []
    shell.open(loaded.workflow, as: reference, of: loaded.loaded)
    shell.output.show(LoadCommand.document(of: loaded.workflow, loaded.loaded))
  }

  /// `database-migration: 25 states, 34 transitions  (database-migration.md)`
  static func document(of workflow: Workflow, _ loaded: LoadedWorkflow) -> Document {
    .line(
      "loaded",
      """
      \(workflow.name, .name): \(workflow.states.count) states, \(workflow.transitions.count) \
      transitions  \("(\(loaded.origin))", .faint)
      """,
      facts: [
        "name": .string(workflow.name), "origin": .string(loaded.origin),
        "states": .int(Int64(workflow.states.count)),
        "transitions": .int(Int64(workflow.transitions.count)),
        "title": workflow.about.title.map { .string($0) } ?? .null,
      ])
  }
}

extension Shell {
  /// Loads a workflow without a word, for whoever has no script.
  package func load(_ reference: String) throws(ShellError) {
    let source = SourceText(name: "<command line>", text: reference)
    let arguments = ParsedArguments(
      commandName: "load", commandRange: source.range, source: source)
    do {
      let loaded = try load(reference, at: source.range, arguments)
      open(loaded.workflow, as: reference, of: loaded.loaded)
    } catch let error as ShellError {
      throw error
    } catch {
      throw arguments.failure("\(error)")
    }
  }

  /// Finds and reads a workflow; its warnings are reported.
  ///
  /// - Throws: with status `unloadable` when there is none, or it has errors.
  func load(
    _ reference: String, at range: SourceRange, _ arguments: ParsedArguments
  ) throws -> (workflow: Workflow, loaded: LoadedWorkflow) {
    let loaded: LoadedWorkflow
    do throws(WorkflowNotFound) {
      loaded = try services.loader.load(reference).followed(with: services.loader)
    } catch {
      throw arguments.failure(
        error.message, range: range, hint: error.hint, code: "not-found", status: .unloadable)
    }
    guard loaded.isSound, let workflow = loaded.workflow else {
      var diagnostics = loaded.diagnostics
      if !diagnostics.contains(where: { $0.severity == .error }) {
        diagnostics.append(.error("no-diagram", "there is no workflow in this file"))
      }
      throw ShellError(diagnostics, in: loaded.source, status: .unloadable)
    }
    for warning in loaded.diagnostics { output.report(warning, in: loaded.source) }
    return (workflow, loaded)
  }

  /// Begins a session over a workflow.
  func open(_ workflow: Workflow, as reference: String, of loaded: LoadedWorkflow) {
    let session = services.makeSession(workflow, runOptions)
    watch(session)
    self.session = session
    learnSecrets()
    self.loaded = (reference, loaded)
    state.breakpointCommands = [:]
    state.lastBreakpoint = nil
  }
}
