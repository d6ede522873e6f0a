package import HandlerContract
import JSONText

/// Answers the prompts `database/*` and `notifications/alert-critical` on real databases.
///
/// A handler serves one request at a time.
package struct MigrationHandler {
  private let environment: [String: String]
  private let interruption: Interruption
  private let emit: (HandlerMessage) -> Void

  /// - Parameters:
  ///   - environment: where settings are looked up last.
  ///   - interruption: stops the work from outside.
  ///   - emit: gets progress and log messages while the work goes on.
  package init(
    environment: [String: String], interruption: Interruption = Interruption(),
    emit: @escaping (HandlerMessage) -> Void = { _ in }
  ) {
    self.environment = environment
    self.interruption = interruption
    self.emit = emit
  }

  /// What each prompt does.
  static let operations: [String: @Sendable (PromptCall) throws -> Void] = [
    "database/pre-migration-check": PreMigrationCheck.run,
    "database/create-backup": CreateBackup.run,
    "database/validate-backup": ValidateBackup.run,
    "database/apply-migrations": ApplyMigrations.run,
    "database/verify-migration": VerifyMigration.run,
    "database/check-schema": CheckSchema.run,
    "database/check-data-integrity": CheckDataIntegrity.run,
    "database/performance-baseline": PerformanceBaseline.run,
    "database/analyze-error": AnalyzeError.run,
    "database/rollback-migrations": RollbackMigrations.run,
    "database/restore-backup": RestoreBackup.run,
    "database/validate-restore": ValidateRestore.run,
    "database/cleanup-old-backups": CleanupOldBackups.run,
    "database/generate-recovery-plan": GenerateRecoveryPlan.run,
    "notifications/alert-critical": AlertCritical.run,
  ]

  /// The prompts that are served, in order.
  package static var prompts: [String] { operations.keys.sorted() }

  /// Does what a request asks; whatever goes wrong becomes part of the answer.
  package func answer(_ request: HandlerRequest) -> HandlerAnswer {
    let started = ContinuousClock.now
    if let timeout = request.timeout, timeout > 0 {
      interruption.setDeadline(seconds: Self.deadline(for: timeout))
    }
    let call = PromptCall(
      request, environment: environment, interruption: interruption, emit: emit)
    var failure: MigrationError?
    do {
      guard let operation = Self.operations[request.prompt] else {
        throw MigrationError.policy(
          "unknown_prompt", "this handler does not serve '\(request.prompt)'",
          hint: "it serves \(Self.prompts.joined(separator: ", "))")
      }
      call.publish("dry_run", try call.isDryRun())
      try interruption.check()
      try operation(call)
    } catch let error as MigrationError {
      failure = error
    } catch {
      failure = MigrationError(.unknown, "unknown", "\(error)")
    }
    let duration = MigrationRunner.milliseconds(since: started)
    return Self.answer(call, failure, milliseconds: duration)
  }

  private static func answer(
    _ call: PromptCall, _ failure: MigrationError?, milliseconds: Int64
  ) -> HandlerAnswer {
    if let failure {
      call.publish("error", failure.line)
      // Said before the operation could: lists of what is wrong are not left empty.
      for name in ["failures", "errors"] where call.outputs[name]?.arrayValue?.isEmpty == true {
        call.publish(name, ["\(failure.code): \(failure.line)"])
      }
      var context = call.outputs["context"]?.objectValue ?? [:]
      for member in failure.context.members { context[member.name] = member.value }
      context["attempt"] = .int(Int64(call.request.attempt))
      call.publish("context", JSONWriter().write(.object(Redaction.redact(context))))
    }
    call.publish("duration_ms", milliseconds)
    call.publish("warnings", call.warnings)
    for warning in call.warnings { call.log(warning, level: "warning") }
    return HandlerAnswer(
      outputs: Redaction.redact(call.outputs),
      failure: failure.map { error in
        var error = error
        error.message = Redaction.redact(error.message)
        error.hint = error.hint.map(Redaction.redact)
        error.details = Redaction.redact(error.details)
        return error.failure
      })
  }

  /// Seconds of a timeout after which the work stops itself, so that its answer still arrives.
  static func deadline(for timeout: Double) -> Double {
    max(timeout / 2, timeout - max(5, timeout * 0.05))
  }
}
