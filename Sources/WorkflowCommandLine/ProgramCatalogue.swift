internal import Synchronization
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowSource

/// The workflows that workflows run inside themselves, each read once.
final class ProgramCatalogue: ProgramSource {
  private let loader: any WorkflowLoading
  private let programs = Mutex<[String: Result<Program, ActionFailure>]>([:])

  init(loader: any WorkflowLoading) { self.loader = loader }

  func program(
    named reference: String, for caller: Workflow
  ) throws(ActionFailure) -> Program {
    let key = caller.source.folder + reference
    if let known = programs.withLock({ $0[key] }) { return try known.get() }
    let result = read(reference, calledBy: caller.source)
    programs.withLock { $0[key] = result }
    return try result.get()
  }

  private func read(
    _ reference: String, calledBy caller: SourceText
  ) -> Result<Program, ActionFailure> {
    do throws(WorkflowNotFound) {
      let loaded = try loader.load(reference, calledBy: caller)
      if let workflow = loaded.workflow, loaded.isSound { return .success(Program(workflow)) }
      let first = loaded.diagnostics.first { $0.severity == .error }
      let place = first?.range.map { ":\(loaded.source.position(at: $0.lower))" } ?? ""
      return .failure(
        ActionFailure(
          type: "broken_workflow",
          message: "\(loaded.source.name)\(place): \(first?.message ?? "it has no diagram")",
          retryable: false))
    } catch {
      return .failure(
        ActionFailure(
          type: "unknown_workflow",
          message: error.message + (error.hint.map { " (\($0))" } ?? ""), retryable: false))
    }
  }
}
