internal import ArgumentParser
internal import WorkflowActions
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowParsing
internal import WorkflowShell
internal import WorkflowSource

/// `wfsh run WORKFLOW`: a live run from start to end.
struct RunVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a workflow for real; exits 0 when it succeeds and 1 when it fails.")

  @ArgumentParser.Argument(help: "A file, or a name on the search path.") var workflow: String
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Write a variable.", valueName: "NAME=VALUE")) var settings: [String] = []
  @Option(
    name: .customLong("answer"), parsing: .singleValue,
    help: ArgumentHelp("Decide an exit that no rule decides.", valueName: "STATE=CHOICE"))
  var answers: [String] = []
  @Option(
    name: .customLong("limit"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set a limit of the run: \(RunLimit.all.map { $0.name }.joined(separator: ", ")).",
      valueName: "NAME=N"))
  var limits: [String] = []
  @Flag(help: "Ask the handlers to change nothing.") var dryRun = false
  @Flag(help: "Prepare a small SQLite shop in ./wfsh-demo and run on it.") var demo = false
  @Flag(help: "Use the project's own handlers without asking.") var trust = false
  @Flag(help: "Print one JSON object at the end instead of progress.") var json = false
  @Option(help: ArgumentHelp("Give up after that time.", valueName: "60s")) var timeout: String?
  @Option(help: "auto, always or never.") var color = Invocation.Colour.auto

  func run(with wiring: Wiring) async throws -> ShellStatus {
    if let limit = try wiring.timeLimit(timeout) { wiring.stop(after: limit) }
    wiring.streams.flushesEachLine = true
    var settings = try RunSettings(settings, answers: answers)
    let limits = try RunSettings.limits(self.limits)
    var invocation = Invocation()
    invocation.colour = color
    let output = try wiring.makeOutput(invocation)
    let withFailure = demo ? try settings.takeDemoFailure() : false

    let loaded: LoadedWorkflow
    do throws(WorkflowNotFound) {
      loaded = try wiring.loader.load(workflow).followed(with: wiring.loader)
    } catch {
      wiring.streams.writeDiagnostic(UsageError(error.message, hint: error.hint).text)
      return .unloadable
    }
    for diagnostic in loaded.diagnostics where diagnostic.severity == .error || !json {
      output.report(diagnostic, in: loaded.source)
    }
    guard let workflow = loaded.workflow, loaded.isSound else { return .unloadable }

    let directory = wiring.directory(for: workflow)
    for finding in directory.findings { output.report(finding.diagnostic, in: finding.source) }
    var values = try settings.values(
      for: workflow, alsoKnown: directory.variablesRead(by: workflow.prompts),
      inside: { name in
        workflow.withSubWorkflows(from: wiring.loader).dropFirst().first {
          wiring.directory(for: $0).variablesRead(by: $0.prompts).contains(name)
        }?.name
      })
    if demo {
      let preparation = Demo(wiring: wiring).prepare(withFailure: withFailure, isQuiet: json)
      guard preparation == .success else { return preparation }
      values = Demo.adding(to: values)
    }
    if dryRun, workflow.arguments.contains(where: { $0.name == "dry_run" }) {
      values.removeAll { $0.name == "dry_run" }
      values.append(("dry_run", .string("true")))
    }
    try settings.checkRequired(workflow, values)

    var options = wiring.liveOptions(RunOptions())
    options.isDryRun = dryRun
    options.limits = limits
    options.canAsk = !json && wiring.world.inputIsTerminal && wiring.world.outputIsTerminal
    try settings.checkAnswers(workflow)
    for answer in settings.answers {
      options.answers[answer.state, default: []].append(answer.choice)
    }
    let session = wiring.session(for: workflow, options, trusts: trust)
    for (name, value) in values { session.setArgument(Name(name), value, origin: .set) }
    let report = RunReport(
      workflow: workflow, output: output, isSilent: json,
      redrawsIn: wiring.world.errorIsTerminal && wiring.world.outputIsTerminal
        ? wiring.streams : nil)
    var redactor = Redactor()
    let defaults = workflow.arguments.compactMap { argument in
      argument.defaultValue.map { (argument.name, $0) }
    }
    redactor.collect(
      from: ValueMap(defaults + values.map { ($0.name, $0.value) }), names: workflow.secretNames)
    output.redact = { [redactor] in redactor.redact($0) }
    return await LiveRun(
      session: session, report: report, ending: wiring.ending,
      ask: options.canAsk ? { wiring.ask($0, of: $1, output) } : nil
    ).finish()
  }
}

extension Invocation.Colour: ExpressibleByArgument {}
