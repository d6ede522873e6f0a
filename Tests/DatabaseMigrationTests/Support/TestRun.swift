import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

/// A run of the workflow, prompt by prompt, as the engine would ask: outputs go into the scope under the
/// name of their state.
final class TestRun {
  let folder: TestFolder
  let id: String
  var scope: JSONObject
  var environment: [String: String] = ["WFSH_DB_BACKOFF": "none"]
  var messages: [HandlerMessage] = []

  init(_ folder: TestFolder, id: String = "run-1", scope: JSONObject = [:]) {
    self.folder = folder
    self.id = id
    self.scope = [
      "database_url": .string("sqlite:\(folder.database)"),
      "migration_path": .string(folder.migrations), "lock_wait": "0.3", "lock_timeout": "0.3",
    ]
    for member in scope.members { self.scope[member.name] = member.value }
  }

  @discardableResult
  func ask(
    _ prompt: String, as state: String = "State", _ variables: JSONObject = [:],
    attempt: Int = 1
  ) -> HandlerAnswer {
    let request = HandlerRequest(
      prompt: prompt.contains("/") ? prompt : "database/\(prompt)", workflow: "test",
      state: state, runID: id, attempt: attempt, variables: variables, scope: scope)
    let collected = Collected()
    let answer = MigrationHandler(environment: environment, emit: collected.add).answer(request)
    messages += collected.messages
    scope[state] = .object(answer.outputs)
    return answer
  }

  // MARK: The states of the workflow

  @discardableResult
  func preCheck(_ variables: JSONObject = [:]) -> HandlerAnswer {
    ask("pre-migration-check", as: "PreCheck", variables)
  }

  @discardableResult
  func createBackup(compression: Bool = false) -> HandlerAnswer {
    ask(
      "create-backup", as: "CreateBackup",
      ["backup_name": "before", "compression": .string("\(compression)")])
  }

  var backupID: String { scope["CreateBackup"]?["backup_id"]?.stringValue ?? "" }

  @discardableResult
  func validateBackup(_ level: String = "comprehensive") -> HandlerAnswer {
    ask(
      "validate-backup", as: "ValidateBackup",
      ["backup_id": .string(backupID), "validation_level": .string(level)])
  }

  @discardableResult
  func apply(_ variables: JSONObject = [:], attempt: Int = 1) -> HandlerAnswer {
    ask("apply-migrations", as: "ApplyMigrations", variables, attempt: attempt)
  }

  /// The three states before the migrations are applied.
  func prepare() throws {
    for answer in [preCheck(), createBackup(), validateBackup()] {
      try #require(answer.failure == nil, "\(String(describing: answer.failure))")
    }
  }

  @discardableResult
  func rollBack(_ variables: JSONObject = ["force": "true"]) -> HandlerAnswer {
    var variables = variables
    variables["target_version"] = scope["PreCheck"]?["initial_version"]
    return ask("rollback-migrations", as: "Rollback", variables)
  }

  @discardableResult
  func restore(_ variables: JSONObject = [:]) -> HandlerAnswer {
    var variables = variables
    variables["backup_id"] = variables["backup_id"] ?? .string(backupID)
    return ask("restore-backup", as: "RestoreBackup", variables)
  }

  @discardableResult
  func validateRestore() -> HandlerAnswer {
    ask(
      "validate-restore", as: "ValidateRestore",
      [
        "expected_version": scope["PreCheck"]?["initial_version"] ?? "none",
        "full_validation": "true",
      ])
  }
}

/// Messages of a handler while it works.
private final class Collected {
  var messages: [HandlerMessage] = []

  func add(_ message: HandlerMessage) { messages.append(message) }
}

extension HandlerAnswer {
  /// `success`, or the code of the failure.
  var outcome: String {
    guard let failure else { return "success" }
    return failure.details["code"]?.stringValue ?? failure.type
  }

  subscript(name: String) -> String? { outputs[name]?.stringValue }

  func list(_ name: String) -> [String] {
    outputs[name]?.arrayValue?.compactMap(\.stringValue) ?? ["not a list"]
  }
}
