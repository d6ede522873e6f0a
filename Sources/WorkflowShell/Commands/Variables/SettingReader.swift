internal import JSONText
package import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// Reads a value that is given to a workflow from outside: `set`, `run NAME=VALUE`, `--set`.
///
/// A declared argument takes its declared type, by default text just as it is written. Of other
/// names only JSON's whole numbers, `true false null`, objects and lists are read as JSON.
package struct SettingReader {
  private let workflow: Workflow

  package init(workflow: Workflow) { self.workflow = workflow }

  /// Why a value does not fit its argument.
  package struct Refusal: Error, Hashable, Sendable {
    package var message: String
    package var hint: String?

    package func diagnostic(at range: SourceRange?) -> Diagnostic {
      .error("bad-value", message, range: range, hint: hint)
    }
  }

  /// - Parameter isQuoted: whether the text stood in quotes, and so is text whatever it spells.
  package func read(
    _ text: String, for name: String, isQuoted: Bool = false
  ) throws(Refusal) -> Value {
    guard let argument = argument(name) else {
      return isQuoted ? .string(text) : Value.fromSetting(text)
    }
    return try read(text, for: argument)
  }

  /// A value that has a kind already, for the same name.
  package func read(_ value: Value, for name: String) throws(Refusal) -> Value {
    guard let argument = argument(name) else { return value }
    switch (argument.kind, value) {
    case (.string, .string), (.boolean, .bool), (.number, .int), (.number, .double),
      (.multiChoice, .list):
      try check(value, for: argument)
      return value
    default: return try read(value.text, for: argument)
    }
  }

  private func argument(_ name: String) -> Argument? {
    workflow.arguments.first { $0.name == name }
  }

  private func read(_ text: String, for argument: Argument) throws(Refusal) -> Value {
    let value = try typed(text, argument)
    try check(value, for: argument)
    return value
  }

  private func typed(_ text: String, _ argument: Argument) throws(Refusal) -> Value {
    switch argument.kind {
    case .string, .choice: return .string(text)
    case .boolean:
      switch text {
      case "true": return .bool(true)
      case "false": return .bool(false)
      default: throw refusal(text, argument, "true or false")
      }
    case .number:
      guard let json = try? JSONReader.read(text), json.doubleValue != nil else {
        throw refusal(text, argument, "a number")
      }
      return Value(json: json)
    case .multiChoice:
      if let json = try? JSONReader.read(text), json.arrayValue != nil { return Value(json: json) }
      return .list(text.split(separator: ",").map { .string(String($0)) })
    }
  }

  private func check(_ value: Value, for argument: Argument) throws(Refusal) {
    if !argument.choices.isEmpty { try checkChoices(value, argument) }
    if let number = value.number {
      if let least = argument.minimum, number < least {
        throw Refusal(message: "'\(argument.name)' must be at least \(Value.double(least).text)")
      }
      if let most = argument.maximum, number > most {
        throw Refusal(message: "'\(argument.name)' must be at most \(Value.double(most).text)")
      }
    }
    if let pattern = argument.pattern, let text = value.stringValue,
      let expression = try? RegularExpression("^(?:\(pattern))$"),
      expression.firstMatch(in: text) == nil
    {
      throw Refusal(
        message: "'\(text)' does not fit '\(argument.name)'", hint: "it must match \(pattern)")
    }
  }

  private func checkChoices(_ value: Value, _ argument: Argument) throws(Refusal) {
    let words: [String] = if case .list(let all) = value { all.map(\.text) } else { [value.text] }
    for word in words where !argument.choices.contains(word) {
      throw Refusal(
        message: "'\(word)' is not a choice of '\(argument.name)'",
        hint: Suggestion.hint(for: word, among: argument.choices)
          ?? "one of \(argument.choices.joined(separator: ", "))")
    }
  }

  private func refusal(_ text: String, _ argument: Argument, _ wanted: String) -> Refusal {
    Refusal(
      message: "'\(argument.name)' is declared as \(argument.kind.rawValue)",
      hint: "'\(text)' is not \(wanted)")
  }
}

extension Value {
  fileprivate var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }
}
