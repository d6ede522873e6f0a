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
    if TemplateMarks.areIn(scalar.text) {
      return template(node, called: "condition").map(Condition.template)
    }
    do throws(LanguageError) {
      let expression = try CompiledExpression.parse(scalar.text, places: scalar.places)
      diagnostics += expression.problems(isCondition: true)
      return .expression(expression)
    } catch {
      diagnostics.append(error.diagnostic)
      return nil
    }
  }
}
