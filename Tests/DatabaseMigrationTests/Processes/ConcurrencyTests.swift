import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

/// Scenario 8: two migrators at once.
@Suite struct ConcurrencyTests {
  @Test func eachVersionIsAppliedOnce() throws {
    for round in 0..<10 {
      let folder = try TestFolder(Samples.three)
      let runs = (1...3).map {
        TestRun(folder, id: "run-\($0)", scope: ["backup_enabled": "false", "lock_wait": "20"])
      }
      if round % 2 == 1 { try folder.execute("PRAGMA journal_mode = WAL") }
      let processes = try runs.map { try $0.start("apply-migrations") }
      let answers = try processes.map { try #require(try $0.wait().answer) }
      let applied = answers.flatMap { $0.list("applied") }
      #expect(applied.sorted() == ["1", "2", "3"])
      for answer in answers {
        #expect(answer.outcome == "success" || answer.failure?.type == "lock")
      }
      #expect(try folder.value("SELECT count(*) FROM wfsh_schema_history") == "3")
      #expect(try folder.value("SELECT count(*) FROM customers") == "3")
    }
  }

  @Test func withStateFoldersOfTheirOwnTheDatabaseItselfDecides() throws {
    for _ in 0..<10 {
      let folder = try TestFolder(Samples.three)
      let runs = (1...3).map {
        TestRun(folder, id: "run-\($0)", scope: ["backup_enabled": "false", "lock_timeout": "20"])
      }
      let processes = try runs.map {
        try $0.start(
          "apply-migrations", environment: ["WFSH_DB_STATE": "\(folder.path)/state-\($0.id)"])
      }
      let answers = try processes.map { try #require(try $0.wait().answer) }
      #expect(answers.flatMap { $0.list("applied") }.sorted() == ["1", "2", "3"])
      for answer in answers {
        #expect(
          answer.outcome == "success" || answer.failure?.retryable == true,
          "\(String(describing: answer.failure))")
      }
    }
  }

  @Test func checksAfterwardsRunTogether() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder)
    try run.prepare()
    #expect(run.apply().outcome == "success")
    let processes = try ["check-schema", "check-data-integrity", "performance-baseline"].map {
      try run.start($0)
    }
    for process in processes { #expect(try process.wait().answer?.outcome == "success") }
  }
}
