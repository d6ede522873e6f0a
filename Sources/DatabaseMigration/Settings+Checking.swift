extension Settings {
  /// What is wrong with the settings that some later step of a run would read: better said before
  /// anything is changed than when a rollback needs them.
  func problems() -> [MigrationError] {
    var problems: [MigrationError] = []
    func check(_ read: () throws -> Void) {
      do {
        try read()
      } catch let error as MigrationError {
        problems.append(error)
      } catch {}
    }
    for name in [
      "prefer_restore", "baseline_enforce", "full_validation", "check_integrity",
      "validate_before", "compression", "allow_create", "allow_out_of_order",
      "precheck_rehearse", "backup_enabled",
    ] {
      check { _ = try flag(name) }
    }
    for name in ["lock_wait", "lock_timeout"] {
      check { _ = try seconds(name, otherwise: 0) }
    }
    check { _ = try percent("max_row_loss") }
    check { _ = try TransactionMode(try text("transaction_mode")) }
    check { _ = try ValidateBackup.level(in: self) }
    if value("keep_count") != nil { check { _ = try CleanupOldBackups.keepCount(in: self) } }
    return problems
  }
}
