package import WorkflowLanguage
package import WorkflowModel

/// A value with whether anything it was computed from is invented.
package struct Rendered: Sendable {
  package var value: Value
  package var isInvented: Bool
  package var reads: [Name]

  /// The mark of a value that the workflow computed.
  package var origin: Origin { isInvented ? .simulated : .workflow }
}

/// Renders the templates of an action, collecting what was undefined.
struct Renderer {
  let scope: RunScope
  let options: EvaluationOptions
  /// Names that had no value, in the order they were met.
  var undefined: [UndefinedName] = []

  init(scope: RunScope) {
    self.scope = scope
    options = EvaluationOptions(
      undefined: scope.options.undefined, limits: scope.options.limits.evaluation,
      now: scope.clock)
  }

  mutating func render(_ template: Template) throws(LanguageError) -> Rendered {
    if let text = template.literalText {
      return Rendered(value: .string(text), isInvented: false, reads: [])
    }
    let record = EvaluationRecord()
    let value = try template.value(in: scope, options: options, record: record)
    return finish(value, record)
  }

  mutating func evaluate(_ expression: CompiledExpression) throws(LanguageError) -> Rendered {
    let record = EvaluationRecord()
    let value = try expression.evaluate(in: scope, options: options, record: record)
    return finish(value, record)
  }

  /// Whether a condition holds: a boolean, or text that spells one.
  mutating func evaluate(_ condition: Condition) throws(LanguageError) -> (Bool, Rendered) {
    let rendered: Rendered
    switch condition {
    case .expression(let expression): rendered = try evaluate(expression)
    case .template(let template): rendered = try render(template)
    }
    if let truth = Self.truth(of: rendered.value) { return (truth, rendered) }
    throw LanguageError(
      "condition-not-boolean",
      "the condition yields \(rendered.value.typeName) "
        + "'\(rendered.value.text.prefix(60))', neither true nor false",
      range: condition.range, hint: "compare it with something: … == 'yes'")
  }

  /// Texts that spell a boolean count as one; nothing else does.
  static func truth(of value: Value) -> Bool? {
    switch value {
    case .bool(let value): value
    case .string(let text):
      switch text.lowercased() {
      case "true": true
      case "false": false
      default: nil
      }
    default: nil
    }
  }

  mutating func render(_ value: TemplateValue) throws(LanguageError) -> Rendered {
    switch value {
    case .literal(let value, _): return Rendered(value: value, isInvented: false, reads: [])
    case .template(let template): return try render(template)
    case .list(let elements, _):
      var list: [Value] = []
      var all = Rendered(value: .null, isInvented: false, reads: [])
      for element in elements {
        let rendered = try render(element)
        list.append(rendered.value)
        all.add(rendered)
      }
      all.value = .list(list)
      return all
    case .map(let members, _):
      var all = Rendered(value: .null, isInvented: false, reads: [])
      all.value = .map(try render(members, into: &all))
      return all
    }
  }

  /// The members of an action's `variables`.
  mutating func render(_ members: [TemplateMember]) throws(LanguageError) -> (ValueMap, Rendered) {
    var all = Rendered(value: .null, isInvented: false, reads: [])
    let map = try render(members, into: &all)
    return (map, all)
  }

  private mutating func render(
    _ members: [TemplateMember], into all: inout Rendered
  ) throws(LanguageError) -> ValueMap {
    var map = ValueMap()
    for member in members {
      let rendered = try render(member.value)
      map[member.name] = rendered.value
      all.add(rendered)
    }
    return map
  }

  private mutating func finish(_ value: Value, _ record: EvaluationRecord) -> Rendered {
    undefined += record.undefined
    // A name and its member are two reads of one root.
    var roots: [Name] = []
    for read in record.reads where !roots.contains(read.root) { roots.append(read.root) }
    return Rendered(
      value: value, isInvented: record.reads.contains { scope.isInvented($0) }, reads: roots)
  }
}

extension Rendered {
  fileprivate mutating func add(_ other: Rendered) {
    isInvented = isInvented || other.isInvented
    reads += other.reads
  }
}
