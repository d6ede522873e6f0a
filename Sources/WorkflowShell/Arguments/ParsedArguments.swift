package import WorkflowDebugging
package import WorkflowLanguage
package import WorkflowSource

/// What stands behind a command's name, read by the command's own syntax.
///
/// A command asks by the names its syntax uses. The accessors give nil for what is not there; an
/// accessor of another kind than the syntax says gives nil too, which the test that runs every
/// command's examples would notice.
package struct ParsedArguments: Sendable {
  package struct Item: Sendable {
    package var name: String
    package var value: ArgumentValue
    package var range: SourceRange
  }

  /// The command's name as it was written, and where.
  package var commandName: String
  package var commandRange: SourceRange
  /// `json` of `print/json`.
  package var format: String?
  package private(set) var items: [Item] = []
  package private(set) var keywords: [(word: String, range: SourceRange)] = []
  package private(set) var options: [Item] = []
  /// From the command's name to the last argument.
  package private(set) var range: SourceRange
  package let source: SourceText

  package init(commandName: String, commandRange: SourceRange, source: SourceText) {
    self.commandName = commandName
    self.commandRange = commandRange
    self.source = source
    range = commandRange
  }

  // MARK: Putting together

  mutating func add(_ item: Item) {
    items.append(item)
    range = range.union(item.range)
  }

  mutating func add(keyword word: String, at place: SourceRange) {
    keywords.append((word, place))
    range = range.union(place)
  }

  mutating func add(option item: Item) {
    options.append(item)
    range = range.union(item.range)
  }

  // MARK: Asking

  package func has(_ keyword: String) -> Bool { keywords.contains { $0.word == keyword } }

  package func hasOption(_ name: String) -> Bool { options.contains { $0.name == name } }

  /// The value of an option that takes one.
  package func optionValue(_ name: String) -> ArgumentValue? {
    options.last { $0.name == name }?.value
  }

  /// The text of an option that takes a word.
  package func option(_ name: String) -> String? {
    if case .text(let text, _) = optionValue(name) { text } else { nil }
  }

  package func item(_ name: String) -> Item? { items.first { $0.name == name } }

  package func all(_ name: String) -> [Item] { items.filter { $0.name == name } }

  /// Where an argument stands; the whole command when it is not there.
  package func range(of name: String) -> SourceRange { item(name)?.range ?? range }

  package func text(_ name: String) -> String? {
    if case .text(let text, _) = item(name)?.value { text } else { nil }
  }

  package func texts(_ name: String) -> [String] {
    all(name).compactMap { if case .text(let text, _) = $0.value { text } else { nil } }
  }

  package func integer(_ name: String) -> Int? {
    if case .integer(let number) = item(name)?.value { number } else { nil }
  }

  package func duration(_ name: String) -> TimeSpan? {
    if case .duration(let span) = item(name)?.value { span } else { nil }
  }

  package func expression(_ name: String) -> CompiledExpression? {
    if case .expression(let expression) = item(name)?.value { expression } else { nil }
  }

  package func comparison(_ name: String) -> Comparison? {
    if case .comparison(let comparison) = item(name)?.value { comparison } else { nil }
  }

  package func bound(_ name: String) -> Bound? {
    if case .bound(let bound) = item(name)?.value { bound } else { nil }
  }

  package func assignments(_ name: String = "NAME=VALUE") -> [Assignment] {
    all(name).compactMap { if case .assignment(let each) = $0.value { each } else { nil } }
  }

  package func value(_ name: String) -> WrittenValue? {
    if case .value(let value) = item(name)?.value { value } else { nil }
  }

  /// Clauses of one place; always, when there are none.
  package func occurrence(_ name: String = "WHEN") -> When {
    if case .occurrence(let when) = item(name)?.value { when } else { When() }
  }

  package func path(_ name: String) -> [ScriptLexer.Token] {
    if case .path(let steps) = item(name)?.value { steps } else { [] }
  }

  package func block(_ name: String) -> Block? {
    if case .block(let block) = item(name)?.value { block } else { nil }
  }

  package func stubRules(_ name: String) -> [WrittenStubRule]? {
    if case .stubRules(let rules) = item(name)?.value { rules } else { nil }
  }

  package func statement(_ name: String) -> Statement? {
    if case .statement(let statement) = item(name)?.value { statement } else { nil }
  }

  package func hereDocument(_ name: String) -> HereDocument? {
    if case .hereDocument(let document) = item(name)?.value { document } else { nil }
  }
}
