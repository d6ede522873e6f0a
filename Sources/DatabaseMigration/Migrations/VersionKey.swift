/// The number of a migration: digit groups of any length, compared group by group.
///
/// Leading zeros and trailing zero groups do not count: `001` is `1`, `2.0` is `2`.
struct VersionKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Digits without leading zeros; `0` alone is no group at all.
  private let groups: [String]

  /// Nil unless the text is digits in groups parted by single points.
  init?(_ text: some StringProtocol) {
    var groups: [String] = []
    for group in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard !group.isEmpty, group.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      groups.append(String(group.drop { $0 == "0" }))
    }
    while groups.last?.isEmpty == true { groups.removeLast() }
    self.groups = groups
  }

  /// The canonical text, as the history table holds it.
  var description: String {
    groups.isEmpty ? "0" : groups.map { $0.isEmpty ? "0" : $0 }.joined(separator: ".")
  }

  static func < (left: VersionKey, right: VersionKey) -> Bool {
    for (a, b) in zip(left.groups, right.groups) where a != b {
      return a.utf8.count != b.utf8.count
        ? a.utf8.count < b.utf8.count : a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    return left.groups.count < right.groups.count
  }
}
