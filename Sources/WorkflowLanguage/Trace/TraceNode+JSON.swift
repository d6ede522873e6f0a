package import JSONText
internal import WorkflowSource

extension TraceNode {
  /// The tree as `--json` shows it; members without content are left out.
  package var json: JSONValue {
    var object = JSONObject()
    object["text"] = .string(label)
    object["kind"] = .string(kind.rawValue)
    object["range"] = [.int(Int64(range.lower)), .int(Int64(range.upper))]
    if let value {
      object["type"] = .string(value.typeName)
      object["value"] = value.json
    }
    if let step { object["step"] = .string(step) }
    if let error { object["error"] = .string(error) }
    if !notes.isEmpty { object["notes"] = .array(notes.map { .string($0) }) }
    if isDeciding { object["decides"] = true }
    if omitted > 0 { object["omitted"] = .int(Int64(omitted)) }
    if !children.isEmpty { object["parts"] = .array(children.map(\.json)) }
    return .object(object)
  }
}
