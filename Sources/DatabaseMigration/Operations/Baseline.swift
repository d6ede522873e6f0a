/// The database as it was before the run.
enum Baseline {
  /// From the run's backup, else from the fingerprint of its first check; nil when there is neither.
  static func before(_ call: PromptCall) throws -> Fingerprint? {
    guard let journal = try call.journal() else { return nil }
    if !journal.backupID.isEmpty,
      let backup = try? Backup.read(journal.backupID, in: try call.state())
    {
      return backup.content
    }
    return journal.fingerprint
  }
}
