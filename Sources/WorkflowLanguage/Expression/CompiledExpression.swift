package import WorkflowSource

/// An expression, read once and evaluated as often as one likes: CEL, in the workflow setting with
/// extensions.
package final class CompiledExpression: Sendable {
  package let tree: ExpressionTree
  package let shape: ExpressionShape
  /// Every name the expression uses, in the order of the text.
  package let references: [NameReference]
  /// In the file.
  package let range: SourceRange
  let setting: LanguageSetting

  /// As it was written.
  package var text: String { tree.source.text }

  package static func parse(
    _ text: String, places: TextPlaces = TextPlaces(), setting: LanguageSetting = .workflow
  ) throws(LanguageError) -> CompiledExpression {
    try DeepStack.run(if: DeepStack.isNeeded(forExpression: text)) { () throws(LanguageError) in
      let source = ExpressionSource(text: text, places: places)
      var parser = CELParser(source: source, setting: setting)
      let root = try parser.parseWhole()
      return CompiledExpression(root, parser, range: SourceRange(0, text.utf8.count))
    }
  }

  /// The longest beginning of the text that is an expression.
  ///
  /// An expression ends where no word can go on with it; on a command line also before ` --option`,
  /// `|!`, and before a bracket or parenthesis that a blank separates.
  ///
  /// - Returns: the expression, and the offset in UTF-8 at which it ends.
  package static func parsePrefix(
    _ text: String, places: TextPlaces = TextPlaces(), setting: LanguageSetting = .workflow
  ) throws(LanguageError) -> (CompiledExpression, end: Int) {
    try DeepStack.run(if: DeepStack.isNeeded(forExpression: text)) { () throws(LanguageError) in
      let whole = ExpressionSource(text: text, places: places)
      var parser = CELParser(source: whole, setting: setting, isPrefix: true)
      let root = try parser.expression()
      let isWhole = parser.end == text.utf8.count
      let range = SourceRange(isWhole ? 0 : root.range.lower, parser.end)
      return (CompiledExpression(root, parser, range: range), parser.end)
    }
  }

  private init(_ root: ExpressionNode, _ parser: CELParser, range: SourceRange) {
    var shape = parser.shape
    if case .lookupOrError(let name) = root.kind { shape.isSingleName = name }
    tree = ExpressionTree(root: root, source: parser.source, localCount: parser.localCount)
    self.shape = shape
    let tree = tree
    let found = try? DeepStack.run(if: root.height > DeepStack.shallow) {
      ReferenceFinder.references(in: tree)
    }
    references = found ?? []
    self.range = parser.source.fileRange(range)
    setting = parser.setting
  }

  private var isDeep: Bool { tree.root.height > DeepStack.shallow }

  /// Mistakes that show without running anything, in the order of the text.
  ///
  /// - Parameter isCondition: the value must be a boolean, as a guard's must.
  package func problems(isCondition: Bool = false) -> [Diagnostic] {
    let found = try? DeepStack.run(if: isDeep) {
      ExpressionChecker.problems(
        in: tree.root, source: tree.source, isConverting: setting.kind == .workflow,
        isCondition: isCondition)
    }
    return found ?? []
  }

  package func evaluate(
    in scope: any ValueScope, options: EvaluationOptions = EvaluationOptions(),
    record: EvaluationRecord? = nil
  ) throws(LanguageError) -> Value {
    try DeepStack.run(if: isDeep) { () throws(LanguageError) in
      var evaluation = Evaluation(tree: tree, scope: scope, options: options, record: record)
      return try evaluation.result()
    }
  }

  /// The truth of a guard: a boolean, in the workflow setting also a text that spells one; every
  /// other value is an error.
  package func evaluateBool(
    in scope: any ValueScope, options: EvaluationOptions = EvaluationOptions(),
    record: EvaluationRecord? = nil
  ) throws(LanguageError) -> Bool {
    let value = try evaluate(in: scope, options: options, record: record)
    if case .bool(let truth) = value { return truth }
    if setting.kind == .workflow, let truth = value.spelledBoolean {
      record?.note(Conversion(note: "\(value.shown()) read as \(truth)", range: range))
      return truth
    }
    throw LanguageError(
      LanguageError.wrongKind, "a condition must be true or false, not \(value.typeName)",
      range: range, hint: "it is \(value.shown(limit: 40)); compare it with something")
  }
}
