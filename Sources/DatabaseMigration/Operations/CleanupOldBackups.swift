/// `database/cleanup-old-backups`: keeps the newest backups and removes the others.
enum CleanupOldBackups {
  static func run(_ call: PromptCall) throws {
    for name in ["deleted", "kept"] { call.publish(name, []) }
    call.publish("freed_bytes", 0)
    let keep = try keepCount(in: call.settings)
    let mode: StateLock.Mode = try call.isDryRun() ? .shared : .exclusive
    try call.locked(mode) {
      try? call.withDatabase(.look) { call.publish(try call.tables().read($0)) }
      try clean(keep, call)
    }
  }

  /// How many backups stay.
  static func keepCount(in settings: Settings) throws -> Int {
    guard let text = try settings.text("keep_count"), let keep = Int(text), keep >= 1 else {
      throw MigrationError.badArgument(
        "'keep_count' must be a whole number from 1", hint: "nothing was removed")
    }
    return keep
  }

  private static func clean(_ keep: Int, _ call: PromptCall) throws {
    let state = try call.state()
    let store = BackupStore(state: state)
    let identity = try call.location().identity
    let current = try call.journal()?.backupID
    let found = try store.list()
    for broken in found.broken {
      call.warnings.append("'\(broken.id)' is left alone: \(broken.error.message)")
    }
    let ours = found.whole.filter { $0.identity == identity }
    // One that failed a validation does not count among the newest, and is not worth keeping.
    let sound = ours.filter { $0.lastValidation != false }
    let newest = Set(sound.prefix(keep).map(\.id))
    let old = ours.filter { !newest.contains($0.id) && $0.id != current && !$0.isPinned }
    let kept = found.whole.filter { backup in !old.contains { $0.id == backup.id } }
    call.publish("kept", kept.map(\.id))
    let isFenced = try Fence.read(state) != nil
    guard try !call.isDryRun(), !isFenced else {
      call.publish("would_delete", old.map(\.id))
      if isFenced { call.warnings.append("nothing is removed while the database is fenced") }
      return
    }
    var freed: Int64 = 0
    var deleted: [String] = []
    for backup in old {
      do {
        freed += try remove(backup, state)
        deleted.append(backup.id)
      } catch let error as MigrationError {
        call.warnings.append("'\(backup.id)' could not be removed: \(error.message)")
      }
    }
    for folder in try store.unfinished() { try? Files.remove(folder) }
    call.publish("deleted", deleted)
    call.publish("freed_bytes", freed)
  }

  /// First out of sight, then away, so that no half backup is ever listed.
  private static func remove(_ backup: Backup, _ state: StateFolder) throws -> Int64 {
    let trash = Paths.join(state.backups, ".trash-\(backup.id)")
    try Files.rename(backup.folder, to: trash)
    try Files.remove(trash)
    return backup.storedBytes
  }
}
