import HandlerContract
import JSONText

/// A small shop to try migrations on: a database at version 1 and a folder with its migrations.
///
/// What is there is left as it is; only the failing migration 5 and the `tags` file change with the
/// wish. A shop that was migrated to 4 thus has nothing pending the next time, and with the failure one
/// more migration that fails and is undone.
struct DemoShop {
  let folder: String

  var database: String { Paths.join(folder, "shop.db") }
  var migrations: String { Paths.join(folder, "migrations") }

  /// - Parameter withFailure: whether migration 5, which fails half-way, is there, and `v2.0` means it.
  /// - Returns: what there is now, in words.
  func prepare(withFailure: Bool) throws -> String {
    try Files.makeFolder(folder)
    try Files.makeFolder(migrations)
    for (name, text) in DemoMigrations.files {
      let path = Paths.join(migrations, name)
      if !Files.exists(path) { try Files.write(text, to: path) }
    }
    for (name, text) in DemoMigrations.failing {
      let path = Paths.join(migrations, name)
      if withFailure { try Files.write(text, to: path) } else { try Files.remove(path) }
    }
    try Files.write(
      "# names of versions\nv1.0 1\nv2.0 \(withFailure ? 5 : 4)\n",
      to: Paths.join(migrations, "tags"))
    if Files.size(of: database) ?? 0 == 0 { try makeDatabase() }
    return """
      \(database): a small shop
      \(migrations): its migrations, v2.0 is \(withFailure ? "5, which fails" : "4")
      """
  }

  /// Applies migration 1 under another name first, so that a half-made shop is never taken for one.
  private func makeDatabase() throws {
    try removeLeftovers()
    let path = Paths.join(folder, ".shop-\(Host.processID).db")
    let state = Paths.join(folder, ".shop-\(Host.processID)-state")
    defer {
      for suffix in ["", "-wal", "-shm", "-journal"] { try? Files.remove(path + suffix) }
      try? Files.remove(state)
    }
    let request = HandlerRequest(
      prompt: "database/apply-migrations", workflow: "demo", state: "Prepare", runID: "demo",
      variables: [
        "database_url": .string("sqlite:\(path)"), "migration_path": .string(migrations),
        "target": "1", "backup_enabled": false,
      ])
    let answer = MigrationHandler(environment: ["WFSH_DB_STATE": state]).answer(request)
    if let failure = answer.failure {
      throw MigrationError(.unknown, "demo", "the demo cannot be made: \(failure.message)")
    }
    let interruption = Interruption()
    let made = try SQLiteDatabase(
      path: path, mode: .write, lockTimeout: 5, interruption: interruption)
    // As an application would have it: readers and a writer at once.
    _ = try made.single("PRAGMA journal_mode = WAL")
    made.close()
    try Files.sync(path)
    // An empty file is no shop; a shop that another process has just made stays.
    if Files.size(of: database) == 0 { try Files.remove(database) }
    try Files.link(path, to: database)
  }

  /// Removes what processes that died have left.
  private func removeLeftovers() throws {
    for name in try Files.names(in: folder) where name.hasPrefix(".shop-") {
      let process = Int(name.dropFirst(6).prefix { $0.isNumber }) ?? 0
      if !Host.isAlive(process) { try? Files.remove(Paths.join(folder, name)) }
    }
  }
}
