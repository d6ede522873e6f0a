internal import WorkflowLanguage
internal import WorkflowModel

/// `increment_counter`, `increment_retry`: one more than the variable holds, from 0.
extension Machine {
  mutating func increment(_ call: IncrementCall, _ context: WorkContext) -> WorkOutcome {
    guard let first = call.assignedNames.first else { return .completed(.null) }
    let scope = scope(at: context.index, attempt: context.attempt)
    let old = scope.memory.variables[Name(first)]
    guard let number = Self.number(old?.value) else {
      return .failed(
        ActionFailure(
          type: "not_a_number",
          message: "'\(first)' holds '\(old?.value.text ?? "")', which cannot be counted up",
          retryable: false))
    }
    let (count, overflow) = number.addingReportingOverflow(1)
    guard !overflow else {
      return .failed(
        ActionFailure(type: "overflow", message: "'\(first)' is the largest number there is"))
    }
    let place = snapshot.places[context.index]
    let origin: Origin = old?.origin.isInvented ?? false ? .simulated : .workflow
    for name in call.assignedNames {
      write(
        Name(name), .int(count), origin: origin, range: state(at: context.index).state.actionRange,
        reads: [Name(first)], frame: place.frame, branch: place.branch, place: place.id)
    }
    if let words = call.message {
      let (text, _) = message(words, context)
      emit(.log(place.state, .info, text), at: context.index)
    }
    return .completed(.int(count), origin: origin)
  }

  private static func number(_ value: Value?) -> Int64? {
    switch value {
    case nil, .null: 0
    case .int(let number): number
    case .string(let text): Int64(text)
    default: nil
    }
  }
}
