internal import ToolSupport
internal import WorkflowActions
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowParsing

extension BenchRow {
  static let liveCall = BenchRow(
    name: "live-call", title: "a live `execute_prompt` of `/bin/true`", wanted: .timesPeer(3)
  ) { bench in
    let workflow = Sessions.workflow(GeneratedWorkflow.calling)
    let count = bench.size(50, quick: 2)
    var best = Double.infinity
    var note = ""
    for _ in 0..<bench.size(5, quick: 1) {
      var options = RunOptions(mode: .live)
      options.limits.transitions = count
      let session = LocalSession(
        program: Program(workflow), options: options, environment: environment(of: workflow))
      let watch = Stopwatch()
      _ = await session.proceed()
      best = min(best, watch.seconds * 1e3 / Double(session.snapshot.transitionCount))
      if session.snapshot.transitionCount < count {
        note = "only \(session.snapshot.transitionCount) of \(count) calls were made"
      }
    }
    let spawn = bench.milliseconds([["/bin/true"]], times: 100)[0]
    return Measured(
      figure: best, unit: .milliseconds, peers: [.init(name: "posix_spawn", figure: spawn)],
      note: note)
  }

  private static func environment(of workflow: Workflow) -> RunEnvironment {
    let directory = HandlerDirectory(
      places: HandlerPlaces(
        workflow: nil, workingFolder: "/", userFolder: nil, programFolder: "/nowhere"),
      frontMatter: workflow.bindings, source: workflow.source,
      readPrompt: { PromptFileReader().read($0) })
    return RunEnvironment(
      handler: ExecutePromptAction(
        directory: directory, trust: Trust(store: nil, trustsEverything: true),
        environment: ["PATH": "/usr/bin:/bin"]))
  }
}
