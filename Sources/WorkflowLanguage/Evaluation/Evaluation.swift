package import WorkflowSource

/// One evaluation of a tree: switches over the kinds of nodes and asks nothing about settings.
///
/// The operations live in extensions, one file a family. A template keeps one for all its parts.
package struct Evaluation {
  package let scope: any ValueScope
  package let options: EvaluationOptions
  package let record: EvaluationRecord?
  /// The text of the nodes at hand.
  package internal(set) var source: ExpressionSource
  private let root: ExpressionNode?
  /// Values of comprehension variables, by slot.
  var locals: [Value]
  /// Turns of loops so far.
  package private(set) var steps = 0
  let tracer: Tracer?
  /// Above zero, undefined names are not reported.
  var quietDepth = 0

  package init(
    tree: ExpressionTree, scope: any ValueScope, options: EvaluationOptions,
    record: EvaluationRecord? = nil
  ) {
    self.init(
      source: tree.source, root: tree.root, localCount: tree.localCount, scope: scope,
      options: options, record: record)
  }

  /// For templates, which hand the nodes in one by one.
  init(
    source: ExpressionSource, localCount: Int, scope: any ValueScope, options: EvaluationOptions,
    record: EvaluationRecord? = nil
  ) {
    self.init(
      source: source, root: nil, localCount: localCount, scope: scope, options: options,
      record: record)
  }

  private init(
    source: ExpressionSource, root: ExpressionNode?, localCount: Int, scope: any ValueScope,
    options: EvaluationOptions, record: EvaluationRecord?
  ) {
    self.source = source
    self.root = root
    self.scope = scope
    self.options = options
    self.record = record
    locals = localCount == 0 ? [] : [Value](repeating: .null, count: localCount)
    tracer = record?.isTracing == true ? Tracer() : nil
  }

  /// Makes room for the variables of another template's expressions.
  mutating func reserveLocals(_ count: Int) {
    if locals.count < count { locals += repeatElement(.null, count: count - locals.count) }
  }

  /// The value of the whole tree; the record gets its trace.
  mutating func result() throws(LanguageError) -> Value {
    guard let root else { return .null }
    defer { if let tracer { record?.trace = tracer.finished } }
    return try whole(expression: root)
  }

  /// The value of an expression that is part of no other.
  package mutating func whole(expression node: ExpressionNode) throws(LanguageError) -> Value {
    guard node.height <= options.limits.expressionDepth else {
      throw failure(
        LanguageError.limit,
        "the expression has \(node.height) levels, more than the limit 'expression-depth' (\(options.limits.expressionDepth))",
        at: node.range)
    }
    return try value(node)
  }

  /// Runs `body` on nodes of another text, such as a partial's.
  package mutating func inside<Result>(
    _ other: ExpressionSource,
    _ body: (inout Evaluation) throws(LanguageError) -> Result
  ) throws(LanguageError) -> Result {
    let outer = source
    source = other
    defer { source = outer }
    return try body(&self)
  }

  /// Counts turns of loops.
  package mutating func step(_ count: Int = 1, at range: SourceRange) throws(LanguageError) {
    steps += count
    guard steps <= options.limits.steps else {
      throw failure(
        LanguageError.limit, "more than \(options.limits.steps) steps", at: range)
    }
  }

  package func failure(
    _ code: String, _ message: String, at range: SourceRange, hint: String? = nil
  ) -> LanguageError {
    source.error(code, message, at: range, hint: hint)
  }

  /// The value of a node.
  package mutating func value(_ node: ExpressionNode) throws(LanguageError) -> Value {
    if tracer == nil { return try compute(node) }
    return try traced(node) { evaluation, node throws(LanguageError) in
      try evaluation.compute(node)
    }
  }

  /// The value of a node of which a member or element is taken: a map that stands for its text
  /// elsewhere is the map here.
  mutating func container(_ node: ExpressionNode) throws(LanguageError) -> Value {
    if tracer == nil { return try whole(node) }
    return try traced(node) { evaluation, node throws(LanguageError) in
      try evaluation.whole(node)
    }
  }

  func noteConversion(of value: Value, to result: Value, at node: ExpressionNode) {
    guard let record else { return }
    let range = source.fileRange(node.range)
    let reading = "read as \(result.shown(limit: 60))"
    let note = "\(value.shown(limit: 60)) \(reading)"
    record.note(Conversion(note: note, range: range))
    if let tracer, !tracer.note(reading, at: range) { tracer.note(note) }
  }
}
