/// Every migration of a folder, in the order of their numbers.
struct MigrationFolder: Sendable {
  var path: String
  var files: [MigrationFile]
  /// `.sql` files that are no migration by their names.
  var ignored: [String]
  /// From tag to version, of the `tags` file and of `-- wfsh:tag` lines.
  var tags: [String: VersionKey]

  static let empty = MigrationFolder(path: "", files: [], ignored: [], tags: [:])

  subscript(key: VersionKey) -> MigrationFile? { files.first { $0.key == key } }

  private enum Direction { case up, down, plain }

  private struct Entry {
    var file: String
    var key: VersionKey
    var name: String
    var direction: Direction
  }

  private init(
    path: String, files: [MigrationFile], ignored: [String], tags: [String: VersionKey]
  ) {
    (self.path, self.files, self.ignored, self.tags) = (path, files, ignored, tags)
  }

  /// Reads a folder in one of the two layouts: `NNN_name.up.sql` with `.down.sql`, or `NNN_name.sql`.
  init(path: String) throws {
    guard Files.isFolder(path) else {
      throw MigrationError.policy(
        "no_migrations", "there is no folder '\(path)'",
        hint: "set migration_path to the folder of the migration files")
    }
    self.path = path
    let names = try Files.names(in: path).filter {
      !$0.hasPrefix(".") && !$0.hasSuffix("~") && !$0.hasSuffix(".bak")
    }
    try Self.refuseOtherLayouts(names, in: path)
    var entries: [Entry] = []
    ignored = []
    for name in names where name.lowercased().hasSuffix(".sql") {
      if let entry = Self.entry(name) {
        entries.append(entry)
      } else if name != "expected_schema.sql" {
        ignored.append(name)
      }
    }
    try Self.refuseMixed(entries)
    files = try Self.files(entries, in: path)
    tags = try Self.tags(of: files, in: path)
  }

  private static func entry(_ name: String) -> Entry? {
    let digits = name.prefix { ("0"..."9").contains($0) }
    guard let key = VersionKey(digits), name.count > digits.count else { return nil }
    let separator = name[digits.endIndex]
    let rest = name[name.index(after: digits.endIndex)...]
    if separator == "_" {
      for (suffix, direction) in [(".up.sql", Direction.up), (".down.sql", Direction.down)]
      where rest.hasSuffix(suffix) {
        return Entry(
          file: name, key: key, name: String(rest.dropLast(suffix.count)), direction: direction)
      }
    }
    guard separator == "_" || separator == "-", rest.hasSuffix(".sql") else { return nil }
    return Entry(file: name, key: key, name: String(rest.dropLast(4)), direction: .plain)
  }

  private static func refuseMixed(_ entries: [Entry]) throws {
    guard let plain = entries.first(where: { $0.direction == .plain }),
      let paired = entries.first(where: { $0.direction != .plain })
    else { return }
    throw MigrationError.policy(
      "mixed_layout", "'\(plain.file)' and '\(paired.file)' are of different layouts",
      hint: "name all files NNN_name.up.sql and NNN_name.down.sql, or all NNN_name.sql")
  }

  private static func files(_ entries: [Entry], in path: String) throws -> [MigrationFile] {
    var ups: [VersionKey: Entry] = [:]
    var downs: [VersionKey: Entry] = [:]
    for entry in entries {
      let other = entry.direction == .down ? downs[entry.key] : ups[entry.key]
      if let other {
        throw MigrationError.policy(
          "duplicate_version", "'\(other.file)' and '\(entry.file)' are both version \(entry.key)",
          hint: "give one of them another number")
      }
      if entry.direction == .down { downs[entry.key] = entry } else { ups[entry.key] = entry }
    }
    if let lone = downs.values.filter({ ups[$0.key] == nil }).min(by: { $0.key < $1.key }) {
      throw MigrationError.policy(
        "missing_up", "'\(lone.file)' has no up file beside it",
        hint: "add '\(lone.file.dropLast(9)).up.sql' or remove it")
    }
    return try ups.values.sorted { $0.key < $1.key }.map { entry in
      MigrationFile(
        key: entry.key, name: entry.name, up: try script(entry.file, in: path),
        down: try downs[entry.key].map { try script($0.file, in: path) })
    }
  }

  private static func script(_ file: String, in path: String) throws -> MigrationScript {
    let full = Paths.join(path, file)
    let script = try MigrationScript(path: full, content: try Files.read(full))
    let head = String(decoding: script.bytes.prefix(4096), as: UTF8.self)
    for (marker, tool) in [("-- +goose", "goose"), ("-- migrate:up", "dbmate")]
    where head.contains(marker) {
      throw unsupported(tool, file)
    }
    return script
  }

  private static func tags(
    of files: [MigrationFile], in path: String
  ) throws -> [String: VersionKey] {
    var tags: [String: VersionKey] = [:]
    func add(_ tag: String, _ key: VersionKey) throws {
      if let other = tags[tag], other != key {
        throw MigrationError.policy(
          "duplicate_tag", "the tag '\(tag)' names both version \(other) and \(key)",
          hint: "keep one of them")
      }
      tags[tag] = key
    }
    for file in files { for tag in file.tags { try add(tag, file.key) } }
    let list = Paths.join(path, "tags")
    guard Files.kind(of: list) == .file else { return tags }
    let text = String(decoding: try Files.read(list, limit: 1 << 20), as: UTF8.self)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
      if words.isEmpty || words[0].hasPrefix("#") { continue }
      guard words.count == 2, let key = VersionKey(words[1]) else {
        throw MigrationError.policy(
          "bad_tags", "'\(list)' line \(index + 1) is not a tag and a version",
          hint: "write lines such as 'v2.0 4'")
      }
      try add(String(words[0]), key)
    }
    return tags
  }

  // MARK: Other tools

  private static func unsupported(_ tool: String, _ file: String) -> MigrationError {
    MigrationError.policy(
      "unsupported_layout",
      "'\(file)' is a \(tool) migration; that layout comes in a later version",
      hint: "this version reads NNN_name.up.sql with NNN_name.down.sql, and NNN_name.sql")
  }

  private static func refuseOtherLayouts(_ names: [String], in path: String) throws {
    for name in names {
      let digits = name.prefix { ("0"..."9").contains($0) }
      let full = Paths.join(path, name)
      if name == "sqitch.plan" { throw unsupported("sqitch", name) }
      if !digits.isEmpty {
        for suffix in [".rb", ".py", ".go", ".ts", ".js", ".exs", ".php"]
        where name.hasSuffix(suffix) {
          throw unsupported("code", name)
        }
        if Files.isFolder(full), Files.exists(Paths.join(full, "up.sql")) {
          throw unsupported("diesel", name + "/up.sql")
        }
      }
      if isFlyway(name) { throw unsupported("Flyway", name) }
    }
  }

  /// `V1__x.sql`, `U1.2__x.sql`, `B3__x.sql`, `R__x.sql`
  private static func isFlyway(_ name: String) -> Bool {
    guard let first = name.first, "VURB".contains(first), name.hasSuffix(".sql") else {
      return false
    }
    let number = name.dropFirst().prefix { $0.isNumber || $0 == "." || $0 == "_" }
    guard name.dropFirst().contains("__") else { return false }
    return first == "R" ? number.hasPrefix("__") : number.first?.isNumber == true
  }
}
