/// A value of a row.
enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  var text: String? {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .null, .blob: nil
    }
  }

  var integer: Int64? {
    switch self {
    case .integer(let number): number
    case .text(let text): Int64(text)
    default: nil
    }
  }
}

/// An open connection to the database that is migrated: what the operations ask of an engine.
///
/// Engine-specific knowledge (pragmas, locks, how a copy is made) stays behind it. A connection
/// belongs to one thread.
protocol Database: AnyObject {
  var engine: String { get }
  var engineVersion: String { get }

  // MARK: SQL

  func run(_ sql: String, _ values: [SQLValue]) throws
  func rows(_ sql: String, _ values: [SQLValue]) throws -> [[SQLValue]]
  /// Compiles SQL without running it; throws when it does not compile.
  func compile(_ sql: String) throws

  // MARK: Transactions

  var isInTransaction: Bool { get }
  /// Starts a transaction that holds the right to write from the beginning.
  func beginWriting() throws
  /// Starts a transaction that sees one state of the database.
  func beginReading() throws
  func commit() throws
  /// Ends a transaction that may or may not be open; never fails.
  func rollback()

  // MARK: Migrations

  /// Runs one statement of a migration under guard.
  ///
  /// In a transaction, whatever would end it is refused before it runs; the tables in `protected`
  /// cannot be written at all. An error's `sqlite_offset` is within the statement.
  func runGuarded(_ statement: SQLStatement, protected: Set<String>) throws
  /// Sets whether foreign keys are enforced; only outside a transaction.
  func setForeignKeys(enforced: Bool) throws

  // MARK: Examination

  /// Names of the tables with rows of their own, in order; virtual tables are left out.
  func tableNames() throws -> [String]
  func schemaObjects() throws -> [SchemaObject]
  /// Rows of a table and, if asked, a hash over them all.
  func measure(table: String, hashing: Bool) throws -> TableMeasure
  func integrityProblems(quick: Bool) throws -> [String]
  /// Rows whose parent is missing, each as `child(rowid) → parent`.
  func foreignKeyViolations() throws -> Set<String>
}

extension Database {
  func run(_ sql: String) throws { try run(sql, []) }
  func rows(_ sql: String) throws -> [[SQLValue]] { try rows(sql, []) }

  /// Runs the body on one state of the database: in the transaction that is open, or in one that
  /// only reads.
  func reading<Result>(_ body: () throws -> Result) throws -> Result {
    guard !isInTransaction else { return try body() }
    try beginReading()
    defer { rollback() }
    return try body()
  }
}

/// A table, index, view or trigger.
struct SchemaObject: Hashable, Sendable {
  var type: String
  var name: String
  var table: String
  var sql: String

  var title: String { "\(type) \(name)" }
}

/// How much a table holds.
struct TableMeasure: Hashable, Sendable {
  var rows: Int64
  /// SHA-256 over every row in order; nil when it was not asked for.
  var hash: String?
}
