internal import JSONText
import WorkflowSource

/// One rendering of a template with its partials.
final class TemplateRenderer {
  enum Interrupt { case `break`, `continue` }

  var evaluation: Evaluation
  let scope: TemplateScope
  /// UTF-8: bytes are joined far faster than texts.
  private(set) var output: [UInt8] = []
  /// Set by `break` and `continue` until a loop takes it.
  var interrupt: Interrupt?
  /// What tags remember from one time to the next.
  var registers = TagRegisters()
  /// Inside `render`, where `include` is not allowed.
  var isIsolated = false
  private let joinsLists: Bool
  /// Of the evaluation, which would be copied for every piece of text.
  private let longestOutput: Int
  private var partialDepth = 0
  /// Tags around this place, those of the partials around too.
  private var tagDepth = 0
  private static let greatestTagDepth = 400

  init(
    source: ExpressionSource, joinsLists: Bool, scope: any ValueScope, options: EvaluationOptions,
    record: EvaluationRecord?
  ) {
    let scope = TemplateScope(outer: scope)
    self.scope = scope
    self.joinsLists = joinsLists
    longestOutput = options.limits.output
    evaluation = Evaluation(
      source: source, localCount: 0, scope: scope, options: options, record: record)
  }

  /// The text of the whole; the record gets its trace.
  func result(of body: TemplateBody, of template: Template) throws(LanguageError) -> String {
    evaluation.reserveLocals(template.localCount)
    guard let tracer = evaluation.tracer else {
      try render(body)
      return String(decoding: output, as: UTF8.self)
    }
    defer { evaluation.record?.trace = tracer.finished }
    try traced(TraceNode(label: template.text, range: template.range, kind: .tag)) {
      () throws(LanguageError) in try render(body)
    }
    return String(decoding: output, as: UTF8.self)
  }

  func render(_ body: TemplateBody) throws(LanguageError) {
    for node in body.nodes {
      switch node {
      case .text(let text): try write(text, at: nil)
      case .output(let expression, let range):
        try write(try output(expression, at: range), at: expression.range)
      case .tag(let tag, let range):
        tagDepth += 1
        guard tagDepth <= Self.greatestTagDepth else {
          throw failure(
            LanguageError.limit, "tags are nested too deeply, partials included", at: range,
            hint: "at most \(Self.greatestTagDepth) levels")
        }
        try render(tag, at: range)
        tagDepth -= 1
        if interrupt != nil { return }
      }
    }
  }

  /// Writes what `{{ }}` prints of a value.
  func write(_ value: Value, at range: SourceRange) throws(LanguageError) {
    try write(value.printed(joinsLists: joinsLists), at: range)
  }

  func write(_ text: String, at range: SourceRange?) throws(LanguageError) {
    let appended: Void? = text.utf8.withContiguousStorageIfAvailable {
      output.append(contentsOf: $0)
    }
    if appended == nil { output += text.utf8 }
    guard output.count <= longestOutput else {
      throw LanguageError(
        LanguageError.limit, evaluation.options.limits.tooLong,
        range: range.map(evaluation.source.fileRange))
    }
  }

  /// The value of an expression that is part of no other.
  func value(_ node: ExpressionNode) throws(LanguageError) -> Value {
    try evaluation.whole(expression: node)
  }

  /// What `body` writes, kept from the output.
  func captured(_ body: () throws(LanguageError) -> Void) throws(LanguageError) -> String {
    let outer = output
    output = []
    defer { output = outer }
    try body()
    return String(decoding: output, as: UTF8.self)
  }

  func failure(
    _ code: String, _ message: String, at range: SourceRange, hint: String? = nil
  ) -> LanguageError {
    evaluation.failure(code, message, at: range, hint: hint)
  }

  /// The whole number that an option of a loop gives; nil for null.
  func whole(_ node: ExpressionNode) throws(LanguageError) -> Int? {
    let value = try value(node)
    if value.isNull { return nil }
    if let number = value.filterInteger { return number }
    throw failure(
      LanguageError.wrongKind, "expected a whole number, not \(value.shown(limit: 40))",
      at: node.range)
  }

  // MARK: Partials

  func partial(named name: String, at range: SourceRange) throws(LanguageError) -> Template {
    guard let partials = evaluation.options.partials else {
      throw failure(
        Self.unknownPartial, "no partial '\(name)'", at: range,
        hint: "there are no partials here")
    }
    guard let template = partials(name) else {
      throw failure(Self.unknownPartial, "no partial '\(name)'", at: range)
    }
    return template
  }

  private static let unknownPartial = "unknown-partial"

  /// Renders a partial where the output stands.
  func render(_ template: Template, named name: String, at range: SourceRange)
    throws(LanguageError)
  {
    let limit = evaluation.options.limits.partialDepth
    guard partialDepth < limit else {
      throw failure(
        LanguageError.limit, "partials are nested too deeply at '\(name)'", at: range,
        hint: "at most \(limit) levels: does it render itself?")
    }
    partialDepth += 1
    let outer = evaluation.source
    evaluation.source = template.source
    evaluation.reserveLocals(template.localCount)
    defer {
      evaluation.source = outer
      partialDepth -= 1
    }
    do throws(LanguageError) {
      try traced(TraceNode(label: "partial '\(name)'", range: template.range, kind: .partial)) {
        () throws(LanguageError) in try render(template.body)
      }
    } catch {
      // The place is one of another text: tell it by the tag that brought it in.
      var error = error
      if partialDepth == 1 || !error.message.hasPrefix("in '") {
        error.message = "in '\(name)': \(error.message)"
      }
      if error.partial == nil, let place = error.range {
        error.partial = LanguageError.PartialPlace(name: name, range: place)
      }
      error.range = outer.fileRange(range)
      throw error
    }
  }
}

extension Value {
  /// What `{{ }}` prints.
  ///
  /// In the workflow setting the elements of a list are parted by ", " and lists in it are JSON, so
  /// that `Failed: {{ failures }}` can be read; pure Liquid puts nothing between them.
  func printed(joinsLists: Bool) -> String {
    guard joinsLists, case .list(let elements) = self else { return text }
    return elements.map { element in
      if case .list = element { return JSONWriter().write(element.json) }
      return element.text
    }.joined(separator: ", ")
  }
}

/// What tags remember between two times they are rendered.
struct TagRegisters {
  /// By loop: where the last one ended, for `offset: continue`.
  var loopEnds: [String: Int] = [:]
  /// By group: which one is next.
  var cycles: [CycleGroup: Int] = [:]
  /// What `ifchanged` printed last.
  var lastUnchanged: String?
}

/// What tells one `cycle` from another.
enum CycleGroup: Hashable {
  /// The value of its name.
  case named(Value)
  /// Its values, where all are literals.
  case literals([Value])
  /// The tag itself.
  case place(Int)
}
