internal import JSONText
package import WorkflowLanguage
internal import WorkflowSource

extension Argument {
  /// A text that is no value of an argument.
  package struct Problem: Error, Hashable, Sendable {
    /// Lower case, no full stop: what was wanted and what was given.
    package var message: String
    package var hint: String?

    package init(_ message: String, hint: String? = nil) {
      self.message = message
      self.hint = hint
    }
  }

  /// The value of a text that somebody gave for this argument, `--set` among others: of the
  /// declared type, with its choices, pattern and bounds kept.
  ///
  /// A text stays as it was written: `1.10` is `1.10`.
  package func value(from text: String) throws(Problem) -> Value {
    switch kind {
    case .string:
      try checkPattern(text)
      return .string(text)
    case .boolean:
      switch text {
      case "true": return .bool(true)
      case "false": return .bool(false)
      default: throw Problem("'\(name)' must be true or false, not '\(text)'")
      }
    case .number: return try number(from: text)
    case .choice:
      try checkChoice(text)
      return .string(text)
    case .multiChoice:
      if let json = try? JSONReader.read(text), json.arrayValue != nil {
        return try value(from: Value(json: json))
      }
      let parts = Self.parts(of: text)
      for part in parts { try checkChoice(part) }
      return .list(parts.map(Value.string))
    }
  }

  /// The value itself where it already has the declared type, as JSON and YAML may give it.
  package func value(from value: Value) throws(Problem) -> Value {
    switch (kind, value) {
    case (.boolean, .bool): return value
    case (.number, .int), (.number, .double): return try self.value(from: value.text)
    case (.multiChoice, .list(let items)):
      for item in items {
        guard case .string(let text) = item else {
          throw Problem("'\(name)' must be a list of texts")
        }
        try checkChoice(text)
      }
      return value
    case (_, .string(let text)): return try self.value(from: text)
    case (_, .list), (_, .map):
      throw Problem("'\(name)' must be \(wanted), not a \(value.typeName)")
    default: return try self.value(from: value.text)
    }
  }

  private var wanted: String {
    switch kind {
    case .string: "a text"
    case .boolean: "true or false"
    case .number: "a number"
    case .choice: "one of \(choices.joined(separator: ", "))"
    case .multiChoice: "a list of \(choices.joined(separator: ", "))"
    }
  }

  private func number(from text: String) throws(Problem) -> Value {
    let value: Value
    if let whole = Int64(text) {
      value = .int(whole)
    } else if let number = Double(text), number.isFinite {
      value = .double(number)
    } else {
      throw Problem("'\(name)' must be a number, not '\(text)'")
    }
    let size = Double(text) ?? 0
    if let minimum, size < minimum {
      throw Problem("'\(name)' must be at least \(Self.text(minimum)), not \(text)")
    }
    if let maximum, size > maximum {
      throw Problem("'\(name)' must be at most \(Self.text(maximum)), not \(text)")
    }
    return value
  }

  private func checkChoice(_ text: String) throws(Problem) {
    guard !choices.isEmpty, !choices.contains(text) else { return }
    throw Problem(
      "'\(name)' must be one of \(choices.joined(separator: ", ")), not '\(text)'",
      hint: Suggestion.hint(for: text, among: choices))
  }

  private func checkPattern(_ text: String) throws(Problem) {
    guard let pattern else { return }
    guard let expression = try? RegularExpression.cached("^(?:\(pattern))$") else { return }
    if !expression.matches(text) {
      throw Problem("'\(name)' must match '\(pattern)', which '\(text)' does not")
    }
  }

  /// A bound as people write it: `16`, `0.5`.
  package static func text(_ bound: Double) -> String {
    Int64(exactly: bound).map { Value.int($0).text } ?? Value.double(bound).text
  }

  /// Parts between commas, without blanks round them.
  private static func parts(of text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: ",")).map { part in
      let start = part.drop { $0 == 0x20 }
      let end = start.lastIndex { $0 != 0x20 }.map { start.index(after: $0) } ?? start.startIndex
      return String(Substring(start[..<end]))
    }.filter { !$0.isEmpty }
  }
}
