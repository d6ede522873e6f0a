import JSONText
import WorkflowParsing
import WorkflowSource

/// `mermaid-*.json`: `{name, category, source, valid, expected: {root}}`. Judged are the verdict
/// and, for valid diagrams, the facts of `expected.root`.
///
/// Sources are read as Mermaid itself reads them (`DiagramDialect.mermaid`), those of the category
/// `unit` as its bare parser does.
enum MermaidSuite: Suite {
  static func accepts(_ stem: String) -> Bool { stem.hasPrefix("mermaid-") }

  static func examine(_ testCase: JSONValue) -> CaseResult {
    let category = testCase["category"]?.stringValue ?? ""
    let source = SourceText(name: "case", text: testCase["source"]?.stringValue ?? "")
    let diagram = Diagram(
      source, in: source.range, dialect: category == "unit" ? .mermaidParser : .mermaid)
    return CaseResult(
      name: testCase["name"]?.stringValue ?? "", section: category,
      outcome: judge(diagram, testCase, source))
  }

  private static func judge(
    _ diagram: Diagram, _ testCase: JSONValue, _ source: SourceText
  ) -> CaseResult.Outcome {
    let isValid = testCase["valid"]?.boolValue ?? false
    if let first = diagram.diagnostics.first {
      return isValid
        ? .failed(
          "valid, but: "
            + DiagnosticFormatter().format(first, in: source)) : .passed
    }
    guard isValid else {
      return .failed("accepted, but Mermaid says: \(testCase["error"]?.stringValue ?? "invalid")")
    }
    guard let expected = testCase["expected"]?["root"] else {
      return .skipped("no facts to compare with")
    }
    let facts = diagram.mermaidFacts
    guard let difference = JSONDifference.first(expected, facts) else { return .passed }
    return .failed(difference)
  }
}
