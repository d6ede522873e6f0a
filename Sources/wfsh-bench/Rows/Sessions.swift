internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowParsing
internal import WorkflowSource

/// Workflows made ready to run.
enum Sessions {
  static func workflow(_ source: SourceText) -> Workflow {
    let loaded = WorkflowParser().parse(source, name: "bench", origin: "bench")
    guard loaded.isSound, let workflow = loaded.workflow else {
      fatalError("\(source.name) has errors")
    }
    return workflow
  }

  static func simulated(_ source: SourceText, transitions: Int = 10_000) -> LocalSession {
    var options = RunOptions()
    options.limits.transitions = transitions
    return LocalSession(
      program: Program(workflow(source)), options: options, environment: RunEnvironment())
  }
}
