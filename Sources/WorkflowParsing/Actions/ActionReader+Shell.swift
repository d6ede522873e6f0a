internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  mutating func shell(in mapping: YAMLMapping, at range: SourceRange) -> ShellCall? {
    let environment = mapping.entry("env").map { members(of: $0) } ?? []
    var directory: Template?
    if let node = mapping["working_dir"], !node.isNull {
      directory = template(node, called: "working_dir")
    }
    guard let node = required("command", in: mapping, of: "shell", at: range) else { return nil }
    guard let scalar = node.scalar else {
      error("wrong-value", "'command' must be a text, not \(node.value.kindName)", node.range)
      return nil
    }
    let reading = ShellCommandReader.read(scalar.text, places: scalar.places)
    diagnostics += reading.diagnostics
    return ShellCall(
      command: reading.pieces, commandRange: contentRange(node), environment: environment,
      workingDirectory: directory)
  }
}
