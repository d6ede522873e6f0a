internal import JSONText
internal import WorkflowLanguage

/// The values that templates and guards of the bench use, the same as their peers'.
final class BenchScope: ValueScope {
  private let values: DictionaryScope

  init(_ bench: Bench) {
    guard let context = try? JSONReader.read(bench.sharedText("context.json")) else {
      fatalError("context.json cannot be read")
    }
    var values: [Name: Value] = [:]
    for (name, value) in context.objectValue?.members ?? [] {
      values[Name(name)] = Value(json: value)
    }
    self.values = DictionaryScope(values)
  }

  func value(of name: Name) -> Value? { values.value(of: name) }
  func candidates() -> [String] { values.candidates() }
}
