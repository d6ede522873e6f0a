internal import WorkflowLanguage
internal import WorkflowModel

extension Machine {
  /// How long to wait before the next attempt; nil when there is to be none.
  mutating func retryDelay(
    after attempt: Int, _ failure: ActionFailure, at index: Int
  ) -> TimeSpan? {
    let place = snapshot.places[index]
    let state = snapshot.frames[place.frame].program[place.state]
    guard let policy = state.properties.retry, failure.mayBeRetried(types: policy.types) else {
      return nil
    }
    do {
      let attempts = try setting(policy.attempts, at: index, Self.count) ?? 1
      guard attempt < attempts else { return nil }
      let delay = try setting(policy.delay, at: index, Self.timeSpan) ?? .zero
      let backoff = try setting(policy.backoff, at: index) { .init(rawValue: $0.text) } ?? .fixed
      let longest = try setting(policy.maxDelay, at: index, Self.timeSpan)
      let jitter = try setting(policy.jitter, at: index) { $0.doubleValue } ?? 0
      return Self.delay(
        before: attempt, first: delay, backoff: backoff, longest: longest, jitter: jitter,
        random: &snapshot.random)
    } catch {
      emit(
        .warning(
          code: error.code, message: "no retry: \(error.message)", error.range, hint: error.hint),
        at: index)
      return nil
    }
  }

  /// The delay before the `retry`-th retry, counted from 1.
  static func delay(
    before retry: Int, first: TimeSpan, backoff: RetryPolicy.Backoff, longest: TimeSpan?,
    jitter: Double, random: inout RandomSource
  ) -> TimeSpan {
    let factor: Double =
      switch backoff {
      case .fixed: 1
      case .linear: Double(retry)
      case .exponential: Double(sign: .plus, exponent: min(retry - 1, 62), significand: 1)
      }
    var nanoseconds = Double(first.nanoseconds) * factor
    if jitter > 0 { nanoseconds *= 1 + min(jitter, 1) * (2 * random.unit() - 1) }
    if let longest { nanoseconds = min(nanoseconds, Double(longest.nanoseconds)) }
    return TimeSpan(nanoseconds: Int64(min(max(nanoseconds, 0), 9e18)))
  }

  static func count(_ value: Value) -> Int? {
    switch value {
    case .int(let count): Int(count)
    case .string(let text): Int(text)
    default: nil
    }
  }
}
