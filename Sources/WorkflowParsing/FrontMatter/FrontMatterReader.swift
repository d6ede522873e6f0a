internal import JSONText
internal import WorkflowModel
package import WorkflowSource
internal import YAMLText

/// Reads the front matter of a workflow file.
package struct FrontMatterReader {
  /// How `${NAME}` in the defaults of arguments is answered; nil where they may not be read.
  private let environment: (@Sendable (String) -> String?)?
  /// Whether the file is a diagram alone, whose front matter is Mermaid's too.
  private let isDiagram: Bool
  private var result = FrontMatter()
  /// Where each argument was declared first.
  private var declared: [String: SourceRange] = [:]

  package init(
    isDiagram: Bool = false, environment: (@Sendable (String) -> String?)? = nil
  ) {
    self.isDiagram = isDiagram
    self.environment = environment
  }

  private static let names = [
    "name", "title", "description", "category", "tags", "version", "author", "arguments",
    "parameters", "variables", "handlers", "mode", "parameter_groups",
  ]

  /// - Parameter range: the YAML in the file, without its `---` lines.
  package func read(_ range: SourceRange, in source: SourceText) -> FrontMatter {
    let document = YAMLReader.read(
      source.bytes[range.lower..<range.upper], places: TextPlaces(startingAt: range.lower))
    var reader = self
    reader.result.diagnostics = document.diagnostics
    if let root = document.root, !root.isNull {
      if let mapping = root.mappingValue {
        for entry in mapping.entries { reader.read(entry) }
      } else {
        reader.result.diagnostics.append(
          .error(
            "wrong-value", "front matter must be 'key: value' lines, not \(root.value.kindName)",
            range: root.range))
      }
    }
    return reader.result
  }

  private mutating func read(_ entry: YAMLMapping.Entry) {
    let node = entry.value
    switch entry.name {
    case "name": result.name = text(node, called: "name") ?? result.name
    case "title": result.about.title = text(node, called: "title")
    case "description": result.about.description = text(node, called: "description")
    case "category": result.about.category = text(node, called: "category")
    case "version": result.about.version = text(node, called: "version")
    case "author": result.about.author = text(node, called: "author")
    case "tags": result.about.tags = tags(node)
    case "arguments", "parameters", "variables": readArguments(node, called: entry.name)
    case "handlers": readHandlers(node)
    case "mode", "parameter_groups": break
    case "config" where isDiagram, "displayMode" where isDiagram: break
    default:
      result.diagnostics.append(
        .warning(
          "unknown-key", "unknown key '\(entry.name)' in front matter", range: entry.key.range,
          hint: Suggestion.hint(for: entry.name, among: Self.names)))
    }
  }

  private mutating func text(_ node: YAMLNode, called name: String) -> String? {
    if node.isNull { return nil }
    guard let text = node.text else {
      wrong("'\(name)' must be a text, not \(node.value.kindName)", node.range)
      return nil
    }
    if name == "name", text.isEmpty {
      wrong("'name' is empty", node.range)
      return nil
    }
    return text
  }

  /// A list of texts, or one text with commas.
  private mutating func tags(_ node: YAMLNode) -> [String] {
    if node.isNull { return [] }
    if let items = node.sequenceValue { return items.compactMap { text($0, called: "tags") } }
    guard let text = text(node, called: "tags") else { return [] }
    return text.utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0)).trimmed }
  }

  // MARK: Arguments

  private mutating func readArguments(_ node: YAMLNode, called name: String) {
    var reader = ArgumentReader(environment: environment)
    reader.read(node, called: name)
    result.diagnostics += reader.diagnostics
    for argument in reader.arguments {
      if let first = declared[argument.name] {
        var diagnostic = Diagnostic.error(
          "duplicate-argument", "the argument '\(argument.name)' is declared twice",
          range: argument.range)
        diagnostic.notes = [.init("it is declared here first", range: first)]
        result.diagnostics.append(diagnostic)
      } else {
        declared[argument.name] = argument.range
        result.arguments.append(argument)
      }
    }
  }

  // MARK: Handlers

  private mutating func readHandlers(_ node: YAMLNode) {
    if node.isNull { return }
    guard let mapping = node.mappingValue else {
      wrong(
        "'handlers' must be a mapping, not \(node.value.kindName)", node.range,
        hint: "write 'prompt/glob: [program, argument]'")
      return
    }
    for entry in mapping.entries {
      switch entry.value.value {
      case .sequence, .mapping:
        result.bindings.append(
          PromptBinding(
            glob: entry.name, definition: YAMLJSON.value(of: entry.value), range: entry.range))
      default:
        wrong(
          "a handler is a list of program and arguments, or a mapping with 'command'",
          entry.value.range, hint: "write '[\(entry.value.text ?? "program")]'")
      }
    }
  }

  private mutating func wrong(_ message: String, _ range: SourceRange, hint: String? = nil) {
    result.diagnostics.append(.error("wrong-value", message, range: range, hint: hint))
  }
}
