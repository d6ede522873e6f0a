package import WorkflowSource

/// What a state, a branch of a conditional, or a task does.
package struct ActionCall: Sendable {
  package indirect enum Kind: Sendable {
    case executePrompt(PromptCall)
    case setVariables(SetVariablesCall)
    case log(LogCall)
    case conditional(ConditionalCall)
    case parallelExecute(ParallelCall)
  }

  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The word a file writes for it.
  package var word: String {
    switch kind {
    case .executePrompt: "execute_prompt"
    case .setVariables: "set_variable"
    case .log: "log"
    case .conditional: "conditional"
    case .parallelExecute: "parallel_execute"
    }
  }

  /// This action and every action inside it, outermost first.
  package var all: [ActionCall] {
    switch kind {
    case .executePrompt, .setVariables, .log: [self]
    case .conditional(let call):
      [self] + (call.onTrue?.all ?? []) + (call.onFalse?.all ?? [])
    case .parallelExecute(let call): [self] + call.tasks.flatMap(\.all)
    }
  }
}
