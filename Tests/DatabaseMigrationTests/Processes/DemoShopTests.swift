import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

@Suite struct DemoShopTests {
  /// A whole run as the workflow makes it; the states it went through.
  private func migrate(_ folder: TestFolder, _ shop: DemoShop, _ id: String) throws -> [String] {
    let run = TestRun(
      folder, id: id,
      scope: [
        "database_url": .string(shop.database), "migration_path": .string(shop.migrations),
        "target_version": "v2.0",
      ])
    var path: [String] = []
    func step(_ state: String, _ answer: HandlerAnswer) -> Bool {
      path.append(answer.failure == nil ? state : "\(state)!")
      return answer.failure == nil
    }
    guard step("PreCheck", run.preCheck(["target_version": "v2.0"])),
      step("CreateBackup", run.createBackup(compression: true)),
      step("ValidateBackup", run.validateBackup())
    else { return path }
    if step("Apply", run.apply(["target": "v2.0"])) {
      _ = step("Verify", run.ask("verify-migration", ["expected_version": "v2.0"]))
      for check in ["check-schema", "check-data-integrity", "performance-baseline"] {
        _ = step(check, run.ask(check))
      }
      _ = step("Success", run.ask("cleanup-old-backups", ["keep_count": "3"]))
    } else {
      _ = step("Rollback", run.rollBack())
      _ = step("Restore", run.restore())
      _ = step("ValidateRestore", run.validateRestore())
    }
    return path
  }

  private static let success = [
    "PreCheck", "CreateBackup", "ValidateBackup", "Apply", "Verify", "check-schema",
    "check-data-integrity", "performance-baseline", "Success",
  ]
  private static let recovery = [
    "PreCheck", "CreateBackup", "ValidateBackup", "Apply!", "Rollback", "Restore",
    "ValidateRestore",
  ]

  private func version(_ shop: DemoShop) throws -> String? {
    let connection = try SQLiteDatabase(
      path: shop.database, mode: .look, lockTimeout: 1, interruption: Interruption())
    defer { connection.close() }
    return try connection.single("SELECT max(version) FROM wfsh_schema_history")?.text
  }

  @Test func threeTimesInARow() throws {
    let folder = try TestFolder()
    let shop = DemoShop(folder: Paths.join(folder.path, "demo"))
    for number in 1...3 {
      _ = try shop.prepare(withFailure: false)
      if number == 1 { #expect(try version(shop) == "1") }
      #expect(try migrate(folder, shop, "run-\(number)") == Self.success)
      #expect(try version(shop) == "4")
    }
  }

  @Test func failureFromTheStartComesBackToOne() throws {
    let folder = try TestFolder()
    let shop = DemoShop(folder: Paths.join(folder.path, "demo"))
    _ = try shop.prepare(withFailure: true)
    #expect(try migrate(folder, shop, "run-1") == Self.recovery)
    #expect(try version(shop) == "1")
    _ = try shop.prepare(withFailure: false)
    #expect(try migrate(folder, shop, "run-2") == Self.success)
    _ = try shop.prepare(withFailure: true)
    #expect(try migrate(folder, shop, "run-3") == Self.recovery)
    #expect(try version(shop) == "4")
  }

  @Test func preparingChangesNothingThatIsThere() throws {
    let folder = try TestFolder()
    let shop = DemoShop(folder: Paths.join(folder.path, "demo"))
    _ = try shop.prepare(withFailure: false)
    let before = try Files.read(shop.database)
    let names = try Files.names(in: shop.folder)
    #expect(names == ["migrations", "shop.db"])
    _ = try shop.prepare(withFailure: true)
    #expect(try Files.names(in: shop.migrations).filter { $0.hasPrefix("5") }.count == 2)
    _ = try shop.prepare(withFailure: false)
    #expect(try Files.names(in: shop.migrations).filter { $0.hasPrefix("5") }.isEmpty)
    #expect(try Files.read(shop.database) == before)
  }

  @Test func downFilesTakeEverythingBack() throws {
    let folder = try TestFolder()
    let shop = DemoShop(folder: Paths.join(folder.path, "demo"))
    _ = try shop.prepare(withFailure: false)
    let run = TestRun(
      folder,
      scope: [
        "database_url": .string(shop.database), "migration_path": .string(shop.migrations),
        "backup_enabled": false,
      ])
    #expect(run.apply(["target": "v2.0"]).outcome == "success")
    let answer = run.ask("rollback-migrations", ["target_version": "none", "force": "false"])
    #expect(answer.list("rolled_back") == ["4", "3", "2", "1"])
  }
}
