import CSystemSQLite
import JSONText

/// What SQLite's result codes mean for a migration.
enum SQLiteErrors {
  /// - Parameter code: a result code, best an extended one.
  static func error(_ code: Int32, _ message: String) -> MigrationError {
    let name = name(of: code)
    var hint: String?
    switch classify(code) {
    case .lock: hint = "another program holds the database; it is tried again"
    case .disk: hint = "free some space, then run again; the database was rolled back"
    case .corruption: hint = "restore a backup"
    default: break
    }
    return MigrationError(
      classify(code), name.lowercased(), message, hint: hint,
      details: ["sqlite_code": .int(Int64(code)), "sqlite_name": .string(name)])
  }

  static func classify(_ code: Int32) -> ErrorClass {
    switch code {
    case writeFailed, syncFailed, truncateFailed, folderSyncFailed, closeFailed: return .disk
    default: break
    }
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: return .lock
    case SQLITE_INTERRUPT: return .cancelled
    case SQLITE_FULL: return .disk
    case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE: return .syntax
    case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG: return .data
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN: return .permission
    case SQLITE_CORRUPT, SQLITE_NOTADB: return .corruption
    case SQLITE_NOMEM: return .capacity
    default: return .unknown
    }
  }

  // `SQLITE_IOERR | n << 8`, which Swift does not see as they are expressions in C.
  private static let writeFailed: Int32 = 10 | 3 << 8
  private static let syncFailed: Int32 = 10 | 4 << 8
  private static let folderSyncFailed: Int32 = 10 | 5 << 8
  private static let truncateFailed: Int32 = 10 | 6 << 8
  private static let closeFailed: Int32 = 10 | 16 << 8

  private static let names: [Int32: String] = [
    1: "ERROR", 3: "PERM", 4: "ABORT", 5: "BUSY", 6: "LOCKED", 7: "NOMEM", 8: "READONLY",
    9: "INTERRUPT", 10: "IOERR", 11: "CORRUPT", 13: "FULL", 14: "CANTOPEN", 15: "PROTOCOL",
    17: "SCHEMA", 18: "TOOBIG", 19: "CONSTRAINT", 20: "MISMATCH", 21: "MISUSE", 23: "AUTH",
    25: "RANGE", 26: "NOTADB",
    261: "BUSY_RECOVERY", 517: "BUSY_SNAPSHOT", 275: "CONSTRAINT_CHECK",
    787: "CONSTRAINT_FOREIGNKEY", 1299: "CONSTRAINT_NOTNULL", 1555: "CONSTRAINT_PRIMARYKEY",
    1811: "CONSTRAINT_TRIGGER", 2067: "CONSTRAINT_UNIQUE", 2579: "CONSTRAINT_ROWID",
    778: "IOERR_WRITE", 1034: "IOERR_FSYNC",
  ]

  /// `SQLITE_BUSY`, or the primary code's name and the number.
  static func name(of code: Int32) -> String {
    if let name = names[code] { return "SQLITE_\(name)" }
    return "SQLITE_\(names[code & 0xFF] ?? "ERROR")_\(code)"
  }

  /// The code that a name or text such as `SQLITE_BUSY` or `database is locked` stands for.
  static func code(named text: String) -> Int32? {
    let upper = text.uppercased()
    // Longest first, so that BUSY_SNAPSHOT is not taken for BUSY.
    for (code, name) in names.sorted(by: { $0.value.utf8.count > $1.value.utf8.count })
    where upper.contains("SQLITE_\(name)") { return code }
    let phrases: [(String, Int32)] = [
      ("database is locked", 5), ("database table is locked", 6), ("disk is full", 13),
      ("malformed", 11), ("not a database", 26), ("readonly database", 8), ("read-only", 8),
      ("constraint failed", 19), ("syntax error", 1), ("no such table", 1), ("no such column", 1),
      ("already exists", 1), ("unable to open database", 14), ("interrupted", 9),
      ("disk i/o error", 10),
    ]
    let lower = text.lowercased()
    return phrases.first { lower.contains($0.0) }?.1
  }
}
