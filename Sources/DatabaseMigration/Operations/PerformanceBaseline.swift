import JSONText

/// `database/performance-baseline`: are the database's own questions answered as fast as before?
enum PerformanceBaseline {
  static func run(_ call: PromptCall) throws {
    call.publish("failures", [])
    call.publish("timings", [])
    try call.locked(.shared) {
      try call.withDatabase(.look) { database in
        _ = try call.history(of: database)
        try compare(try BaselineTimings.measure(database, call), call)
      }
    }
  }

  /// Three times slower and more than 50 ms is slow.
  private static func compare(_ now: [String: Double], _ call: PromptCall) throws {
    let before = try call.journal()?.timings ?? [:]
    var slow: [String] = []
    call.publish(
      "timings",
      now.sorted { $0.key < $1.key }.map { name, milliseconds in
        let old = before[name]
        let words =
          "\(name): \(rounded(milliseconds)) ms"
          + (old.map { ", before \(rounded($0)) ms" } ?? "")
        if let old, milliseconds > old * 3, milliseconds > 50 { slow.append(words) }
        return words
      })
    guard !slow.isEmpty else { return }
    guard try call.settings.flag("baseline_enforce") == true else {
      call.warnings += slow.map { "slower than before: \($0)" }
      return
    }
    call.publish("failures", slow.map { "slow: \($0)" })
    throw MigrationError.policy("slow", "slower than before: \(slow[0])")
  }

  private static func rounded(_ milliseconds: Double) -> Double {
    (milliseconds * 100).rounded() / 100
  }
}

/// How long the questions of a baseline take.
enum BaselineTimings {
  /// Seconds that all of them together may take.
  private static let budget = 2.0
  private static let mostQuestions = 40

  /// Milliseconds by name, the median of up to five times.
  static func measure(_ database: SQLiteDatabase, _ call: PromptCall) throws -> [String: Double] {
    var timings: [String: Double] = [:]
    let end = ContinuousClock.now + .seconds(budget)
    try database.run("PRAGMA query_only = ON")
    defer { try? database.run("PRAGMA query_only = OFF") }
    for (name, sql) in try questions(database, call).prefix(mostQuestions) {
      var times: [Double] = []
      while times.count < 5, times.isEmpty || ContinuousClock.now < end {
        let start = ContinuousClock.now
        do {
          try database.forEachRow(sql) { _ in }
        } catch let error as MigrationError where error.kind != .cancelled {
          call.warnings.append("the question \(name) of the baseline fails: \(error.message)")
          break
        }
        let taken = ContinuousClock.now - start
        times.append(
          Double(taken.components.attoseconds) / 1e15 + Double(taken.components.seconds) * 1000)
      }
      if !times.isEmpty { timings[name] = times.sorted()[times.count / 2] }
      if ContinuousClock.now >= end { break }
    }
    return timings
  }

  /// `baseline/*.sql` of the migrations' folder; without it, a count of each table.
  private static func questions(
    _ database: SQLiteDatabase, _ call: PromptCall
  ) throws -> [(String, String)] {
    let folder = Paths.join(try call.settings.text("migration_path") ?? "migrations/", "baseline")
    if Files.isFolder(folder) {
      return try Files.names(in: folder).filter { $0.hasSuffix(".sql") && !$0.hasPrefix(".") }
        .map { name in
          (name, String(decoding: try Files.read(Paths.join(folder, name)), as: UTF8.self))
        }
    }
    let own = try call.tables().protected
    return try database.tableNames()
      .filter { !own.contains($0.lowercased()) && !$0.hasPrefix("sqlite_") }
      .map { ("count of \($0)", "SELECT count(*) FROM \(SQLiteDatabase.quoted($0))") }
  }
}
