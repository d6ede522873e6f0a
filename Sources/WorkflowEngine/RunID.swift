package import WorkflowLanguage

/// Names of live runs: sortable by time, unique for all that matters.
package enum RunID {
  /// Crockford's alphabet: digits and letters that are not mistaken for each other.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// A ULID (github.com/ulid/spec): 48 bits of milliseconds and 80 random ones, in 26 letters.
  package static func make(at time: Timestamp) -> String {
    var generator = SystemRandomNumberGenerator()
    return make(at: time, using: &generator)
  }

  package static func make(
    at time: Timestamp, using generator: inout some RandomNumberGenerator
  ) -> String {
    let milliseconds = UInt64(
      max(0, time.seconds * 1000 + Int64(time.nanoseconds) / 1_000_000))
    let first = (0..<10).map { letter(milliseconds >> UInt64(45 - 5 * $0)) }
    let rest = (0..<16).map { _ in letter(generator.next() as UInt64) }
    return String(first + rest)
  }

  private static func letter(_ bits: UInt64) -> Character { alphabet[Int(bits & 31)] }
}
