/// The handlers that come with wfsh: prompts served by `wfsh-db`.
package enum BuiltInHandlers {
  /// - Parameter folder: the folder of the running program, beside which the handlers lie.
  package static func bindings(beside folder: String) -> [HandlerBinding] {
    let program = ["\(folder)/wfsh-db"]
    return [
      HandlerBinding(
        glob: "database/*", command: program, sendsScope: true,
        environmentNames: ["DATABASE_URL", "MIGRATION_DATABASE_URL", "WFSH_DB_*", "PG*"],
        reads: databaseVariables, canDryRun: true),
      HandlerBinding(
        glob: "notifications/*", command: program, sendsScope: true,
        environmentNames: ["WFSH_ALERT_*", "WFSH_DB_*"], canDryRun: true),
    ]
  }

  /// What `database/*` looks for in the scope; each also from the environment, in capitals after
  /// `WFSH_DB_`.
  private static let databaseVariables = [
    "database_url", "migration_database_url", "history_table", "lock_wait", "lock_timeout",
    "allow_out_of_order", "on_drift", "mirror", "allow_create", "baseline", "max_row_loss",
    "strict_validation", "precheck_rehearse", "rehearse", "baseline_enforce", "prefer_restore",
    "force_unfence",
  ]
}
