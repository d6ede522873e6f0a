import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowParsing
import WorkflowSource
import WorkflowTestSupport

/// The workflow that started it all, verbatim; where `shared` is not there, nothing is tested here.
@Suite(.enabled(if: RepositoryFiles.seed != nil)) struct SeedTests {
  private let loaded: LoadedWorkflow
  private let workflow: Workflow

  init() throws {
    loaded = WorkflowParser().parse(
      try #require(RepositoryFiles.seed), name: "seed", origin: "seed")
    workflow = try #require(loaded.workflow)
  }

  @Test func loadsWithoutAWord() {
    #expect(loaded.diagnostics == [])
    #expect(workflow.name == "database-migration")
    #expect(workflow.about.title == "Database Migration")
    #expect(
      workflow.arguments.map(\.name) == [
        "migration_path", "target_version", "backup_enabled", "dry_run",
      ])
    #expect(
      workflow.arguments.map { $0.defaultValue?.stringValue } == [
        "migrations/", "latest", "true", "false",
      ])
    #expect(workflow.states.count == 23)
  }

  @Test func hasItsEdgesWithTheirClasses() {
    let lines = workflow.transitions.map { transition in
      let from = transition.source.state.map { workflow[$0].name } ?? "[*]"
      let to = transition.target.state.map { workflow[$0].name } ?? "[*]"
      let label = transition.label
      return "\(from) --> \(to): \(label.text) | \(label.exitClass.rawValue), \(label.rule)"
    }
    #expect(lines.joined(separator: "\n") == Self.edges)
  }

  private static let edges = """
    [*] --> PreCheck: Start Migration | always, the only exit
    PreCheck --> CreateBackup: Checks passed | success, by polarity ("passed")
    PreCheck --> PreCheckFailed: Checks failed | failure, by polarity ("failed")
    CreateBackup --> ValidateBackup: Backup created | success, by polarity ("created")
    CreateBackup --> BackupFailed: Backup failed | failure, by polarity ("failed")
    ValidateBackup --> ApplyMigrations: Backup valid | success, by polarity ("valid")
    ValidateBackup --> BackupInvalid: Backup invalid | failure, by polarity ("invalid")
    ApplyMigrations --> VerifyMigration: Success | success, the word "Success"
    ApplyMigrations --> MigrationError: Failed | failure, the word "Failed"
    VerifyMigration --> PostCheck: Verified | success, by polarity ("verified")
    VerifyMigration --> VerificationFailed: Verification failed | failure, by polarity ("failed")
    PostCheck --> Success: All checks passed | success, by polarity ("passed")
    PostCheck --> PostCheckFailed: Checks failed | failure, by polarity ("failed")
    MigrationError --> RetryDecision: Error caught | always, the only exit
    RetryDecision --> ApplyMigrations: Retry | success, the opposite of "No retry"
    RetryDecision --> Rollback: No retry | failure, by polarity ("no retry")
    VerificationFailed --> Rollback: Initiate rollback | always, the only exit
    PostCheckFailed --> Rollback: Initiate rollback | always, the only exit
    Rollback --> RestoreBackup: Migrations rolled back | success, by polarity ("rolled back")
    Rollback --> RollbackFailed: Rollback failed | failure, by polarity ("failed")
    RestoreBackup --> ValidateRestore: Backup restored | success, by polarity ("restored")
    RestoreBackup --> RestoreFailed: Restore failed | failure, by polarity ("failed")
    ValidateRestore --> RecoveryComplete: Restore valid | success, by polarity ("valid")
    ValidateRestore --> CriticalError: Restore invalid | failure, by polarity ("invalid")
    BackupFailed --> AbortMigration: Cannot proceed | always, the only exit
    BackupInvalid --> AbortMigration: Cannot proceed | always, the only exit
    PreCheckFailed --> [*]: Pre-checks failed | always, the only exit
    AbortMigration --> [*]: Migration aborted | always, the only exit
    Success --> [*]: Migration successful | always, the only exit
    RecoveryComplete --> [*]: Recovered to previous state | always, the only exit
    RollbackFailed --> EmergencyMode: Enter emergency mode | always, the only exit
    RestoreFailed --> EmergencyMode: Enter emergency mode | always, the only exit
    CriticalError --> EmergencyMode: Enter emergency mode | always, the only exit
    EmergencyMode --> [*]: Manual intervention required | always, the only exit
    """

  @Test func isOneTree() {
    let path = "Tests/Fixtures/Workflows/database-migration.tree"
    if let problem = Golden.mismatch(workflow.treeDump(), path) { Issue.record("\(problem)") }
  }

  @Test func readsItsProperties() throws {
    let backup = workflow[try #require(workflow.stateID(named: "CreateBackup"))]
    #expect(backup.title == "Create Database Backup")
    #expect(backup.properties.timeout?.value?.seconds == 1800)
    #expect(backup.properties.retry?.attempts.value == 3)
    #expect(backup.properties.retry?.delay.value?.seconds == 60)
    guard case .executePrompt(let call) = backup.action?.kind else {
      Issue.record("\(String(describing: backup.action))")
      return
    }
    #expect(call.prompt.literalText == "database/create-backup")
    #expect(call.variables.map(\.name) == ["backup_name", "compression"])
    let range = call.variables[0].value.range
    #expect(loaded.source.text(in: range) == "pre_migration_{{ timestamp }}")
    #expect(loaded.source.position(at: range.lower) == SourcePosition(line: 88, column: 35))
  }

  @Test func fieldsThatAreReadAreKnown() throws {
    let references = WorkflowReferences(workflow)
    let fields = Dictionary(
      uniqueKeysWithValues: workflow.states.indices.map { index in
        (workflow.states[index].name, references.fields[index].map { "\($0.name): \($0.implied)" })
      })
    #expect(
      fields["CreateBackup"]?.map { $0.split(separator: ":")[0] } == [
        "backup_id", "retry_count",
      ])
    #expect(fields["ValidateBackup"]?.count == 1)
    #expect(fields["EmergencyMode"] == [])
    #expect(references.bareNames.contains { $0.name == "current_db_version" })
  }

  @Test func checksFindWhatIsDoubtful() {
    let source = loaded.source
    let found = loaded.checked().map { diagnostic in
      let position = source.position(at: diagnostic.range?.lower ?? 0)
      return "\(position) \(diagnostic.severity.rawValue) \(diagnostic.code): \(diagnostic.message)"
    }
    #expect(
      found == [
        "22:11 warning unused-argument: "
          + "the argument 'backup_enabled' is never read in the workflow",
        "81:38 warning undefined-name: 'current_db_version' is no argument, variable or state",
        "210:14 warning unhandled-failure: "
          + "a failure of 'Success' has no exit: the run would fail there",
      ])
  }
}
