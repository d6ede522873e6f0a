import Testing

@testable import DatabaseMigration

/// A folder of one test with a database and its migrations; gone when the test is.
final class TestFolder {
  let path: String

  var database: String { Paths.join(path, "shop.db") }
  var migrations: String { Paths.join(path, "migrations") }
  var state: StateFolder { StateFolder(path: Paths.join(path, ".wfsh-db/shop.db")) }

  init(_ migrations: [String: String] = [:]) throws {
    let folder = try Files.makeTemporaryFolder(in: "/tmp", prefix: "wfsh-db-test-")
    // Without links, as messages name it.
    path = Files.realPath(folder) ?? folder
    try Files.makeFolder(Paths.join(path, "migrations"))
    for (name, text) in migrations { try write(name, text) }
  }

  deinit { try? Files.remove(path) }

  /// Writes a migration.
  func write(_ name: String, _ text: String) throws {
    let file = Paths.join(migrations, name)
    try Files.makeFolder(Paths.folder(of: file))
    try Files.write(text, to: file)
  }

  /// A connection of the application's.
  func connect() throws -> SQLiteDatabase {
    try SQLiteDatabase(
      path: database, mode: .create, lockTimeout: 5, interruption: Interruption())
  }

  func execute(_ statements: String...) throws {
    let connection = try connect()
    defer { connection.close() }
    for statement in statements { try connection.run(statement) }
  }

  /// The first value of the first row, as text.
  func value(_ sql: String) throws -> String? {
    let connection = try connect()
    defer { connection.close() }
    return try connection.single(sql)?.text
  }

  /// Everything in the database, in words that can be compared.
  ///
  /// - Parameter own: tables that do not count, in lower case.
  func content(besides own: Set<String> = []) throws -> Fingerprint {
    let connection = try connect()
    defer { connection.close() }
    return try Fingerprint.take(
      of: connection, try HistoryTables(name: nil).read(connection), besides: own, hashing: true,
      interruption: Interruption())
  }

  func integrity() throws -> [String] {
    let connection = try connect()
    defer { connection.close() }
    return try connection.integrityProblems(quick: false)
  }
}
