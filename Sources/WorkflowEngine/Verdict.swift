internal import WorkflowModel

/// Whether a run that ended at `[*]`, or in a state without exits, has succeeded
/// (WorkflowFormat.md, «Result of a run»): the first of these that speaks.
struct Verdict {
  let workflow: Workflow
  let path: Chain<PathStep>?
  /// How many steps of the way do not count: those before a composite was entered.
  let since: Int

  /// - Parameter last: the state the run ended in.
  func result(last: StateID?) -> RunResult {
    if let last, let ends = workflow[last].properties.ends {
      return result(
        ends == .succeeded ? .positive : .negative, "the last state ends: \(ends.rawValue)", last)
    }
    if let edge = path?.element.transition, workflow[edge].target.state == nil {
      let text = workflow[edge].label.text
      if let polarity = PolarityReader.endLeaning(of: text)?.polarity {
        return result(polarity, "the last edge says '\(text)'", last)
      }
    }
    if let last, let (polarity, words) = polarity(of: last) {
      return result(polarity, "the last state is '\(words)'", last)
    }
    return byLastDecision(last)
  }

  private func result(_ polarity: Polarity, _ reason: String, _ last: StateID?) -> RunResult {
    RunResult(
      status: polarity == .positive ? .succeeded : .failed, reason: reason, state: last)
  }

  private func polarity(of state: StateID) -> (Polarity, String)? {
    let state = workflow[state]
    if let polarity = PolarityReader.endLeaning(of: state.name)?.polarity {
      return (polarity, state.name)
    }
    if let title = state.title,
      let polarity = PolarityReader.endLeaning(of: title)?.polarity
    {
      return (polarity, title)
    }
    return nil
  }

  /// Back along the path to the last decision by outcome or guard. A failure that was passed on is
  /// handled, and decides no more than a sole exit does.
  private func byLastDecision(_ last: StateID?) -> RunResult {
    var later: [StateID] = []
    for step in Chain.latestFirst(path).prefix(max(0, (path?.count ?? 0) - since)) {
      if let state = step.to { later.append(state) }
      switch step.reason {
      case .success:
        return result(.positive, "the last decision was a success", last)
      case .failure, .exhausted, .failedField, .insideFailed, .deadLetter:
        return result(.negative, "the last decision was a failure", last)
      case .guarded:
        for state in later.reversed() {
          if let (polarity, words) = polarity(of: state) {
            return result(polarity, "the last guard led to '\(words)'", last)
          }
        }
        return result(.positive, "nothing speaks of a failure", last)
      default: continue
      }
    }
    return result(.positive, "nothing speaks of a failure", last)
  }
}
