import Testing

@testable import WorkflowLanguage

@Suite struct TagTableTests {
  @Test(arguments: TagTable.standard.rows.map(\.name))
  func examplesHold(name: String) throws {
    let row = try #require(TagTable.standard[name])
    let (template, diagnostics) = Template.parse(row.example.template)
    #expect(diagnostics == [])
    let greeting = Template.parse("Hello, {{ who }}!").template
    let options = EvaluationOptions(partials: { $0 == "greeting" ? greeting : nil })
    #expect(try template.render(in: DictionaryScope(), options: options) == row.example.result)
    #expect(row.summary.hasSuffix("."))
  }
}
