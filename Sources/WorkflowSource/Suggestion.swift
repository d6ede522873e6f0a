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
    let wanted = Array(name.lowercased().unicodeScalars)
    guard wanted.count <= longest else { return [] }
    let limit = max(1, wanted.count / 3)
    var found: [(distance: Int, order: Int, name: String)] = []
    for (order, candidate) in candidates.enumerated() where candidate != name {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      guard abs(scalars.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, scalars)
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

  /// Optimal string alignment distance, in O(count × count) time and three rows of memory.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in 1...left.count {
      var row = [i] + [Int](repeating: 0, count: right.count)
      for j in 1...right.count {
        let cost = left[i - 1] == right[j - 1] ? 0 : 1
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
