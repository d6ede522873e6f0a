package import HandlerContract

/// Thins progress out to ten messages a second, of which the last always arrives.
package struct ProgressPace {
  /// The shortest time between two messages.
  package static let interval: Duration = .milliseconds(100)

  private var next: ContinuousClock.Instant?
  private var held: HandlerMessage?

  package init() {}

  package enum Decision: Hashable, Sendable {
    /// It is due now.
    case send
    /// It is kept; `flush` is to be called at this time.
    case hold(until: ContinuousClock.Instant)
    /// It replaces one that is kept already.
    case replaced
  }

  /// Decides on a message that came at `now`.
  package mutating func offer(
    _ message: HandlerMessage, at now: ContinuousClock.Instant
  ) -> Decision {
    guard let next, now < next else {
      next = now + Self.interval
      held = nil
      return .send
    }
    defer { held = message }
    return held == nil ? .hold(until: next) : .replaced
  }

  /// The message that was kept, if it is still to be sent.
  package mutating func flush(at now: ContinuousClock.Instant) -> HandlerMessage? {
    defer { held = nil }
    if held != nil { next = now + Self.interval }
    return held
  }
}
