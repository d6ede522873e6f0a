/// The history of a place's clocks, and the rule they follow from then on.
package struct ZoneRules: Hashable, Sendable {
  /// Instants at which clocks changed, rising, in seconds since 1970 in UTC.
  let transitions: [Int64]
  /// What holds from each transition on, an index into `offsets`.
  let kinds: [UInt8]
  /// What holds before the first transition comes first.
  let offsets: [Zone.Offset]
  /// What holds after the last transition; nil when that stays as it is.
  let future: ZoneRecurrence?

  /// What holds at an instant.
  func offset(at seconds: Int64) -> Zone.Offset {
    guard let last = transitions.last, let lastKind = kinds.last else {
      return future?.offset(at: seconds) ?? offsets[0]
    }
    if seconds >= last { return future?.offset(at: seconds) ?? offsets[Int(lastKind)] }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? offsets[0] : offsets[Int(kinds[low - 1])]
  }
}
