import WorkflowSource

/// `{% render %}`: a partial that sees only what it is given, and what the whole was given.
struct RenderTag: TemplateTag {
  static let row = TagRow(
    "render", syntax: "{% render \"NAME\" with VALUE as VARIABLE, KEY: VALUE %}",
    "Prints another template, which sees only what it is given.",
    example: (#"{% render "greeting", who: "you" %}"#, "Hello, you!")
  ) { token, parser throws(LanguageError) in
    RenderTag(call: try PartialCall.parse(token, literalName: true, &parser))
  }

  private static let loopName: Name = "forloop"

  private let call: PartialCall

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    guard case .literal(.string(let name)) = call.name.kind else { return }
    let template = try renderer.partial(named: name, at: call.range)
    var value = Value.null
    if let node = call.value { value = try renderer.value(node) }
    guard call.isLoop, value.isCollection else {
      return try render(template, name, value, nil, in: renderer)
    }
    let items = LoopItems(value)
    let state = LoopState(name: name, length: items.count, parent: nil)
    for index in 0..<items.count {
      try renderer.evaluation.step(at: call.range)
      state.index = index
      try render(template, name, items[index], state, in: renderer)
    }
  }

  private func render(
    _ template: Template, _ name: String, _ value: Value, _ loop: LoopState?,
    in renderer: TemplateRenderer
  ) throws(LanguageError) {
    var arguments: [(Name, Value)] = []
    for argument in call.arguments {
      arguments.append((argument.name, try renderer.value(argument.value)))
    }
    let outer = (renderer.registers, renderer.isIsolated)
    renderer.isIsolated = true
    defer {
      (renderer.registers, renderer.isIsolated) = outer
      renderer.interrupt = nil
    }
    let scope = renderer.scope
    try scope.isolated { () throws(LanguageError) in
      if let loop { scope.push(Self.loopName, .loop(loop)) }
      for (name, value) in arguments { scope.push(name, .value(value)) }
      if !value.isNull { scope.push(call.variable(of: name), .value(value)) }
      try renderer.render(template, named: name, at: call.range)
    }
  }
}

extension Value {
  /// Whether a loop goes through it element by element.
  fileprivate var isCollection: Bool {
    switch self {
    case .list, .range, .map: true
    default: false
    }
  }
}
