internal import WorkflowModel
internal import YAMLText

extension ActionReader {
  mutating func abort(in mapping: YAMLMapping) -> AbortCall {
    guard let node = mapping["message"], !node.isNull else { return AbortCall() }
    return AbortCall(message: templateValue(node))
  }
}
