import CSystemSQLite
import JSONText

/// A connection to a SQLite file.
final class SQLiteDatabase: Database {
  enum Mode {
    /// Changes nothing, not even by tidying the write-ahead log when it closes.
    case look
    case write
    /// Makes the file where it is missing.
    case create
  }

  let path: String
  let interruption: Interruption
  /// Open until `close()`.
  private(set) var handle: OpaquePointer?
  private let lockTimeout: Double
  private var registration: Int?
  /// When the busy handler began to wait.
  private var waitingSince: ContinuousClock.Instant?
  /// What a guarded statement may not do.
  var statementGuard: StatementGuard?

  init(
    path: String, mode: Mode, lockTimeout: Double, interruption: Interruption
  ) throws {
    self.path = path
    self.interruption = interruption
    self.lockTimeout = lockTimeout
    // Read-only opens of a database in WAL mode can fail, so looking opens for writing too.
    let create = mode == .create ? SQLITE_OPEN_CREATE : 0
    let flags = SQLITE_OPEN_READWRITE | create | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE
    let result = sqlite3_open_v2(path, &handle, flags, nil)
    guard result == SQLITE_OK, let handle else {
      let error = SQLiteErrors.error(result, "cannot open '\(path)'")
      sqlite3_close_v2(handle)
      self.handle = nil
      throw error
    }
    let address = UInt(bitPattern: handle)
    registration = interruption.register {
      sqlite3_interrupt(OpaquePointer(bitPattern: address))
    }
    let me = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_busy_handler(handle, SQLiteDatabase.onBusy, me)
    sqlite3_progress_handler(handle, 2000, SQLiteDatabase.onProgress, me)
    if mode == .look, (Files.size(of: path + "-wal") ?? 0) > 0 {
      wfsh_sqlite_no_checkpoint_on_close(handle)
    }
    do {
      try run("PRAGMA legacy_alter_table = OFF")
      try run("PRAGMA synchronous = FULL")
      try run("PRAGMA foreign_keys = ON")
    } catch {
      close()
      throw error
    }
  }

  deinit { close() }

  func close() {
    guard let handle else { return }
    if let registration { interruption.unregister(registration) }
    sqlite3_set_authorizer(handle, nil, nil)
    sqlite3_close_v2(handle)
    self.handle = nil
  }

  let engine = "sqlite"
  var engineVersion: String { String(cString: sqlite3_libversion()) }

  // MARK: Callbacks

  private static func this(_ context: UnsafeMutableRawPointer?) -> SQLiteDatabase? {
    context.map { Unmanaged<SQLiteDatabase>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Waits for another connection's lock, up to the lock timeout.
  private static let onBusy: @convention(c) (UnsafeMutableRawPointer?, Int32) -> Int32 = {
    context, count in
    guard let database = this(context) else { return 0 }
    if count == 0 { database.waitingSince = .now }
    let waited = database.waitingSince.map { ContinuousClock.now - $0 } ?? .zero
    if waited >= .seconds(database.lockTimeout) || database.interruption.cause != nil { return 0 }
    Pause.milliseconds(count < 10 ? 2 : 20)
    return 1
  }

  private static let onProgress: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
    this(context)?.interruption.cause == nil ? 0 : 1
  }

  // MARK: Errors

  /// The error of the call that has just failed on this connection.
  func lastError(_ result: Int32? = nil, doing: String? = nil) -> MigrationError {
    if let cause = interruption.cause { return Interruption.error(cause) }
    let code = result ?? sqlite3_extended_errcode(handle)
    let text = String(cString: sqlite3_errmsg(handle))
    var error = SQLiteErrors.error(code, doing.map { "\($0): \(text)" } ?? text)
    let offset = sqlite3_error_offset(handle)
    if offset >= 0 { error.details["sqlite_offset"] = .int(Int64(offset)) }
    return error
  }

  func check(_ result: Int32, doing: String? = nil) throws {
    guard result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW else {
      throw lastError(result, doing: doing)
    }
  }

  // MARK: SQL

  func run(_ sql: String, _ values: [SQLValue]) throws {
    try forEachRow(sql, values) { _ in }
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws -> [[SQLValue]] {
    var rows: [[SQLValue]] = []
    try forEachRow(sql, values) { statement in
      rows.append((0..<sqlite3_column_count(statement)).map { Self.value(statement, $0) })
    }
    return rows
  }

  func compile(_ sql: String) throws {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil))
  }

  /// Runs one statement and hands each of its rows over.
  func forEachRow(
    _ sql: String, _ values: [SQLValue] = [], _ body: (OpaquePointer) throws -> Void
  ) throws {
    try interruption.check()
    var prepared: OpaquePointer?
    defer { sqlite3_finalize(prepared) }
    try check(sqlite3_prepare_v2(handle, sql, -1, &prepared, nil))
    guard let statement = prepared else { return }
    for (index, value) in values.enumerated() {
      try check(Self.bind(value, at: Int32(index + 1), of: statement))
    }
    while true {
      let result = sqlite3_step(statement)
      if result == SQLITE_DONE { return }
      guard result == SQLITE_ROW else { throw lastError(result) }
      try body(statement)
    }
  }

  private static func bind(
    _ value: SQLValue, at index: Int32, of statement: OpaquePointer
  ) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let number): return sqlite3_bind_int64(statement, index, number)
    case .real(let number): return sqlite3_bind_double(statement, index, number)
    case .text(let text):
      return wfsh_sqlite_bind_text(statement, index, text, Int32(text.utf8.count))
    case .blob(let bytes):
      return wfsh_sqlite_bind_blob(statement, index, bytes, Int32(bytes.count))
    }
  }

  private static func value(_ statement: OpaquePointer, _ index: Int32) -> SQLValue {
    switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
    case SQLITE_TEXT:
      let count = Int(sqlite3_column_bytes(statement, index))
      let text = UnsafeBufferPointer(start: sqlite3_column_text(statement, index), count: count)
      return .text(String(decoding: text, as: UTF8.self))
    case SQLITE_BLOB:
      let bytes = sqlite3_column_blob(statement, index)
      let count = Int(sqlite3_column_bytes(statement, index))
      return .blob(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    default: return .null
    }
  }

  /// The first value of the first row.
  func single(_ sql: String, _ values: [SQLValue] = []) throws -> SQLValue? {
    try rows(sql, values).first?.first
  }

  // MARK: Transactions

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }
  func beginWriting() throws { try run("BEGIN IMMEDIATE") }
  func beginReading() throws { try run("BEGIN") }
  func commit() throws { try run("COMMIT") }

  func rollback() {
    guard handle != nil, isInTransaction else { return }
    // Not `run`: a rollback must work when the request has been interrupted.
    sqlite3_progress_handler(handle, 0, nil, nil)
    sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    sqlite3_progress_handler(
      handle, 2000, Self.onProgress, Unmanaged.passUnretained(self).toOpaque())
  }

  func setForeignKeys(enforced: Bool) throws {
    try run("PRAGMA foreign_keys = \(enforced ? "ON" : "OFF")")
  }
}
