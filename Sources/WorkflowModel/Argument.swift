package import JSONText
package import WorkflowLanguage
package import WorkflowSource

/// A value that a run is started with.
package struct Argument: Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case string, boolean, number, choice
    case multiChoice = "multi_choice"
  }

  package var name: String
  package var description: String?
  package var isRequired: Bool
  package var kind: Kind
  /// Typed already; nil when the file gives none.
  package var defaultValue: Value?
  package var choices: [String]
  /// A regular expression the whole text must match.
  package var pattern: String?
  package var minimum: Double?
  package var maximum: Double?
  /// Values of secret arguments are redacted wherever they would be shown.
  package var isSecret: Bool
  package var range: SourceRange

  package init(
    name: String, description: String? = nil, isRequired: Bool = false, kind: Kind = .string,
    defaultValue: Value? = nil, choices: [String] = [], pattern: String? = nil,
    minimum: Double? = nil, maximum: Double? = nil, isSecret: Bool = false, range: SourceRange
  ) {
    self.name = name
    self.description = description
    self.isRequired = isRequired
    self.kind = kind
    self.defaultValue = defaultValue
    self.choices = choices
    self.pattern = pattern
    self.minimum = minimum
    self.maximum = maximum
    self.isSecret = isSecret
    self.range = range
  }
}

/// A line of `handlers:`: which program serves the prompts a glob matches.
package struct PromptBinding: Sendable {
  package var glob: String
  /// The binding as written: a list of argv elements, or an object.
  package var definition: JSONValue
  package var range: SourceRange

  package init(glob: String, definition: JSONValue, range: SourceRange) {
    self.glob = glob
    self.definition = definition
    self.range = range
  }
}
