/// Which version a request means by its target.
enum MigrationTarget {
  /// Resolves the words of a target; the first rule that fits wins, and none means an error, never
  /// the nearest version.
  ///
  /// - Parameter current: the database's version; nil when it is empty.
  /// - Returns: nil for the empty database.
  static func resolve(
    _ text: String?, in folder: MigrationFolder, current: VersionKey?
  ) throws -> VersionKey? {
    let text = (text ?? "latest").trimmingBlanks()
    let later = folder.files.filter { file in current.map { file.key > $0 } ?? true }
    switch text.lowercased() {
    case "", "latest": return max(folder.files.last?.key, current)
    case "current": return current
    case "next": return later.first?.key ?? current
    case "none": return nil
    default: break
    }
    if text.hasPrefix("+"), let count = Int(text.dropFirst()), count >= 0 {
      if count == 0 { return current }
      guard count <= later.count else {
        throw MigrationError.policy(
          "unknown_target", "target '\(text)' goes beyond the \(later.count) later migrations")
      }
      return later[count - 1].key
    }
    if let key = folder.tags[text] {
      guard folder[key] != nil else {
        throw MigrationError.policy(
          "unknown_target", "the tag '\(text)' names version \(key), which has no file")
      }
      return key
    }
    if let key = VersionKey(
      text.hasPrefix("v") || text.hasPrefix("V") ? text.dropFirst() : text[...])
    {
      if folder[key] != nil || key == current { return key }
      if key.description == "0" { return nil }
    }
    let named = folder.files.filter { $0.name == text }
    if named.count == 1 { return named[0].key }
    throw unknown(text, in: folder)
  }

  private static func max(_ left: VersionKey?, _ right: VersionKey?) -> VersionKey? {
    guard let left, let right else { return left ?? right }
    return left < right ? right : left
  }

  private static func unknown(_ text: String, in folder: MigrationFolder) -> MigrationError {
    let known = folder.tags.keys.sorted() + folder.files.flatMap { [$0.version, $0.name] }
    let near = known.map { ($0, distance(text, $0)) }.sorted { $0.1 < $1.1 }.prefix(3).map(\.0)
    return MigrationError.policy(
      "unknown_target", "no migration, tag or name is '\(text)'",
      hint: near.isEmpty
        ? "the folder '\(folder.path)' holds no migrations"
        : "the closest are \(near.joined(separator: ", ")); or say latest")
  }

  /// How many bytes must be changed, added or taken to make one text of the other.
  private static func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left.utf8.prefix(80)), Array(right.utf8.prefix(80)))
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let best = min(diagonal + (x == y ? 0 : 1), row[j] + 1, row[j + 1] + 1)
        diagonal = row[j + 1]
        row[j + 1] = best
      }
    }
    return row[b.count]
  }
}
