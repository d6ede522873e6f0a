import JSONText
import WorkflowLanguage
import WorkflowSource

/// `liquid*.json`: `{name, category, template, context, partials?, tags}` and what comes of it:
/// `expected`, one of `expected_any`, or `error: true`. A tag that begins with `strict` asks for
/// Liquid's strict mode. Measured in the pure Liquid setting.
enum LiquidSuite: Suite {
  static func accepts(_ stem: String) -> Bool { stem.hasPrefix("liquid") }

  static func examine(_ testCase: JSONValue) -> CaseResult {
    CaseResult(
      name: testCase["name"]?.stringValue ?? "", section: testCase["category"]?.stringValue ?? "",
      outcome: judge(testCase))
  }

  private static func judge(_ testCase: JSONValue) -> CaseResult.Outcome {
    let got = result(of: testCase)
    if case .failure(let error) = got, testCase["error"]?.boolValue == true {
      return error.message.isEmpty ? .failed("an error without a message") : .passed
    }
    var wanted: [String] = []
    if let any = testCase["expected_any"]?.arrayValue {
      wanted = any.compactMap(\.stringValue)
    } else if let one = testCase["expected"]?.stringValue {
      wanted = [one]
    }
    let template = testCase["template"]?.stringValue ?? ""
    let want =
      wanted.isEmpty
      ? "an error" : wanted.map { "\($0.debugDescription)" }.joined(separator: " or ")
    switch got {
    case .success(let text):
      if wanted.contains(text) { return .passed }
      return .failed("\(template)\nwant \(want)\ngot  \(text.debugDescription)")
    case .failure(let error):
      return .failed("\(template)\nwant \(want)\ngot  error: \(error.message)")
    }
  }

  private struct Mistake: Error { var message: String }

  private static func result(of testCase: JSONValue) -> Result<String, Mistake> {
    let isStrict = (testCase["tags"]?.arrayValue ?? []).contains {
      $0.stringValue?.hasPrefix("strict") == true
    }
    let setting: LanguageSetting = isStrict ? .strictLiquid : .liquid
    var mistakes: [String] = []
    func parse(_ text: String?) -> Template {
      let (template, diagnostics) = Template.parse(text ?? "", setting: setting)
      mistakes += diagnostics.map(\.message)
      return template
    }
    var partials: [String: Template] = [:]
    for (name, text) in testCase["partials"]?.objectValue?.members ?? [] {
      partials[name] = parse(text.stringValue)
    }
    let template = parse(testCase["template"]?.stringValue)
    if let first = mistakes.first { return .failure(Mistake(message: first)) }
    var values: [Name: Value] = [:]
    for (name, value) in testCase["context"]?.objectValue?.members ?? [] {
      values[Name(name)] = Value(json: value)
    }
    let known = partials
    let options = EvaluationOptions(undefined: .empty, partials: { known[$0] })
    do {
      return .success(try template.render(in: DictionaryScope(values), options: options))
    } catch {
      return .failure(Mistake(message: error.message))
    }
  }
}
