internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  mutating func wait(in mapping: YAMLMapping, at range: SourceRange) -> WaitCall? {
    guard let node = required("duration", in: mapping, of: "wait", at: range) else { return nil }
    return duration(node, called: "duration").map(WaitCall.init)
  }
}
