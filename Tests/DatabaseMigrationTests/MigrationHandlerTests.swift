import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

@Suite struct MigrationHandlerTests {
  @Test func unknownPrompt() {
    let answer = MigrationHandler(environment: [:]).answer(
      HandlerRequest(prompt: "database/unknown"))
    #expect(answer.outcome == "unknown_prompt")
    #expect(answer.failure?.retryable == false)
  }

  @Test(arguments: MigrationHandler.prompts) func everyPromptAnswersAnEmptyRequest(_ prompt: String)
  {
    let answer = MigrationHandler(environment: [:]).answer(HandlerRequest(prompt: prompt))
    #expect(answer["duration_ms"] != nil)
    if answer.failure != nil {
      #expect(answer["error"]?.isEmpty == false)
      #expect(answer["context"].flatMap { try? JSONReader.read($0) }?["code"] != nil)
    }
  }

  @Test(arguments: MigrationHandler.prompts.filter { $0.hasPrefix("database/") })
  func passwordsAreNeverSaid(_ prompt: String) {
    let answer = MigrationHandler(environment: [:]).answer(
      HandlerRequest(
        prompt: prompt, variables: ["database_url": "postgres://ann:s3cr3tpass@host/db"]))
    #expect(!JSONWriter().write(answer.json).contains("s3cr3tpass"))
    guard !["database/analyze-error", "database/cleanup-old-backups"].contains(prompt) else {
      return
    }
    #expect(answer.outcome == "unsupported_engine" || answer.outcome == "no_backup")
  }

  @Test func timeIsKept() throws {
    let folder = try TestFolder([
      "1_slow.sql": """
      CREATE TABLE a AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
      SELECT i FROM n;
      """
    ])
    let run = TestRun(folder, scope: ["backup_enabled": "false"])
    var request = run.request("apply-migrations")
    request.timeout = 1
    let answer = MigrationHandler(environment: [:]).answer(request)
    #expect(answer.outcome == "cancelled")
    #expect(answer.failure?.retryable == true)
    #expect(answer["state_after"] == "unchanged")
    #expect(try folder.content().objects.isEmpty)
  }

  @Test func deadlineLeavesTimeForTheAnswer() {
    #expect(MigrationHandler.deadline(for: 3600) == 3420)
    #expect(MigrationHandler.deadline(for: 60) == 55)
    #expect(MigrationHandler.deadline(for: 4) == 2)
  }
}
