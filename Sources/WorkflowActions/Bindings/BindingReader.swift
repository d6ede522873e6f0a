internal import JSONText
package import WorkflowModel
package import WorkflowSource

/// Reads bindings as `handlers:` and `handlers.yaml` have them: a list of program and arguments,
/// or a mapping with `command` and more.
package struct BindingReader {
  /// Absolute path of the folder of the file that is read; relative paths are relative to it.
  private let folder: String
  package private(set) var bindings: [HandlerBinding] = []
  package private(set) var diagnostics: [Diagnostic] = []

  package init(folder: String) { self.folder = folder }

  private static let keys = ["command", "scope", "env", "reads", "dry_run", "secrets"]
  private static let agentKeys = ["command", "env"]

  package mutating func read(_ bindings: [PromptBinding]) {
    for binding in bindings { read(binding, keys: Self.keys) }
  }

  /// Reads `agent:`, which is written like a handler, and takes nothing but a text.
  package mutating func readAgent(_ written: PromptBinding) { read(written, keys: Self.agentKeys) }

  private mutating func read(_ written: PromptBinding, keys: [String]) {
    if let arguments = written.definition.arrayValue {
      finish(HandlerBinding(glob: written.glob, command: []), command: arguments, written)
      return
    }
    guard let object = written.definition.objectValue else {
      wrong("a handler is a list of program and arguments, or a mapping with 'command'", written)
      return
    }
    for name in object.names where !keys.contains(name) {
      diagnostics.append(
        .warning(
          "unknown-key", "unknown key '\(name)' in the handler of '\(written.glob)'",
          range: written.range,
          hint: Suggestion.hint(for: name, among: keys)
            ?? "it has \(keys.joined(separator: ", "))"))
    }
    guard let command = object["command"] else {
      wrong("the handler of '\(written.glob)' has no 'command'", written)
      return
    }
    guard let arguments = command.arrayValue else {
      wrong(
        "'command' of '\(written.glob)' must be a list", written,
        hint: "write [program, argument]; no shell reads it")
      return
    }
    let binding = HandlerBinding(
      glob: written.glob, command: [],
      sendsScope: flag("scope", of: object, written),
      environmentNames: names("env", of: object, written),
      reads: names("reads", of: object, written),
      canDryRun: flag("dry_run", of: object, written),
      secrets: names("secrets", of: object, written))
    finish(binding, command: arguments, written)
  }

  private mutating func finish(
    _ binding: HandlerBinding, command: [JSONValue], _ written: PromptBinding
  ) {
    var binding = binding
    for (index, element) in command.enumerated() {
      guard let text = Self.text(of: element), !text.utf8.contains(0) else {
        wrong("argument \(index) of the handler of '\(written.glob)' is no text", written)
        return
      }
      binding.command.append(index == 0 ? program(text) : argument(text))
    }
    if binding.command.first?.isEmpty != false {
      wrong("the command of the handler of '\(written.glob)' is empty", written)
    } else {
      bindings.append(binding)
    }
  }

  // MARK: Paths

  /// A program with a slash is a path; one without is looked for in `PATH`.
  private func program(_ text: String) -> String {
    text.utf8.contains(UInt8(ascii: "/")) ? Paths.absolute(text, in: folder) : text
  }

  /// An argument is a path where it says so by `./` or `../`, or where such a file is there.
  ///
  /// So `[python3, deploy.py]` runs the script beside the file that says it, from wherever wfsh is
  /// started, and just that script is what a yes to the folder covers.
  private func argument(_ text: String) -> String {
    guard !text.hasPrefix("/"), !text.hasPrefix("-"), !text.isEmpty else { return text }
    let path = Paths.absolute(text, in: folder)
    let isPath = text.hasPrefix("./") || text.hasPrefix("../") || FileFacts.isFile(path)
    return isPath ? path : text
  }

  // MARK: Members

  /// A scalar as an argument: `[sleep, 5]` needs no quotes.
  private static func text(of value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .bool, .int, .uint, .double: JSONWriter().write(value)
    case .null, .array, .object: nil
    }
  }

  private mutating func flag(
    _ name: String, of object: JSONObject, _ written: PromptBinding
  ) -> Bool {
    guard let value = object[name] else { return false }
    if value.boolValue == nil {
      wrong("'\(name)' of '\(written.glob)' must be true or false", written)
    }
    return value.boolValue ?? false
  }

  private mutating func names(
    _ name: String, of object: JSONObject, _ written: PromptBinding
  ) -> [String] {
    guard let value = object[name] else { return [] }
    let names = value.arrayValue?.map(\.stringValue) ?? [nil]
    guard !names.contains(nil) else {
      wrong("'\(name)' of '\(written.glob)' must be a list of names", written)
      return []
    }
    return names.compactMap(\.self)
  }

  private mutating func wrong(_ message: String, _ written: PromptBinding, hint: String? = nil) {
    diagnostics.append(.error("wrong-handler", message, range: written.range, hint: hint))
  }
}
