/// `database/check-schema`: does the schema look as it should, and is nothing left over?
enum CheckSchema {
  static func run(_ call: PromptCall) throws {
    call.publish("failures", [])
    try call.locked(.shared) {
      try call.withDatabase(.look) { database in
        try database.reading { try check(database, call) }
      }
    }
  }

  private static func check(_ database: SQLiteDatabase, _ call: PromptCall) throws {
    call.publish(try call.history(of: database))
    let tables = try call.tables()
    let objects = try database.schemaObjects().filter {
      !tables.protected.contains($0.table.lowercased())
    }
    let digest = Fingerprint.digest(of: objects)
    call.publish("schema_sha256", digest)
    call.publish("tables", objects.filter { $0.type == "table" }.count)
    call.publish("indexes", objects.filter { $0.type == "index" }.count)
    var failures: [MigrationError] = []
    // A dry run has not changed the schema, so the one wanted in the end is not there yet.
    if try !call.isDryRun() { failures += try lockFailures(objects, digest, call) }
    let before = try Baseline.before(call)
    failures += leftovers(objects, before)
    try warn(of: objects, database, before, call)
    call.publish("failures", failures.map { "\($0.code): \($0.message)" })
    if let first = failures.first { throw first }
  }

  /// Compares with `schema.lock` and `expected_schema.sql` of the migrations' folder.
  private static func lockFailures(
    _ objects: [SchemaObject], _ digest: String, _ call: PromptCall
  ) throws -> [MigrationError] {
    let folder = try call.settings.text("migration_path") ?? "migrations/"
    var failures: [MigrationError] = []
    let lock = Paths.join(folder, "schema.lock")
    if Files.kind(of: lock) == .file {
      let wanted = String(decoding: try Files.read(lock, limit: 1 << 16), as: UTF8.self)
        .trimmingBlanks()
      if wanted != digest {
        failures.append(
          .policy(
            "schema_mismatch", "the schema is \(digest), '\(lock)' says \(wanted)",
            hint: "write the new hash into the file if this schema is right"))
      }
    }
    let script = Paths.join(folder, "expected_schema.sql")
    if Files.kind(of: script) == .file {
      failures += try compare(objects, withScript: script, call)
    }
    return failures
  }

  private static func compare(
    _ objects: [SchemaObject], withScript path: String, _ call: PromptCall
  ) throws -> [MigrationError] {
    let wanted = try SQLiteDatabase(
      path: ":memory:", mode: .create, lockTimeout: 1, interruption: call.interruption)
    defer { wanted.close() }
    let script = try MigrationScript(path: path, content: try Files.read(path))
    for statement in script.statements {
      do {
        try wanted.runGuarded(statement, protected: [])
      } catch let error as MigrationError {
        throw error.placed(in: script, at: statement)
      }
    }
    func normal(_ objects: [SchemaObject]) -> [String: String] {
      var texts: [String: String] = [:]
      for object in objects {
        texts[object.title] = SQLScanner.statements(of: Array(object.sql.utf8))
          .flatMap(\.tokens).map(\.text).joined(separator: " ")
      }
      return texts
    }
    let (mine, theirs) = (normal(objects), normal(try wanted.schemaObjects()))
    return Set(mine.keys).union(theirs.keys).sorted().filter { mine[$0] != theirs[$0] }.map {
      let how = mine[$0] == nil ? "is missing" : theirs[$0] == nil ? "is too much" : "differs"
      return .policy("schema_mismatch", "\($0) \(how), by '\(path)'")
    }
  }

  /// Tables that a rebuild forgot: `orders_new` beside `orders`.
  private static func leftovers(
    _ objects: [SchemaObject], _ before: Fingerprint?
  ) -> [MigrationError] {
    let tables = Set(objects.filter { $0.type == "table" }.map { $0.name.lowercased() })
    return objects.filter { $0.type == "table" }.compactMap { object in
      let name = object.name.lowercased()
      let suffix = ["_new", "_old", "_tmp", "_temp", "_backup"].first { name.hasSuffix($0) }
      guard let suffix, tables.contains(String(name.dropLast(suffix.count))) else { return nil }
      guard before?.tables[object.name] == nil else { return nil }
      return .policy(
        "leftover_table", "table \(object.name) looks like a leftover of a rebuild",
        hint: "drop it in a migration")
    }
  }

  private static func warn(
    of objects: [SchemaObject], _ database: SQLiteDatabase, _ before: Fingerprint?,
    _ call: PromptCall
  ) throws {
    for object in objects where object.type == "table" {
      let keys = try database.single(
        "SELECT count(*) FROM pragma_table_info(?) WHERE pk > 0", [.text(object.name)])
      if keys?.integer == 0, !object.sql.uppercased().hasPrefix("CREATE VIRTUAL") {
        call.warnings.append("table \(object.name) has no primary key")
      }
    }
    var seen: [String: String] = [:]
    for object in objects where object.type == "index" {
      let tokens = SQLScanner.statements(of: Array(object.sql.utf8)).first?.tokens ?? []
      let on = tokens.firstIndex { $0.text == "ON" } ?? 0
      let unique = tokens.contains { $0.text == "UNIQUE" } ? "unique " : ""
      let key = unique + tokens[on...].map { $0.name.lowercased() }.joined(separator: " ")
      if let other = seen[key] {
        call.warnings.append("indexes \(other) and \(object.name) are alike")
      }
      seen[key] = object.name
    }
    guard let before else { return }
    let folder = try? call.folder()
    let named = (folder?.files ?? []).flatMap(\.up.statements).reduce(into: Set<String>()) {
      $0.formUnion($1.names)
    }
    for object in objects
    where !before.objects.contains(object.title) && !named.contains(object.name.lowercased()) {
      call.warnings.append("\(object.title) was made by no migration")
    }
  }
}
