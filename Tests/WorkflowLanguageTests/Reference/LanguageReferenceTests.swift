import Testing

@testable import WorkflowLanguage

/// What the reference says is so.
@Suite struct LanguageReferenceTests {
  @Test(arguments: LanguageReference.entries.indices)
  func exampleHolds(index: Int) throws {
    let entry = LanguageReference.entries[index]
    let example = entry.example
    guard example.isTemplate else {
      let expression = try CompiledExpression.parse(example.text)
      #expect(expression.problems().isEmpty, "\(entry.signature)")
      let value = try expression.evaluate(in: DictionaryScope())
      #expect(value.shown() == example.result, "\(entry.signature)")
      return
    }
    let (template, diagnostics) = Template.parse(example.text)
    #expect(diagnostics.isEmpty && template.problems.isEmpty, "\(entry.signature)")
    let greeting = Template.parse("Hello, {{ who }}!").template
    let options = EvaluationOptions(partials: { $0 == "greeting" ? greeting : nil })
    #expect(
      try template.render(in: DictionaryScope(), options: options) == example.result,
      "\(entry.signature)")
  }

  @Test func linesAreLines() {
    for entry in LanguageReference.entries {
      #expect(entry.summary.hasSuffix(".") && !entry.summary.contains("\n"), "\(entry.name)")
      #expect(!entry.signature.isEmpty && !entry.signature.contains("\n"), "\(entry.name)")
    }
  }

  /// What the lexers know and the reference does not tell of would be a secret.
  @Test func everySymbolIsTold() {
    let told = Set(LanguageReference.entries.flatMap(\.names))
    let punctuation: Set<ExpressionToken.Symbol> = [.comma, .colon, .assign, .ampersand]
    for symbol in ExpressionToken.Symbol.allCases where !punctuation.contains(symbol) {
      #expect(told.contains(symbol.rawValue), "\(symbol.rawValue)")
    }
  }

  @Test func everyNameIsFound() {
    let names =
      FunctionTable.standard.names + FilterTable.standard.names + TagTable.standard.names
      + MacroTable.standard.names
    for name in names { #expect(!LanguageReference.entries(named: name).isEmpty, "\(name)") }
    #expect(LanguageReference.entries(named: "size").map(\.kind).contains(.filter))
    #expect(LanguageReference.entries(named: "endif").first?.name == "if")
  }
}
