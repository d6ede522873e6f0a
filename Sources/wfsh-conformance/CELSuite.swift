import JSONText
import WorkflowLanguage

/// `cel*.json`: `{suite, section, name, expr, bindings, container?, profile}` and what comes of it,
/// `expected` with its kind, or `error`. Measured in the pure CEL setting, a line a profile.
enum CELSuite: Suite {
  static func accepts(_ stem: String) -> Bool { stem.hasPrefix("cel") }

  static func reportName(of testCase: JSONValue, stem: String) -> String {
    "\(stem)-\(testCase["profile"]?.stringValue ?? "")"
  }

  static func examine(_ testCase: JSONValue) -> CaseResult {
    CaseResult(
      name: testCase["name"]?.stringValue ?? "", section: testCase["suite"]?.stringValue ?? "",
      outcome: skipRule(testCase).map { .skipped($0) } ?? judge(testCase))
  }

  private static func judge(_ testCase: JSONValue) -> CaseResult.Outcome {
    var values: [Name: Value] = [:]
    for (name, typed) in testCase["bindings"]?.objectValue?.members ?? [] {
      guard let value = value(typed: typed) else { return .skipped(needsMessages) }
      values[Name(name)] = value
    }
    let wantsError = testCase["error"] != nil
    let source = testCase["expr"]?.stringValue ?? ""
    let want = wantsError ? "an error" : testCase["expected"].map(text) ?? "nothing"
    switch evaluate(testCase, DictionaryScope(values)) {
    case .failure(let error):
      if wantsError { return .passed }
      return .failed("\(source)\nwant \(want)\ngot  error: \(error.message)")
    case .success(let value):
      if !wantsError, let expected = testCase["expected"], matches(value, expected) {
        return .passed
      }
      return .failed("\(source)\nwant \(want)\ngot  \(value.typeName) \(value.shown())")
    }
  }

  private static func text(_ json: JSONValue) -> String { JSONWriter().write(json) }

  private static func evaluate(
    _ testCase: JSONValue, _ scope: DictionaryScope
  ) -> Result<Value, LanguageError> {
    let container = testCase["container"]?.stringValue ?? ""
    do throws(LanguageError) {
      let expression = try CompiledExpression.parse(
        testCase["expr"]?.stringValue ?? "", setting: LanguageSetting(.cel, container: container))
      return .success(try expression.evaluate(in: scope))
    } catch {
      return .failure(error)
    }
  }

  // MARK: What cannot apply

  private static let needsMessages =
    "protobuf messages: a workflow has no message types to construct or bind"
  private static let needsChecker =
    "a static checker: asks what type an expression is deduced to have, or declares functions"
  private static let needsNetwork =
    "the network extension: a workflow has no values of addresses"
  private static let needsBlock =
    "the block extension: written by optimizers, not by people"

  /// Why a case is left out; nil for all that are run.
  private static func skipRule(_ testCase: JSONValue) -> String? {
    let needs = (testCase["needs"]?.arrayValue ?? []).compactMap(\.stringValue)
    if needs.contains("proto") { return needsMessages }
    if testCase["check_only"] == true || needs.contains("custom_function_decl") {
      return needsChecker
    }
    switch testCase["extension"]?.stringValue {
    case "network_ext": return needsNetwork
    case "block_ext": return needsBlock
    default: return nil
    }
  }

  // MARK: Typed values

  private static func value(typed json: JSONValue) -> Value? {
    let content = json["v"]
    let text = content?.stringValue ?? ""
    switch json["t"]?.stringValue {
    case "null": return .null
    case "bool": return content?.boolValue.map { .bool($0) }
    case "int": return Int64(text).map { .int($0) }
    case "uint": return UInt64(text).map { .uint($0) }
    case "double": return (content?.doubleValue ?? Double(text)).map { .double($0) }
    case "string": return .string(text)
    case "bytes": return Base64.decode(text).map { .bytes($0) }
    case "type": return .type(ValueType(text))
    case "timestamp": return Timestamp(text).map { .timestamp($0) }
    case "duration": return TimeSpan(text).map { .duration($0) }
    case "list":
      let elements = content?.arrayValue ?? []
      let values = elements.compactMap(value(typed:))
      return values.count == elements.count ? .list(values) : nil
    case "map":
      var map = ValueMap()
      for entry in content?.arrayValue ?? [] {
        guard let pair = entry.arrayValue, pair.count == 2, let first = value(typed: pair[0]),
          let key = MapKey(first), let value = value(typed: pair[1])
        else { return nil }
        map[key] = value
      }
      return .map(map)
    default: return nil
    }
  }

  /// Kind and content must agree; a NaN agrees with a NaN.
  private static func matches(_ got: Value, _ expected: JSONValue) -> Bool {
    guard let wanted = value(typed: expected) else { return false }
    return matches(got, wanted)
  }

  private static func matches(_ got: Value, _ wanted: Value) -> Bool {
    switch (got, wanted) {
    case (.double(let a), .double(let b)): a == b || (a.isNaN && b.isNaN)
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { matches($0, $1) }
    case (.map(let a), .map(let b)):
      a.count == b.count
        && a.entries.allSatisfy { entry in
          guard let other = b[entry.key] else { return false }
          return matches(entry.value, other)
        }
    default: got == wanted
    }
  }
}
