internal import WorkflowLanguage

/// A machine with hands: carries out the effects of a run and waits for what it waits for.
///
/// Used by one task at a time. `interrupt` alone may be called from anywhere, signal watchers
/// included.
package final class Run {
  package var machine: Machine
  private let environment: RunEnvironment
  private var tasks: [Int: Task<Void, Never>] = [:]
  /// Handlers that were told to stop, and may not be gone yet.
  private var stopping: [Task<Void, Never>] = []
  private let inputs: AsyncStream<Input>
  private var nextInput: AsyncStream<Input>.Iterator
  private let mailbox: AsyncStream<Input>.Continuation

  private enum Input: Sendable {
    case answer(call: Int, ActionAnswer)
    case report(call: Int, ActionReport)
    case tick
    case interrupt
  }

  package init(machine: Machine, environment: RunEnvironment) {
    self.machine = machine
    self.environment = environment
    (inputs, mailbox) = AsyncStream.makeStream()
    nextInput = inputs.makeAsyncIterator()
  }

  deinit {
    for task in tasks.values { task.cancel() }
    mailbox.finish()
  }

  /// Wakes a `step` that waits, which then returns `.waiting`.
  package var interrupter: @Sendable () -> Void {
    { [mailbox] in mailbox.yield(.interrupt) }
  }

  /// Whether a handler is at work.
  package var isBusy: Bool { !tasks.isEmpty }

  /// Moves the machine on by its smallest step, waiting where nothing can move.
  ///
  /// - Returns: `.waiting` only after an interrupt, or when reports came in that are worth showing.
  package func step() async -> Machine.Progress {
    while true {
      if machine.options.mode == .live { machine.timePassed(to: environment.clock.now()) }
      let progress = machine.advance()
      for effect in machine.takeEffects() { carryOut(effect) }
      guard case .waiting(let until) = progress else { return progress }
      switch await wait(until: until) {
      case .answer(let call, let answer):
        tasks[call] = nil
        machine.deliver(answer, to: call)
      case .report(let call, let report):
        machine.report(report, from: call)
        return progress
      case .tick: continue
      case .interrupt, nil: return progress
      }
    }
  }

  /// Stops every handler, waits until they are gone, and ends the run as failed.
  package func cancel(_ failure: ActionFailure, reason: String? = nil) async {
    for task in tasks.values { task.cancel() }
    stopping += tasks.values
    tasks.removeAll()
    await settle()
    if machine.options.mode == .live { machine.timePassed(to: environment.clock.now()) }
    machine.abort(failure, reason: reason)
    _ = machine.takeEffects()
  }

  /// Waits until every handler is gone that was told to stop.
  package func settle() async {
    while let task = stopping.popLast() { await task.value }
  }

  private func carryOut(_ effect: Machine.Effect) {
    switch effect {
    case .cancel(let call):
      guard let task = tasks.removeValue(forKey: call) else { return }
      task.cancel()
      stopping.append(task)
    case .perform(let call, let request):
      let handler = environment.handler
      tasks[call] = Task { [mailbox] in
        let answer = await handler.perform(request) { report in
          mailbox.yield(.report(call: call, report))
        }
        mailbox.yield(.answer(call: call, answer))
      }
    }
  }

  private func wait(until time: Timestamp?) async -> Input? {
    guard let time else { return await nextInput.next() }
    let clock = environment.clock
    let timer = Task { [mailbox] in
      await clock.sleep(until: time)
      if !Task.isCancelled { mailbox.yield(.tick) }
    }
    defer { timer.cancel() }
    return await nextInput.next()
  }
}
