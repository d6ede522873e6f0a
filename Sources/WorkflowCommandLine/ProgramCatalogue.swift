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
    let key = Self.folder(of: caller) + reference
    if let known = programs.withLock({ $0[key] }) { return try known.get() }
    let result = read(Self.beside(caller, reference) ?? reference)
    programs.withLock { $0[key] = result }
    return try result.get()
  }

  /// The folder of a workflow's file, with its slash; empty where that is the working directory.
  private static func folder(of workflow: Workflow) -> String {
    let name = workflow.source.name
    return name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
  }

  /// The file that a reference means beside the caller's; nil when there is none.
  private static func beside(_ caller: Workflow, _ reference: String) -> String? {
    guard !reference.hasPrefix("/"), ScriptFile.exists(caller.source.name) else { return nil }
    let path = folder(of: caller) + reference
    return [path, path + ".md"].first { $0.hasSuffix(".md") && ScriptFile.exists($0) }
      .map { $0.hasPrefix("/") ? $0 : "./" + $0 }
  }

  private func read(_ reference: String) -> Result<Program, ActionFailure> {
    do throws(WorkflowNotFound) {
      let loaded = try loader.load(reference)
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
