internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  mutating func log(in mapping: YAMLMapping, at range: SourceRange) -> LogCall? {
    let level = mapping["level"].flatMap { word(LogLevel.self, $0, called: "level") }
    guard let message = required("message", in: mapping, of: "log", at: range) else { return nil }
    return LogCall(level: level ?? .value(.info), message: templateValue(message))
  }
}
