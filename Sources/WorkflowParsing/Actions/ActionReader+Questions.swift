internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  /// `user_choice`.
  mutating func choice(in mapping: YAMLMapping) -> QuestionCall {
    QuestionCall(
      .choice, prompt: prompt(in: mapping), choices: mapping["choices"].flatMap { choices($0) },
      defaultAnswer: defaultAnswer(in: mapping))
  }

  /// `user_input`.
  mutating func input(in mapping: YAMLMapping) -> QuestionCall {
    var call = QuestionCall(
      .input, prompt: prompt(in: mapping), defaultAnswer: defaultAnswer(in: mapping))
    if let node = mapping["type"], !InputType.isKind(node) {
      if let type = node.text.flatMap(InputType.init) {
        call.isMultiline = type == .multiline
      } else {
        error(
          "wrong-value", "'type' of 'user_input' must be 'multiline' or 'text'",
          contentRange(node),
          hint: node.text.flatMap { Suggestion.hint(for: $0, among: ["multiline", "text"]) })
      }
    }
    return call
  }

  /// `manual_review`.
  mutating func review(in mapping: YAMLMapping) -> QuestionCall {
    QuestionCall(
      .review, prompt: prompt(in: mapping), defaultAnswer: defaultAnswer(in: mapping))
  }

  private mutating func prompt(in mapping: YAMLMapping) -> TemplateValue? {
    guard let node = mapping["prompt"], !node.isNull else { return nil }
    guard node.scalar != nil else {
      error("wrong-value", "'prompt' must be a text, not \(node.value.kindName)", node.range)
      return nil
    }
    return templateValue(node)
  }

  private mutating func defaultAnswer(in mapping: YAMLMapping) -> TemplateValue? {
    guard let node = mapping["default"], !node.isNull else { return nil }
    guard node.scalar != nil else {
      error("wrong-value", "'default' must be one answer, not \(node.value.kindName)", node.range)
      return nil
    }
    return templateValue(node)
  }

  /// A list of texts, one text with commas between them, or a template that yields a list.
  private mutating func choices(_ node: YAMLNode) -> TemplateValue? {
    if let items = node.sequenceValue, !items.isEmpty,
      items.allSatisfy({ $0.scalar != nil && !$0.isNull })
    {
      return templateValue(node)
    }
    if let scalar = node.scalar, !node.isNull {
      if TemplateMarks.areIn(scalar.text) { return templateValue(node) }
      let parts = TextPart.parts(of: scalar.text)
      if !parts.isEmpty {
        return .list(
          parts.map { .literal(.string($0.text), scalar.places.origin(of: $0.range)) },
          contentRange(node))
      }
    }
    error(
      "wrong-value", "'choices' must be a list of texts", node.range,
      hint: "write 'choices: [yes, no]'")
    return nil
  }
}

/// `type:` of a `user_input`.
enum InputType: String {
  case text, multiline

  /// Whether the word is a kind of states, which `type:` gives too.
  static func isKind(_ node: YAMLNode) -> Bool {
    node.text.flatMap(State.Kind.init) != nil
  }
}
