internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  mutating func conditional(in mapping: YAMLMapping, at range: SourceRange) -> ConditionalCall? {
    let onTrue = mapping["on_true"].flatMap { innerAction($0) }
    let onFalse = mapping["on_false"].flatMap { innerAction($0) }
    guard let node = required("condition", in: mapping, of: "conditional", at: range),
      let condition = condition(node)
    else { return nil }
    return ConditionalCall(condition: condition, onTrue: onTrue, onFalse: onFalse)
  }

  /// An expression, or a text with `{{ }}`; nil with an error for anything else.
  mutating func condition(_ node: YAMLNode) -> Condition? {
    guard let scalar = node.scalar else {
      error("wrong-value", "'condition' must be an expression", node.range)
      return nil
    }
    if let marked = GuardSpelling.unmarked(scalar.text, places: scalar.places) {
      return condition(marked, hint: "write one expression: '{{ n > 3 }}', or without marks")
    }
    if TemplateMarks.areIn(scalar.text) {
      return template(node, called: "condition").map(Condition.template)
    }
    return condition((scalar.text, scalar.places), hint: nil)
  }

  private mutating func condition(
    _ spelled: (text: String, places: TextPlaces), hint: String?
  ) -> Condition? {
    do throws(LanguageError) {
      let expression = try CompiledExpression.parse(spelled.text, places: spelled.places)
      diagnostics += expression.problems(isCondition: true)
      return .expression(expression)
    } catch {
      var diagnostic = error.diagnostic
      diagnostic.hint = hint ?? diagnostic.hint
      diagnostics.append(diagnostic)
      return nil
    }
  }
}
