package import WorkflowLanguage
package import WorkflowModel

/// Which execution of which action something is: the identity by which answers are re-used,
/// counted and recorded.
package struct CallIdentity: Hashable, Sendable {
  package var frame: Int
  package var state: StateID
  package var visit: Int
  /// Path of task numbers inside the action; empty for the action itself.
  package var task: [Int]
  package var attempt: Int

  package init(frame: Int, state: StateID, visit: Int, task: [Int] = [], attempt: Int) {
    self.frame = frame
    self.state = state
    self.visit = visit
    self.task = task
    self.attempt = attempt
  }
}

/// A leaf's call: one unit of work for the world outside.
package struct ActionRequest: Sendable {
  package enum Task: Sendable {
    /// A prompt, by its name.
    case prompt(String)
    case shell(ShellRequest)

    /// What it is called, for people and interceptors.
    package var name: String {
      switch self {
      case .prompt(let name): name
      case .shell: "shell"
      }
    }
  }

  package var identity: CallIdentity
  package var task: Task
  package var workflow: String
  package var state: String
  package var runID: String
  package var isDryRun: Bool
  /// Seconds left for the attempt; nil for no limit.
  package var timeout: Double?
  /// The action's variables, rendered.
  package var variables: ValueMap
  /// Every variable and state output of the frame.
  package var scope: ValueMap
  package var limits: RunLimits
  /// What becomes of names without a value in the prompt's template.
  package var undefined: UndefinedPolicy
  /// The workflow the call comes from; nil for the outermost one.
  package var definition: Workflow?

  package var attempt: Int { identity.attempt }
  package var prompt: String { task.name }

  package init(
    identity: CallIdentity, task: Task, workflow: String, state: String, runID: String,
    isDryRun: Bool, timeout: Double?, variables: ValueMap, scope: ValueMap,
    limits: RunLimits = RunLimits(), undefined: UndefinedPolicy = .warn,
    definition: Workflow? = nil
  ) {
    self.identity = identity
    self.task = task
    self.workflow = workflow
    self.state = state
    self.runID = runID
    self.isDryRun = isDryRun
    self.timeout = timeout
    self.variables = variables
    self.scope = scope
    self.limits = limits
    self.undefined = undefined
    self.definition = definition
  }
}

/// A command for `sh -c`.
package struct ShellRequest: Sendable {
  /// What the workflow's author wrote, with a variable for each value.
  package var command: String
  /// The values, and what the action's `env` gives.
  package var environment: [(name: String, value: String)]
  /// Nil for the folder the run was started in.
  package var workingDirectory: String?

  package init(
    command: String, environment: [(name: String, value: String)], workingDirectory: String?
  ) {
    self.command = command
    self.environment = environment
    self.workingDirectory = workingDirectory
  }
}

/// What came of a call.
package struct ActionAnswer: Sendable, Equatable {
  package var outputs: ValueMap
  package var failure: ActionFailure?
  /// The exit asked for: a target's name, else a label, or `[*]`.
  package var transition: String?
  /// Whether the handler was not started because it cannot do a dry run; the engine then invents
  /// the outputs as a simulation does.
  package var isSimulated: Bool

  package init(
    outputs: ValueMap = ValueMap(), failure: ActionFailure? = nil, transition: String? = nil,
    isSimulated: Bool = false
  ) {
    self.outputs = outputs
    self.failure = failure
    self.transition = transition
    self.isSimulated = isSimulated
  }
}

/// What a handler says while it works.
package enum ActionReport: Hashable, Sendable {
  /// A part of 1 where known, and a word for people.
  case progress(fraction: Double?, message: String?)
  case log(level: LogLevel, message: String)
}

/// Carries out leaves. Cancelling the calling task asks the work to stop.
package protocol ActionHandler: Sendable {
  /// Does the work; a failure is an answer, so nothing is thrown.
  func perform(
    _ request: ActionRequest, report: @escaping @Sendable (ActionReport) -> Void
  ) async -> ActionAnswer
}
