/// What `wfsh-db status` says.
enum DatabaseStatus {
  static func text(_ call: PromptCall) throws -> String {
    let location = try call.location()
    let state = try call.state()
    var lines = ["database  \(location.path)", "state     \(state.path)"]
    guard Files.exists(location.path) else {
      return (lines + ["          not there"]).joined(separator: "\n")
    }
    let history = try call.withDatabase(.look) { try call.tables().read($0) }
    lines.append("version   \(history.versionText)")
    for row in history.rows {
      let state =
        row.isFinished ? "" : "  \(row.state.rawValue), statement \(row.done + 1) of \(row.total)"
      lines.append("          \(row.key) \(row.name)\(state)")
    }
    if let fence = try Fence.read(state) {
      lines.append("fenced    since \(fence.since): \(fence.why)")
      lines.append("          lift with: \(Fence.command(location))")
    }
    let backups = try BackupStore(state: state).list()
    for backup in backups.whole {
      lines.append("backup    \(backup.id)  version \(backup.content.version)  \(backup.createdAt)")
    }
    for broken in backups.broken { lines.append("backup    \(broken.id)  \(broken.error.message)") }
    return lines.joined(separator: "\n")
  }
}
