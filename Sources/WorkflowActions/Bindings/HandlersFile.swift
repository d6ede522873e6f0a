internal import JSONText
internal import WorkflowModel
package import WorkflowSource
internal import YAMLText

/// A file `handlers.yaml`: patterns of prompt names, and the programs that serve them.
package struct HandlersFile: Sendable {
  /// Bytes of the longest file that is read.
  static let limit = 1 << 20

  /// Every program that the file names.
  var programs: [HandlerBinding] { bindings + [agent].compactMap(\.self) }

  package var source: SourceText
  /// In file order; the first that matches serves.
  package var bindings: [HandlerBinding]
  /// The program that answers prompts which are templates; nil when the file names none.
  package var agent: HandlerBinding?
  package var diagnostics: [Diagnostic]

  /// Reads the file; nil when there is none. What is wrong in it is a diagnostic.
  package static func read(_ path: String) -> HandlersFile? {
    guard FileFacts(path) != nil else { return nil }
    do throws(FileProblem) {
      return HandlersFile(path: path, bytes: try FileReading.bytes(of: path, atMost: limit))
    } catch {
      return HandlersFile(
        source: SourceText(name: path, bytes: []), bindings: [],
        diagnostics: [.error("unreadable", "cannot read \(error)")])
    }
  }

  /// - Parameter path: absolute; relative paths in the file are relative to its folder.
  package init(path: String, bytes: [UInt8]) {
    let document = YAMLReader.read(bytes)
    var diagnostics = document.diagnostics
    var written: [PromptBinding] = []
    var agent = BindingReader(folder: Paths.folder(of: path))
    if let mapping = document.root?.mappingValue {
      for entry in mapping.entries {
        let binding = PromptBinding(
          glob: entry.name, definition: Self.json(of: entry.value), range: entry.range)
        if entry.name == "agent" { agent.readAgent(binding) } else { written.append(binding) }
      }
    } else if let root = document.root, !root.isNull {
      diagnostics.append(
        .error(
          "wrong-handler", "the file must be a mapping, not \(root.value.kindName)",
          range: root.range, hint: "write 'prompt/pattern: [program, argument]'"))
    }
    var reader = BindingReader(folder: Paths.folder(of: path))
    reader.read(written)
    self.init(
      source: SourceText(name: path, bytes: bytes), bindings: reader.bindings,
      agent: agent.bindings.last, diagnostics: diagnostics + reader.diagnostics + agent.diagnostics)
  }

  init(
    source: SourceText, bindings: [HandlerBinding], agent: HandlerBinding? = nil,
    diagnostics: [Diagnostic]
  ) {
    self.source = source
    self.bindings = bindings
    self.agent = agent
    self.diagnostics = diagnostics
  }

  private static func json(of node: YAMLNode) -> JSONValue {
    switch node.value {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    // As it was written: an argument `1.10` stays that.
    case .double: .string(node.text ?? "")
    case .string(let text): .string(text)
    case .sequence(let nodes): .array(nodes.map(json))
    case .mapping(let mapping):
      .object(JSONObject(mapping.entries.map { ($0.name, json(of: $0.value)) }))
    }
  }
}
