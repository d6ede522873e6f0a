/// Where a SQLite database is.
struct DatabaseLocation: Sendable {
  /// The path as given, without the URL's scheme.
  var givenPath: String
  /// The absolute path without links; what the file would have where it is not there yet.
  var path: String
  /// The default state folder, beside the database.
  var stateFolder: String

  /// What answers say of the database.
  var display: String { "sqlite:\(givenPath)" }
  /// What backups say of the database they are of.
  var identity: String { "sqlite:\(path)" }

  static let hint = "set database_url (or DATABASE_URL) to, for example, sqlite:shop.db"

  /// Reads `sqlite:path`, `sqlite:///path`, `sqlite3://…`, `file:path` and a bare `*.db`, `*.sqlite*`.
  init(url: String) throws {
    let path = try Self.path(in: url)
    let lowered = path.lowercased()
    if path.isEmpty || lowered.hasPrefix(":memory:") || lowered.hasPrefix(":") {
      throw MigrationError.badArgument(
        "'\(url)' names no database file", hint: "a database in memory cannot be migrated")
    }
    givenPath = path
    if path.utf8.contains(0) {
      throw MigrationError.badArgument("the database's path holds a NUL byte")
    }
    if Files.isFolder(path) {
      throw MigrationError.badArgument("'\(path)' is a folder", hint: Self.hint)
    }
    if let real = Files.realPath(path) {
      self.path = real
    } else {
      guard let folder = Files.realPath(Paths.folder(of: path)) else {
        throw MigrationError.policy(
          "no_database_folder", "the folder of '\(path)' does not exist",
          hint: "make the folder, or mend database_url")
      }
      self.path = Paths.join(folder, Paths.name(of: path))
    }
    stateFolder = Paths.join(
      Paths.join(Paths.folder(of: self.path), ".wfsh-db"), Paths.name(of: self.path))
  }

  private static func path(in url: String) throws -> String {
    let scheme = url.prefix { $0 != ":" }.lowercased()
    let hasScheme = url.utf8.contains(UInt8(ascii: ":"))
    switch scheme {
    case "sqlite", "sqlite3", "file":
      guard hasScheme else { break }
      var rest = url.dropFirst(scheme.count + 1)
      if rest.hasPrefix("//") { rest = rest.dropFirst(2) }
      if rest.hasPrefix("localhost/") { rest = rest.dropFirst(9) }
      if let question = rest.firstIndex(of: "?") {
        throw MigrationError.badArgument(
          "options in a SQLite URL ('\(rest[question...])') are not supported",
          hint: "leave them out")
      }
      return try decoded(String(rest))
    case "postgres", "postgresql":
      guard hasScheme else { break }
      throw MigrationError.policy(
        "unsupported_engine", "PostgreSQL is not supported yet; it comes in a later version",
        hint: "this version migrates SQLite databases: \(hint)")
    case "mysql", "mariadb", "mssql", "sqlserver", "oracle", "mongodb", "libsql":
      guard hasScheme else { break }
      throw MigrationError.policy(
        "unsupported_engine", "'\(scheme)' databases are not supported", hint: hint)
    default: break
    }
    let name = Paths.name(of: url).lowercased()
    if url.utf8.contains(UInt8(ascii: "/"))
      && url.split(separator: "/").first?.hasSuffix(":") == true
    {
      throw MigrationError.policy(
        "unsupported_engine", "'\(Redaction.redact(url))' is no SQLite URL", hint: hint)
    }
    guard name.hasSuffix(".db") || name.hasSuffix(".db3") || name.contains(".sqlite") else {
      throw MigrationError.badArgument(
        "'\(Redaction.redact(url))' is no database URL", hint: hint)
    }
    return url
  }

  /// `%20` becomes a blank, and so on.
  private static func decoded(_ text: String) throws -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, let code = UInt8(digits, radix: 16) else {
        throw MigrationError.badArgument("'\(text)' has a broken % escape")
      }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
