internal import LineEditing
internal import WorkflowActions
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowLibrary
internal import WorkflowModel
internal import WorkflowParsing
internal import WorkflowShell
internal import WorkflowSource

/// The one place where loader, handlers, engine and shell are put together.
struct Wiring {
  let world: World
  let streams: StandardStreams
  let ending: Ending

  var loader: WorkflowFinder {
    WorkflowFinder(
      workingDirectory: world.workingDirectory, environment: world.environment,
      library: Library.workflows.map { WorkflowFinder.BuiltIn(stem: $0.stem, text: $0.text) })
  }

  func makeOutput(_ invocation: Invocation) throws(UsageError) -> Output {
    var mode = OutputMode.auto
    if let name = invocation.mode {
      guard let found = OutputMode(rawValue: name) else {
        throw UsageError(
          "unknown mode '\(name)'", nearest: name, among: OutputMode.available.map(\.rawValue))
      }
      guard found.isAvailable else {
        let modes = OutputMode.available.map(\.rawValue).joined(separator: ", ")
        throw UsageError("mode '\(name)' is not there yet", hint: "there are \(modes)")
      }
      mode = found
    }
    return Output(
      to: streams, mode: mode, width: world.width, usesColour: usesColour(invocation.colour))
  }

  private func usesColour(_ choice: Invocation.Colour) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto:
      world.outputIsTerminal && world.environment["NO_COLOR", default: ""].isEmpty
        && world.environment["TERM"] != "dumb"
    }
  }

  // MARK: Handlers

  private var handlers: HandlerLookup { HandlerLookup(world: world) }

  /// Who serves each prompt of a workflow.
  func directory(for workflow: Workflow) -> HandlerDirectory {
    handlers.servers(of: workflow).directory
  }

  func environment(for workflow: Workflow, trusts: Bool) -> RunEnvironment {
    RunEnvironment(
      handler: LeafActions(
        outermost: workflow, trust: Trust(store: handlers.trustStore, trustsEverything: trusts),
        environment: world.environment, workingFolder: world.workingDirectory,
        servers: { [handlers] in handlers.servers(of: $0) }))
  }

  func session(
    for workflow: Workflow, _ options: RunOptions, trusts: Bool
  ) -> LocalSession {
    var options = options
    options.programs = ProgramCatalogue(loader: loader)
    return LocalSession(
      program: Program(workflow), options: options,
      environment: environment(for: workflow, trusts: trusts))
  }

  func services(trusts: Bool) -> ShellServices {
    let wiring = self
    return ShellServices(
      loader: loader,
      makeSession: { workflow, options in
        wiring.session(for: workflow, options, trusts: trusts)
      },
      redaction: { workflow, scope in
        var redactor = Redactor()
        redactor.collect(from: scope, names: workflow.secretNames)
        return { [redactor] in redactor.redact($0) }
      },
      handlers: { workflow in
        workflow.withSubWorkflows(from: wiring.loader).flatMap { workflow in
          let directory = wiring.directory(for: workflow)
          return workflow.prompts.map { prompt in
            do throws(NoHandlerFound) {
              return ServedPrompt(
                prompt, in: workflow, by: try directory.resolve(prompt).description)
            } catch {
              return ServedPrompt(prompt, in: workflow, by: error.message)
            }
          }
        }
      },
      handlerVariables: { workflow in
        wiring.directory(for: workflow).variablesRead(by: workflow.prompts)
      },
      handlerFindings: { workflow in
        // Workflows of one folder share their files of handlers.
        var known: Set<[String]> = []
        return workflow.withSubWorkflows(from: wiring.loader).flatMap { workflow in
          wiring.directory(for: workflow).findings(about: workflow).map {
            Finding($0.diagnostic, in: $0.source)
          }
        }.filter { finding in
          let range = finding.diagnostic.range.map { "\($0.lower) \($0.upper)" } ?? ""
          return known.insert([finding.source.name, range, finding.diagnostic.message]).inserted
        }
      },
      manual: Library.manual.map { HelpTopic(name: $0.stem, summary: "", text: $0.text) })
  }

  /// Remembers a yes to everything that the handlers of a folder, or of one workflow's front
  /// matter, consist of now.
  func trust(_ folder: String) throws(UsageError) -> String {
    guard let store = handlers.trustStore else {
      throw UsageError("there is no home folder to remember it in", hint: "set HOME")
    }
    let absolute = folder.hasPrefix("/") ? folder : world.workingDirectory + "/" + folder
    guard let path = ScriptFile.resolved(absolute) else {
      throw UsageError("there is no folder or file '\(folder)'")
    }
    let loader = self.loader
    let subjects = TrustSubject.all(in: path) { (try? loader.load($0))?.workflow }
    guard !subjects.isEmpty else {
      throw UsageError("'\(path)' has no handlers, prompts or shell commands to trust")
    }
    do throws(FileProblem) {
      try store.add(subjects)
      return "trusted: " + subjects.map(\.path).joined(separator: ", ")
    } catch {
      throw UsageError("\(error)")
    }
  }

  // MARK: Questions

  /// Asks the person before the terminal; nil when there is no answer.
  func ask(_ question: Question, of state: String, _ output: Output) -> String? {
    var options = TerminalLineSource.Options()
    options.colour = output.usesColour
    options.isDumb = world.environment["TERM"] == "dumb"
    let lines: any LineSource =
      (try? TerminalLineSource(
        options: options, assistance: question.assistance, history: History()))
      ?? PipeLineSource(descriptor: 0)
    defer { lines.close() }
    streams.flush()
    return Questioner(lines: lines, output: output).answer(question, of: state)
  }

  // MARK: Work

  func run(_ invocation: Invocation) async throws(UsageError) -> ShellStatus {
    switch invocation.work {
    case .version:
      streams.writeResult("wfsh \(Version.text)\n")
      return .success
    case .help:
      streams.writeResult(Usage.text)
      return .success
    case .verb(let words): return await Verbs(wiring: self).run(words)
    case .prompt, .commands, .script, .input: return try await runShell(invocation)
    }
  }

  private func runShell(_ invocation: Invocation) async throws(UsageError) -> ShellStatus {
    let shell = try makeShell(invocation)
    if let limit = try timeLimit(invocation.timeout) { stop(after: limit) }
    let preparation = try await prepare(shell, invocation)
    if preparation != .success { return preparation }
    var status = ShellStatus.success
    switch invocation.work {
    case .commands(let text):
      status = await shell.run(SourceText(name: "<command line>", text: text))
    case .script(let path, let arguments):
      status = await shell.run(try ScriptFile.source(path), arguments: arguments)
    case .input: status = await shell.run(try ScriptFile.input())
    case .prompt: shell.settings.isInteractive = true
    case .verb, .version, .help: break
    }
    if case .prompt = invocation.work {
      status = await interact(shell, invocation)
    } else if invocation.staysAtPrompt {
      shell.settings.isInteractive = true
      status = await interact(shell, invocation)
    }
    await shell.session?.kill()
    return status
  }

  func timeLimit(_ text: String?) throws(UsageError) -> TimeSpan? {
    guard let text else { return nil }
    guard let span = TimeSpan(text, days: true) ?? Int64(text).flatMap({ TimeSpan(seconds: $0) })
    else { throw UsageError("'--timeout' needs a duration such as 60s, not '\(text)'") }
    return span
  }

  func stop(after limit: TimeSpan) {
    let ending = self.ending
    Task {
      try? await Task.sleep(for: .nanoseconds(limit.nanoseconds))
      ending.end(.timedOut)
    }
  }

  private func makeShell(_ invocation: Invocation) throws(UsageError) -> Shell {
    var settings = ShellSettings()
    settings.keepsGoing = invocation.keepsGoing
    settings.onlyChecks = invocation.onlyChecks
    settings.echoes = invocation.echoes
    if invocation.updates { throw UsageError("'--update' is not there yet") }
    let shell = Shell(
      services: services(trusts: invocation.trusts), output: try makeOutput(invocation),
      settings: settings)
    if let seed = invocation.seed { shell.runOptions.seed = seed }
    if invocation.isLive { shell.runOptions = liveOptions(shell.runOptions) }
    return shell
  }

  func liveOptions(_ options: RunOptions) -> RunOptions {
    var live = options
    live.mode = .live
    return live
  }

  /// Loads the workflows and writes the variables that the command line names.
  private func prepare(
    _ shell: Shell, _ invocation: Invocation
  ) async throws(UsageError) -> ShellStatus {
    var commands = invocation.workflows.map { "load \(Self.quoted($0))" }
    for setting in invocation.settings {
      guard let equals = setting.firstIndex(of: "=") else {
        throw UsageError("'--set' needs NAME=VALUE, not '\(setting)'")
      }
      let value = String(setting[setting.index(after: equals)...])
      commands.append("set \(setting[..<equals])=\(Self.quoted(value, onlyIfNeeded: true))")
    }
    for workflow in invocation.workflows {
      if let slip = slip(workflow) {
        streams.writeDiagnostic(slip.text)
        return .unloadable
      }
    }
    if !commands.isEmpty {
      let status = await shell.run(
        SourceText(name: Output.programName, text: commands.joined(separator: "\n")))
      if status != .success { return status }
    }
    return try await runStartFile(shell, invocation)
  }

  /// A word that is nearly a verb, and no workflow.
  private func slip(_ word: String) -> UsageError? {
    guard let hint = Suggestion.hint(for: word, among: Invocation.verbs) else { return nil }
    do throws(WorkflowNotFound) {
      _ = try loader.load(word)
      return nil
    } catch {
      return UsageError("there is no verb and no workflow '\(word)'", hint: hint)
    }
  }

  /// Runs the file that `--rc` names, else the user's own where a person sits before the shell.
  private func runStartFile(
    _ shell: Shell, _ invocation: Invocation
  ) async throws(UsageError) -> ShellStatus {
    if let path = invocation.startFile { return await shell.run(try ScriptFile.source(path)) }
    guard invocation.readsStartFile, case .prompt = invocation.work, world.inputIsTerminal,
      let path = handlers.userFolder.map({ $0 + "/start.wfsh" }), ScriptFile.exists(path)
    else { return .success }
    // What is wrong in it is told, and the prompt comes all the same.
    _ = await shell.run(try ScriptFile.source(path))
    shell.state.status = .success
    return .success
  }

  /// A word of a script that reads as the text as a whole.
  static func quoted(_ text: String, onlyIfNeeded: Bool = false) -> String {
    let plain = text.allSatisfy { $0.isLetter || $0.isNumber || "._-/+:@%{}[],".contains($0) }
    if onlyIfNeeded, plain, !text.isEmpty { return text }
    var quoted = "\""
    for character in text {
      switch character {
      case "\"", "\\": quoted += "\\\(character)"
      case "\n": quoted += "\\n"
      default: quoted.append(character)
      }
    }
    return quoted + "\""
  }

  /// Runs shell commands for a verb; a workflow to load is loaded without a word.
  func runCommands(
    _ commands: [String], loading workflow: String? = nil
  ) async throws(UsageError) -> ShellStatus {
    let shell = try makeShell(Invocation())
    shell.settings.keepsGoing = true
    if let workflow {
      let captured = CapturedOutput()
      let status = await shell.output.redirected(to: captured) {
        await shell.run(SourceText(name: Output.programName, text: "load \(Self.quoted(workflow))"))
      }
      streams.writeDiagnostic(captured.diagnostics)
      if status != .success { return status }
    }
    return await shell.run(
      SourceText(name: Output.programName, text: commands.joined(separator: "\n")))
  }

  /// Writes a workflow's file as it is.
  func writeFile(of workflow: String) -> ShellStatus {
    do throws(WorkflowNotFound) {
      let source = try loader.load(workflow).source
      streams.writeResult(source.text(in: source.range))
      return .success
    } catch {
      streams.writeDiagnostic(UsageError(error.message, hint: error.hint).text)
      return .unloadable
    }
  }

  private func interact(_ shell: Shell, _ invocation: Invocation) async -> ShellStatus {
    guard world.inputIsTerminal, world.outputIsTerminal else {
      return await shell.converse(with: PipeLineSource(descriptor: 0))
    }
    return await InteractiveShell(
      shell: shell, environment: world.environment, interrupts: ending.interrupts
    ).run()
  }
}

extension Workflow {
  var secretNames: SecretNames {
    SecretNames(declared: Set(arguments.filter(\.isSecret).map(\.name)))
  }
}
