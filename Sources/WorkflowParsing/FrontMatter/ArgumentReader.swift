internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

/// Reads declared arguments: a list of mappings, or the older map from names to defaults.
struct ArgumentReader {
  let environment: (@Sendable (String) -> String?)?
  private(set) var arguments: [Argument] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(environment: (@Sendable (String) -> String?)?) {
    self.environment = environment
  }

  private static let names = [
    "name", "description", "required", "default", "type_hint", "type", "choices", "pattern",
    "min", "max", "secret",
  ]

  mutating func read(_ node: YAMLNode, called list: String) {
    switch node.value {
    case .null: break
    case .sequence(let items):
      for item in items { read(item, in: list) }
    case .mapping(let mapping) where list == "variables":
      for entry in mapping.entries { readVariable(entry) }
    default:
      wrong(
        "'\(list)' must be a list, not \(node.value.kindName)", node.range,
        hint: "begin each with '- name: …'")
    }
  }

  // MARK: One argument

  private mutating func read(_ node: YAMLNode, in list: String) {
    guard let mapping = node.mappingValue else {
      wrong(
        "an argument must be a mapping, not \(node.value.kindName)", node.range,
        hint: "write '- name: …'")
      return
    }
    guard let nameNode = mapping["name"], let name = nameNode.text, !name.isEmpty else {
      wrong("an argument needs a 'name'", mapping["name"]?.range ?? node.range)
      return
    }
    var argument = Argument(name: name, range: nameNode.range)
    readType(mapping, into: &argument)
    for entry in mapping.entries { read(entry, into: &argument) }
    if argument.kind == .choice || argument.kind == .multiChoice, mapping["choices"] == nil {
      wrong(
        "'\(name)' needs 'choices'", mapping.entry("type")?.value.range ?? nameNode.range,
        hint: "add 'choices: [a, b]'")
    }
    checkBounds(of: argument, mapping)
    // The default comes last: its type, choices and bounds must be known.
    if let node = mapping["default"], !node.isNull { readDefault(node, into: &argument) }
    arguments.append(argument)
  }

  private mutating func read(_ entry: YAMLMapping.Entry, into argument: inout Argument) {
    let node = entry.value
    switch entry.name {
    case "name", "default", "type", "type_hint": break
    case "description": argument.description = node.isNull ? nil : node.text
    case "required": argument.isRequired = boolean(entry)
    case "secret": argument.isSecret = boolean(entry)
    case "choices": argument.choices = choices(node)
    case "pattern": argument.pattern = pattern(node)
    case "min": argument.minimum = number(entry)
    case "max": argument.maximum = number(entry)
    default:
      diagnostics.append(
        .warning(
          "unknown-key", "unknown key '\(entry.name)' of an argument", range: entry.key.range,
          hint: Suggestion.hint(for: entry.name, among: Self.names)))
    }
  }

  private mutating func readType(_ mapping: YAMLMapping, into argument: inout Argument) {
    if let node = mapping["type"], !node.isNull {
      if let kind = node.text.flatMap(Argument.Kind.init) {
        argument.kind = kind
      } else {
        let words = Argument.Kind.allCases.map(\.rawValue)
        let hint = node.text.flatMap { Suggestion.hint(for: $0, among: words) }
        wrong(
          "'type' must be one of \(words.joined(separator: ", "))", node.range, hint: hint)
      }
    } else if let hint = mapping["type_hint"]?.text, let kind = Argument.Kind(rawValue: hint) {
      // A hint may be any word; those that are types are meant as such.
      argument.kind = kind
    } else if mapping["type_hint"] == nil {
      // What only one type has says which it is.
      if mapping["choices"] != nil {
        argument.kind = .choice
      } else if mapping["min"] != nil || mapping["max"] != nil {
        argument.kind = .number
      }
    }
  }

  private mutating func checkBounds(of argument: Argument, _ mapping: YAMLMapping) {
    if let minimum = argument.minimum, let maximum = argument.maximum, minimum > maximum {
      wrong("'min' is above 'max'", mapping.entry("min")?.value.range ?? argument.range)
    }
    let kinds: [(name: String, kinds: [Argument.Kind], of: String)] = [
      ("min", [.number], "numbers"), ("max", [.number], "numbers"),
      ("pattern", [.string], "strings"),
      ("choices", [.choice, .multiChoice], "the types choice and multi_choice"),
    ]
    for row in kinds where !row.kinds.contains(argument.kind) {
      guard let entry = mapping.entry(row.name), !entry.value.isNull else { continue }
      diagnostics.append(
        .warning(
          "no-effect", "'\(row.name)' is for \(row.of) and has no effect here",
          range: entry.key.range))
    }
  }

  private mutating func readDefault(_ node: YAMLNode, into argument: inout Argument) {
    let value: Value
    switch node.value {
    case .sequence, .mapping: value = YAMLJSON.languageValue(of: node)
    default:
      value = .string(expanded(node.text ?? "", at: node))
    }
    do throws(Argument.Problem) {
      argument.defaultValue = try argument.value(from: value)
    } catch {
      diagnostics.append(
        .error(
          "wrong-default", "the default of \(error.message)", range: node.range, hint: error.hint))
    }
  }

  /// The older spelling, `variables:` as a map: booleans, lists and maps are what they are, and all
  /// else is text as written, so that `1.10` stays `1.10`.
  private mutating func readVariable(_ entry: YAMLMapping.Entry) {
    var argument = Argument(name: entry.name, range: entry.key.range)
    switch entry.value.value {
    case .null: break
    case .bool(let value):
      argument.kind = .boolean
      argument.defaultValue = .bool(value)
    case .int, .double, .string:
      argument.defaultValue = .string(expanded(entry.value.text ?? "", at: entry.value))
    case .sequence, .mapping:
      argument.defaultValue = YAMLJSON.languageValue(of: entry.value)
    }
    arguments.append(argument)
  }

  // MARK: Parts

  /// The text with each `${NAME}` read from the environment, where that is allowed.
  private mutating func expanded(_ text: String, at node: YAMLNode) -> String {
    guard let (expanded, names) = EnvironmentText.expand(text, with: environment) else {
      return text
    }
    if environment == nil {
      diagnostics.append(
        .warning(
          "environment-not-read",
          "'${\(names[0])}' is not read from the environment here, and stays as written",
          range: node.range))
    }
    return expanded
  }

  private mutating func boolean(_ entry: YAMLMapping.Entry) -> Bool {
    if entry.value.isNull { return false }
    switch entry.value.text {
    case "true": return true
    case "false": return false
    default:
      wrong("'\(entry.name)' must be true or false", entry.value.range)
      return false
    }
  }

  private mutating func number(_ entry: YAMLMapping.Entry) -> Double? {
    if entry.value.isNull { return nil }
    if let number = entry.value.text.flatMap(Double.init), number.isFinite { return number }
    wrong("'\(entry.name)' must be a number", entry.value.range)
    return nil
  }

  private mutating func choices(_ node: YAMLNode) -> [String] {
    let texts = node.sequenceValue?.compactMap(\.text) ?? []
    if texts.isEmpty || texts.count != node.sequenceValue?.count {
      wrong("'choices' must be a list of texts", node.range)
    }
    return texts
  }

  private mutating func pattern(_ node: YAMLNode) -> String? {
    guard let scalar = node.scalar, !node.isNull else {
      wrong("'pattern' must be a regular expression", node.range)
      return nil
    }
    do throws(RegexError) {
      _ = try RegularExpression(scalar.text)
      return scalar.text
    } catch {
      let place = scalar.places.origin(of: error.offset)
      diagnostics.append(
        .error(
          LanguageError.badPattern, error.message, range: SourceRange(place, place + 1),
          hint: error.hint))
      return nil
    }
  }

  private mutating func wrong(_ message: String, _ range: SourceRange, hint: String? = nil) {
    diagnostics.append(.error("wrong-value", message, range: range, hint: hint))
  }
}
