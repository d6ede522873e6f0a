/// Names that a mistyped one may have meant.
package enum Suggestion {
  /// Comparing takes time by the product of both lengths, and nobody mistypes a name this long.
  private static let longest = 100

  /// The names nearest to `name`, best first, at most three.
  ///
  /// Nearness is the Damerau–Levenshtein distance (insert, delete, change, swap two neighbours),
  /// case ignored; a name counts when its distance is at most `max(1, length / 3)` and something
  /// of it is left. Names of equal distance keep the order of `candidates`. Nothing is near to a
  /// name of more than 100 scalars.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> [String]
  {
    var wanted: [UInt32] = []
    fold(name, into: &wanted)
    guard wanted.count <= longest else { return [] }
    let limit = max(1, wanted.count / 3)
    var found: [(distance: Int, order: Int, name: String)] = []
    // Kept from one candidate to the next: there may be thousands.
    var scalars: [UInt32] = []
    var rows = EditDistance()
    for (order, candidate) in candidates.enumerated() where candidate != name {
      // A text has no more scalars than bytes.
      guard candidate.utf8.count >= wanted.count - limit else { continue }
      fold(candidate, into: &scalars)
      guard abs(scalars.count - wanted.count) <= limit else { continue }
      let distance = rows.distance(wanted, scalars, limit: limit)
      if distance <= limit, distance < wanted.count { found.append((distance, order, candidate)) }
    }
    found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
    var names: [String] = []
    for entry in found where !names.contains(entry.name) { names.append(entry.name) }
    return Array(names.prefix(3))
  }

  /// `did you mean 'A' or 'B'?`, or nil when nothing is near.
  package static func hint(for name: String, among candidates: some Sequence<String>) -> String? {
    let names = nearest(to: name, among: candidates).map { "'\($0)'" }
    guard let last = names.last else { return nil }
    let others = names.dropLast().joined(separator: ", ")
    return "did you mean \(others.isEmpty ? last : "\(others) or \(last)")?"
  }

  /// The scalars of a text, in lower case.
  private static func fold(_ text: String, into scalars: inout [UInt32]) {
    scalars.removeAll(keepingCapacity: true)
    for byte in text.utf8 {
      guard byte < 0x80 else {
        scalars.removeAll(keepingCapacity: true)
        scalars += text.lowercased().unicodeScalars.map(\.value)
        return
      }
      scalars.append(UInt32(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte))
    }
  }

}

/// Optimal string alignment distance, in O(count × count) time and three rows of memory that are
/// used again.
private struct EditDistance {
  private var beforeLast: [Int] = []
  private var last: [Int] = []
  private var row: [Int] = []

  /// - Returns: the distance where it is at most `limit`, else some number above it.
  mutating func distance(_ left: [UInt32], _ right: [UInt32], limit: Int) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    last.removeAll(keepingCapacity: true)
    last += 0...right.count
    if row.count <= right.count {
      row = [Int](repeating: 0, count: right.count + 1)
      beforeLast = row
    }
    for i in 1...left.count {
      row[0] = i
      var least = i
      for j in 1...right.count {
        let cost = left[i - 1] == right[j - 1] ? 0 : 1
        var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          best = min(best, beforeLast[j - 2] + 1)
        }
        row[j] = best
        least = min(least, best)
      }
      // The least of a row never falls from one row to the next.
      if least > limit { return least }
      swap(&beforeLast, &last)
      swap(&last, &row)
      if row.count <= right.count { row = [Int](repeating: 0, count: right.count + 1) }
    }
    return last[right.count]
  }
}
