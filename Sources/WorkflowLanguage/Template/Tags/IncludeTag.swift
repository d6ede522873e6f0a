import WorkflowSource

/// `{% include %}`: a partial that sees and sets the variables around it.
struct IncludeTag: TemplateTag {
  static let row = TagRow(
    "include", syntax: "{% include NAME with VALUE as VARIABLE, KEY: VALUE %}",
    "Prints another template, which shares all variables with this one.",
    example: (#"{% include "greeting", who: "you" %}"#, "Hello, you!")
  ) { token, parser throws(LanguageError) in
    IncludeTag(call: try PartialCall.parse(token, literalName: false, &parser))
  }

  private let call: PartialCall

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    guard !renderer.isIsolated else {
      throw renderer.failure(
        LanguageError.syntax, "'include' cannot stand in a partial of 'render'", at: call.range,
        hint: "use 'render'")
    }
    guard case .string(let name) = try renderer.value(call.name) else {
      throw renderer.failure(
        LanguageError.wrongKind, "the partial's name must be text", at: call.name.range)
    }
    let template = try renderer.partial(named: name, at: call.range)
    let scope = renderer.scope
    let value =
      if let node = call.value {
        try renderer.value(node)
      } else {
        Name.known(name).flatMap { scope.value(of: $0) } ?? .null
      }
    for argument in call.arguments {
      scope.push(argument.name, .value(try renderer.value(argument.value)))
    }
    scope.push(call.variable(of: name), .value(.null))
    defer { scope.pop(call.arguments.count + 1) }
    var values = [value]
    if case .list(let elements) = value { values = elements }
    for value in values {
      try renderer.evaluation.step(at: call.range)
      scope.replaceTop(.value(value))
      try renderer.render(template, named: name, at: call.range)
      if renderer.interrupt != nil { return }
    }
  }
}
