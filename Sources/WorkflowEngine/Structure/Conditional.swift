internal import WorkflowLanguage
internal import WorkflowModel

extension Machine {
  /// A conditional becomes the branch its condition chooses.
  ///
  /// A condition that rests on invented data is not trusted: the exit nearest to the end decides,
  /// and with it the branch.
  mutating func expand(
    _ call: ConditionalCall, _ path: ActionPath, _ context: WorkContext
  ) -> Work {
    var renderer = Renderer(scope: scope(at: context.index, attempt: context.attempt))
    let value: Bool
    let rendered: Rendered
    do {
      (value, rendered) = try renderer.evaluate(call.condition)
      warn(renderer.undefined, at: context.index)
    } catch {
      warn(renderer.undefined, at: context.index)
      guard renderer.scope.restsOnInvention(call.condition.references) else {
        return .done(.failed(ActionFailure(error)))
      }
      (value, rendered) = (false, Rendered(value: .bool(false), isInvented: true, reads: []))
    }
    var branch = Work.Branch(value: value, work: .done(WorkOutcome()))
    if rendered.isInvented, context.task.isEmpty { forceExit(of: &branch, context) }
    if branch.value, call.onTrue != nil {
      branch.work = .todo(path.inner(0))
    } else if !branch.value, call.onFalse != nil {
      branch.work = .todo(path.inner(call.onTrue == nil ? 0 : 1))
    }
    return .conditional(branch)
  }

  private func forceExit(of branch: inout Work.Branch, _ context: WorkContext) {
    let place = snapshot.places[context.index]
    let frame = snapshot.frames[place.frame]
    let exits = frame.program[place.state].exits
    guard let exit = Choosing.shortest(exits, program: frame.program, counts: frame.counts) else {
      return
    }
    branch.forcedExit = exit.id
    switch exit.exitClass {
    case .success: branch.value = true
    case .failure, .exhausted: branch.value = false
    default: break
    }
  }

  mutating func continueBranch(_ branch: inout Work.Branch, _ context: WorkContext) -> Work? {
    if branch.work.outcome == nil, !continueWork(&branch.work, context) { return nil }
    guard var outcome = branch.work.outcome else { return .conditional(branch) }
    if outcome.status == .completed {
      outcome.branch = branch.value
      if outcome.result == .null { outcome.result = .bool(branch.value) }
      outcome.forcedExit = branch.forcedExit
      if branch.forcedExit != nil { outcome.origin = .simulated }
    }
    return .done(outcome)
  }
}
