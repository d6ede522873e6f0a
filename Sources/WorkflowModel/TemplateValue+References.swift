package import WorkflowLanguage

extension TemplateValue {
  /// Every template inside, in file order.
  package var templates: [Template] {
    switch self {
    case .literal: []
    case .template(let template): [template]
    case .list(let elements, _): elements.flatMap(\.templates)
    case .map(let members, _): members.flatMap(\.value.templates)
    }
  }

  /// Every name the value reads when it is rendered.
  package var references: [NameReference] { templates.flatMap(\.references) }
}

extension Property {
  package var references: [NameReference] {
    if case .template(let template) = self { template.references } else { [] }
  }
}
