package import WorkflowSource

/// A text with places in it that are computed: Liquid, in the workflow setting with extensions.
///
/// Read once and rendered as often as one likes; an object, since actions are made of templates and
/// handed around.
package final class Template: Sendable {
  let source: ExpressionSource
  private let content: TemplateContent
  var body: TemplateBody { content.body }
  private let uses: TemplateUses
  /// How many values comprehensions and `bind` keep at once.
  let localCount: Int
  /// Whether working through it may take more of the stack than every thread has.
  private let isDeep: Bool
  /// Whether the workflow setting's extensions are on.
  private let isExtended: Bool
  /// No `{{` and no `{%` in it.
  package let isLiteral: Bool
  /// Whether it has `render` or `include`.
  private let callsPartials: Bool
  /// Exactly one `{{ expr }}` and nothing around it.
  package let singleExpression: Bool

  /// As it was written.
  package var text: String { source.text }

  /// In the file.
  package var range: SourceRange {
    source.fileRange(SourceRange(0, source.text.utf8.count))
  }

  /// The text, where nothing is computed.
  package var literalText: String? { isLiteral ? text : nil }

  /// Every name the template takes from its scope, in the order of the text; names that it sets
  /// itself are left out.
  package var references: [NameReference] {
    (try? DeepStack.run(if: isDeep) { uses.references(in: source) }) ?? []
  }

  /// Mistakes of its expressions that show without running anything, in the order of the text;
  /// those that `parse` has told are not among them.
  package var problems: [Diagnostic] {
    guard isExtended else { return [] }
    return (try? DeepStack.run(if: isDeep) { uses.problems(in: source) }) ?? []
  }

  /// The same of a text of a state, where nothing finds partials.
  package var problemsInState: [Diagnostic] {
    guard callsPartials else { return problems }
    return problems + [
      .error(
        "no-partials", "'render' and 'include' find nothing here: partials are for prompts",
        range: range, hint: "write the text out, or let a prompt's template render it")
    ]
  }

  /// Never throws: what is broken is told in the diagnostics, each mistake on its own. A template
  /// with errors must not be rendered.
  ///
  /// - Parameter dollarNames: `${name.path}` prints as `{{ name.path }}` does.
  package static func parse(
    _ text: String, places: TextPlaces = TextPlaces(), setting: LanguageSetting = .workflow,
    dollarNames: Bool = false
  ) -> (template: Template, diagnostics: [Diagnostic]) {
    let isDeep = DeepStack.isNeeded(forTemplate: text)
    let read = { () -> (Template, [Diagnostic]) in
      let source = ExpressionSource(text: text, places: places)
      var parser = TemplateParser(source: source, setting: setting, dollarNames: dollarNames)
      let body = parser.document()
      return (Template(source, body, parser, isDeep: isDeep), parser.diagnostics)
    }
    return (try? DeepStack.run(if: isDeep, read)) ?? read()
  }

  private init(
    _ source: ExpressionSource, _ body: TemplateBody, _ parser: TemplateParser, isDeep: Bool
  ) {
    self.isDeep = isDeep || parser.callsPartials || parser.uses.height > DeepStack.shallow
    self.source = source
    content = TemplateContent(body, isDeep: isDeep)
    uses = parser.uses
    localCount = parser.localCount
    isExtended = parser.isExtended
    isLiteral = !parser.hasMarkup
    callsPartials = parser.callsPartials
    singleExpression = Self.isSingle(body, parser)
  }

  private static func isSingle(_ body: TemplateBody, _ parser: TemplateParser) -> Bool {
    // White space that was trimmed away is no text either, but then it was not meant to be typed.
    guard body.nodes.count == 1, case .output(_, let range) = body.nodes[0] else { return false }
    return range.count == parser.bytes.count
  }

  package func render(
    in scope: any ValueScope, options: EvaluationOptions, record: EvaluationRecord? = nil
  ) throws(LanguageError) -> String {
    if isLiteral { return text }
    if singleExpression, record?.isTracing != true {
      let text = try value(in: scope, options: options, record: record)
        .printed(joinsLists: isExtended)
      guard text.utf8.count <= options.limits.output else {
        throw LanguageError(LanguageError.limit, options.limits.tooLong, range: range)
      }
      return text
    }
    return try DeepStack.run(if: isDeep) { () throws(LanguageError) in
      let renderer = TemplateRenderer(
        source: source, joinsLists: isExtended, scope: scope, options: options, record: record)
      return try renderer.result(of: body, of: self)
    }
  }

  /// The typed value of a single expression; else the rendered text.
  package func value(
    in scope: any ValueScope, options: EvaluationOptions, record: EvaluationRecord? = nil
  ) throws(LanguageError) -> Value {
    guard singleExpression, case .output(let expression, _) = body.nodes[0] else {
      return .string(try render(in: scope, options: options, record: record))
    }
    return try DeepStack.run(if: isDeep) { () throws(LanguageError) in
      var evaluation = Evaluation(
        source: source, localCount: localCount, scope: scope, options: options, record: record)
      defer { if let tracer = evaluation.tracer { record?.trace = tracer.finished } }
      return try evaluation.whole(expression: expression)
    }
  }
}

/// The pieces of a template; those that nest deeply are freed where there is room.
private final class TemplateContent: @unchecked Sendable {
  /// Written by `deinit` only.
  private(set) var body: TemplateBody
  private let isDeep: Bool

  init(_ body: TemplateBody, isDeep: Bool) {
    self.body = body
    self.isDeep = isDeep
  }

  deinit {
    guard isDeep else { return }
    try? DeepStack.run(if: true) { body = TemplateBody() }
  }
}
