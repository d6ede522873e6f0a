internal import HandlerContract
internal import Synchronization

/// Passes a handler's messages on, one at a time whichever stream they came from, and progress at
/// no more than its pace.
final class MessageRelay: Sendable {
  private struct State {
    var pace = ProgressPace()
    var flush: Task<Void, Never>?
  }

  private let state = Mutex(State())
  private let report: @Sendable (HandlerMessage) -> Void

  init(report: @escaping @Sendable (HandlerMessage) -> Void) { self.report = report }

  func pass(_ message: HandlerMessage) {
    state.withLock { state in
      guard case .progress = message else { return report(message) }
      switch state.pace.offer(message, at: .now) {
      case .send: report(message)
      case .replaced: break
      case .hold(let instant):
        state.flush = Task { [weak self] in
          try? await Task.sleep(until: instant)
          self?.flush()
        }
      }
    }
  }

  /// Passes on what is held back still; to be called once, at the end.
  func finish() {
    flush()
    state.withLock { $0.flush?.cancel() }
  }

  private func flush() {
    state.withLock { state in
      if let message = state.pace.flush(at: .now) { report(message) }
    }
  }
}
