package import WorkflowLanguage

/// How a run is to be carried out.
package struct RunOptions: Sendable {
  package enum Mode: String, Hashable, Sendable, Codable {
    /// Nothing outside is touched; prompts are answered by stubs and placeholders; time is virtual.
    case simulated
    /// Prompts go to their handlers; time is real.
    case live
  }

  package var mode: Mode
  package var limits: RunLimits
  package var undefined: UndefinedPolicy
  /// Handlers are asked to change nothing.
  package var isDryRun: Bool
  /// Begins the run's random numbers; equal seeds give equal runs.
  package var seed: UInt64
  package var runID: String
  package var startTime: Timestamp
  /// Whether somebody is there to answer questions. Where nobody is, they take their defaults.
  package var canAsk = false
  /// What is answered in a person's place, by the name of the state that asks, in the order of its
  /// questions; the last one stands for all that follow.
  package var answers: [String: [String]] = [:]
  /// How sub-workflows are found; nil where there are none.
  package var programs: (any ProgramSource)?
  /// Environment variables that templates may read as `env.NAME`.
  package var environment: [String: String]

  package init(
    mode: Mode = .simulated, limits: RunLimits = RunLimits(), undefined: UndefinedPolicy = .warn,
    isDryRun: Bool = false, seed: UInt64 = 1, runID: String = "sim-1",
    startTime: Timestamp = RunOptions.virtualStart, environment: [String: String] = [:]
  ) {
    self.mode = mode
    self.limits = limits
    self.undefined = undefined
    self.isDryRun = isDryRun
    self.seed = seed
    self.runID = runID
    self.startTime = startTime
    self.environment = environment
  }

  /// 2026-01-01T00:00:00Z: where virtual time begins, so that transcripts are stable.
  package static let virtualStart = Timestamp(seconds: 1_767_225_600)
}

/// Bounds of a run; reaching one ends the run as failed and names the limit.
package struct RunLimits: Hashable, Sendable {
  package var transitions = 10_000
  /// Sub-workflows inside sub-workflows.
  package var depth = 64
  /// Bytes of text that one template may make.
  package var templateSize = 1 << 20
  /// Levels of an expression.
  package var expressionDepth = 256
  /// Bytes of a handler's answer, or of what a shell action prints.
  package var handlerOutput = 16 << 20

  package init() {}

  /// What of them an evaluation keeps to.
  package var evaluation: EvaluationLimits {
    var limits = EvaluationLimits()
    limits.output = templateSize
    limits.expressionDepth = expressionDepth
    return limits
  }
}
