package import WorkflowLanguage
package import WorkflowSource

/// What a state, a branch of a conditional, or a task does.
package struct ActionCall: Sendable {
  package indirect enum Kind: Sendable {
    case executePrompt(PromptCall)
    case setVariables(SetVariablesCall)
    case increment(IncrementCall)
    case log(LogCall)
    case conditional(ConditionalCall)
    case parallelExecute(ParallelCall)
    case runWorkflow(SubWorkflowCall)
    case runWorkflows(SubWorkflowsCall)
    case waitForParallel(WaitForParallelCall)
    case ask(QuestionCall)
    case wait(WaitCall)
    case shell(ShellCall)
    case abort(AbortCall)
    case sentence(SentenceCall)
  }

  package var kind: Kind
  package var range: SourceRange
  /// The word a file writes for it.
  package var word: String
  /// The variable that takes the action's result (`result="x"`, `Store As: x`).
  package var stored: StoredResult?

  /// - Parameter word: where the file writes another than the usual one.
  package init(
    _ kind: Kind, range: SourceRange, word: String? = nil, stored: StoredResult? = nil
  ) {
    self.kind = kind
    self.range = range
    self.word = word ?? kind.usualWord
    self.stored = stored
  }

  /// The actions right inside this one, in file order.
  package var inner: [ActionCall] {
    switch kind {
    case .conditional(let call): [call.onTrue, call.onFalse].compactMap { $0 }
    case .parallelExecute(let call): call.tasks
    case .runWorkflows(let call): call.calls
    case .executePrompt, .setVariables, .increment, .log, .runWorkflow, .waitForParallel, .ask,
      .wait, .shell, .abort, .sentence:
      []
    }
  }

  /// This action and every action inside it, outermost first.
  package var all: [ActionCall] { [self] + inner.flatMap(\.all) }

  /// Names of the variables this action writes by itself.
  package var ownAssignedNames: [String] {
    let stored = stored.map { [$0.name] } ?? []
    switch kind {
    case .setVariables(let call): return call.assignments.map(\.name) + stored
    case .increment(let call): return call.assignedNames + stored
    default: return stored
    }
  }

  /// Names of the variables that this action and those inside it write.
  package var assignedNames: [String] { all.flatMap(\.ownAssignedNames) }
}

/// The variable that takes an action's result.
package struct StoredResult: Hashable, Sendable, Codable {
  package var name: String
  package var range: SourceRange

  package init(name: String, range: SourceRange) {
    self.name = name
    self.range = range
  }
}

extension ActionCall.Kind {
  fileprivate var usualWord: String {
    switch self {
    case .executePrompt: "execute_prompt"
    case .setVariables: "set_variable"
    case .increment(let call): call.counter == nil ? "increment_retry" : "increment_counter"
    case .log: "log"
    case .conditional: "conditional"
    case .parallelExecute: "parallel_execute"
    case .runWorkflow: "run_workflow"
    case .runWorkflows(let call):
      call.isParallel ? "parallel_workflows" : "sequential_workflows"
    case .waitForParallel: "wait_for_parallel"
    case .ask(let call): call.kind.rawValue
    case .wait: "wait"
    case .shell: "shell"
    case .abort: "abort"
    case .sentence: "sentence"
    }
  }
}
