import CSystemSQLite
import JSONText

extension SQLiteDatabase {
  private static let authorize:
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?, UnsafePointer<CChar>?
    ) -> Int32 = { context, action, first, second, _, _ in
      guard let context else { return SQLITE_OK }
      let database = Unmanaged<SQLiteDatabase>.fromOpaque(context).takeUnretainedValue()
      let refusal = database.statementGuard?.refuse(
        action, first.map { String(cString: $0) }, second.map { String(cString: $0) })
      guard let refusal else { return SQLITE_OK }
      if database.statementGuard?.refusal == nil { database.statementGuard?.refusal = refusal }
      return SQLITE_DENY
    }

  func runGuarded(_ statement: SQLStatement, protected: Set<String>) throws {
    let inTransaction = isInTransaction
    // VACUUM makes transactions, attaches and writes every table under the hood; inside a transaction
    // SQLite itself refuses it.
    if inTransaction || statement.tokens.first?.text != "VACUUM" {
      statementGuard = StatementGuard(protected: protected, isInTransaction: inTransaction)
      sqlite3_set_authorizer(handle, Self.authorize, Unmanaged.passUnretained(self).toOpaque())
    }
    defer {
      sqlite3_set_authorizer(handle, nil, nil)
      statementGuard = nil
    }
    var from = 0
    // The scanner found one statement; should SQLite see more, they are run in order all the same.
    while from < statement.bytes.count {
      from = try runOne(statement.bytes, from: from)
      if inTransaction && !isInTransaction {
        throw MigrationError(
          .data, "transaction_ended", "the statement ended the migration's transaction",
          hint: "ON CONFLICT ROLLBACK undoes the whole migration; nothing of this file remains")
      }
    }
  }

  /// Runs the first statement at an offset; returns where the next one begins.
  private func runOne(_ bytes: [UInt8], from: Int) throws -> Int {
    try interruption.check()
    var prepared: OpaquePointer?
    defer { sqlite3_finalize(prepared) }
    var next = bytes.count
    let result = bytes.withUnsafeBytes { raw -> Int32 in
      let base = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      var tail: UnsafePointer<CChar>?
      let start = base.map { $0 + from }
      let result = sqlite3_prepare_v2(
        handle, start, Int32(bytes.count - from), &prepared, &tail)
      if let tail, let base { next = tail - base }
      return result
    }
    guard result == SQLITE_OK else { throw guardedError(result, from: from) }
    guard let prepared else { return bytes.count }
    while true {
      let step = sqlite3_step(prepared)
      if step == SQLITE_DONE { return next }
      guard step == SQLITE_ROW else { throw guardedError(step, from: from) }
    }
  }

  private func guardedError(_ result: Int32, from: Int) -> MigrationError {
    var error = lastError(result)
    let offset = error.details["sqlite_offset"]?.intValue
    if let refusal = statementGuard?.refusal, error.kind == .permission { error = refusal }
    error.details["sqlite_offset"] = offset.map { .int(Int64($0 + from)) }
    return error
  }
}
