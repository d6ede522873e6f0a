package import WorkflowLanguage
package import WorkflowSource

/// A property that was written as a value, or as a template that yields one when the state runs.
package enum Property<Value: Sendable>: Sendable {
  case value(Value)
  case template(Template)

  package var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }
}

/// A value out of YAML in which any text may be a template.
package indirect enum TemplateValue: Sendable {
  case literal(Value, SourceRange)
  case template(Template)
  case list([TemplateValue], SourceRange)
  case map([TemplateMember], SourceRange)

  /// Where it stands in the file.
  package var range: SourceRange {
    switch self {
    case .literal(_, let range), .list(_, let range), .map(_, let range): range
    case .template(let template): template.range
    }
  }
}

/// A member of a `TemplateValue.map`.
package struct TemplateMember: Sendable {
  package var name: String
  package var nameRange: SourceRange
  package var value: TemplateValue

  package init(name: String, nameRange: SourceRange, value: TemplateValue) {
    self.name = name
    self.nameRange = nameRange
    self.value = value
  }
}

/// A condition: an expression, or a text with `{{ }}` that renders to true or false.
package enum Condition: Sendable {
  case expression(CompiledExpression)
  case template(Template)

  package var text: String {
    switch self {
    case .expression(let expression): expression.text
    case .template(let template): template.text
    }
  }

  package var range: SourceRange {
    switch self {
    case .expression(let expression): expression.range
    case .template(let template): template.range
    }
  }

  package var references: [NameReference] {
    switch self {
    case .expression(let expression): expression.references
    case .template(let template): template.references
    }
  }
}
