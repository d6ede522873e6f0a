import CSystemSQLite

/// What a statement of a migration may not do, asked by SQLite while it compiles the statement.
struct StatementGuard {
  /// Names of tables that cannot be written, in lower case.
  var protected: Set<String>
  /// Whether the statement runs in a transaction of the handler's.
  var isInTransaction: Bool
  /// The first thing that was refused.
  var refusal: MigrationError?

  private static let frozenPragmas: Set<String> = [
    "journal_mode", "foreign_keys", "writable_schema", "locking_mode", "ignore_check_constraints",
  ]

  /// Why an action is refused; nil when it may be done.
  func refuse(_ action: Int32, _ first: String?, _ second: String?) -> MigrationError? {
    switch action {
    case SQLITE_TRANSACTION:
      return .policy(
        "tx_control_in_migration", "\(first ?? "COMMIT") is not allowed in a migration",
        hint: "the handler opens and commits the transaction; mark the file "
          + "'-- wfsh:no-transaction' to run without one")
    case SQLITE_ATTACH, SQLITE_DETACH:
      let verb = action == SQLITE_ATTACH ? "ATTACH" : "DETACH"
      return .policy(
        "attach_in_migration", "\(verb) and VACUUM are not allowed in this migration",
        hint: "put VACUUM alone in a file")
    case SQLITE_PRAGMA:
      let name = first?.lowercased() ?? ""
      guard second != nil, Self.frozenPragmas.contains(name) else { return nil }
      if name == "journal_mode" && !isInTransaction { return nil }
      return .policy("pragma_in_migration", "PRAGMA \(name) cannot be set in a migration")
    case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE, SQLITE_DROP_TABLE, SQLITE_CREATE_TABLE:
      return refuseTable(first)
    case SQLITE_ALTER_TABLE: return refuseTable(second)
    case SQLITE_CREATE_TRIGGER, SQLITE_CREATE_INDEX: return refuseTable(second)
    default: return nil
    }
  }

  private func refuseTable(_ name: String?) -> MigrationError? {
    guard let name, protected.contains(name.lowercased()) else { return nil }
    return .policy("history_in_migration", "a migration may not touch the table '\(name)'")
  }
}
