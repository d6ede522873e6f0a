import Testing
import WorkflowLanguage

@Suite struct FunctionTableTests {
  /// The examples of the reference give what the reference says.
  @Test(
    arguments: FunctionTable.standard.rows.map {
      ($0.signature, $0.example.expression, $0.example.result)
    })
  func exampleHolds(_ signature: String, _ expression: String, _ result: String) throws {
    let value = try CompiledExpression.parse(expression).evaluate(in: DictionaryScope())
    #expect(value.shown() == result, "\(signature)")
  }

  @Test func summariesAreSentences() {
    for row in FunctionTable.standard.rows {
      #expect(row.summary.hasSuffix(".") && !row.summary.contains("\n"), "\(row.name)")
    }
  }
}
