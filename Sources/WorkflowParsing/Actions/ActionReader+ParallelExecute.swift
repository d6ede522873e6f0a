internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  mutating func parallel(in mapping: YAMLMapping, at range: SourceRange) -> ParallelCall? {
    let mode = mapping["error_mode"].flatMap {
      word(ParallelCall.ErrorMode.self, $0, called: "error_mode")
    }
    let concurrency = mapping["max_concurrency"].flatMap {
      whole($0, called: "max_concurrency", from: 1)
    }
    guard let node = required("tasks", in: mapping, of: "parallel_execute", at: range) else {
      return nil
    }
    guard let tasks = node.sequenceValue, !tasks.isEmpty else {
      error(
        "wrong-value", "'tasks' must be a list of actions", node.range,
        hint: "begin each task with '- action: …'")
      return nil
    }
    let calls = tasks.compactMap { innerAction($0) }
    guard calls.count == tasks.count else { return nil }
    return ParallelCall(
      tasks: calls, errorMode: mode ?? .value(.failFast), maxConcurrency: concurrency)
  }
}
