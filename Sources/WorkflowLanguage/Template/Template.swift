package import WorkflowSource

/// A text with places in it that are computed: Liquid with extensions.
package struct Template: Sendable {
  /// As it was written.
  package let text: String
  /// In the file.
  package let range: SourceRange
  package let references: [NameReference]
  let parts: [Part]

  enum Part: Sendable {
    case text(String)
    case output(CompiledExpression)
  }

  /// No `{{` and no `{%` in it.
  package var isLiteral: Bool {
    parts.allSatisfy { if case .text = $0 { true } else { false } }
  }

  /// The text, where nothing is computed.
  package var literalText: String? { isLiteral ? text : nil }

  /// Exactly one `{{ expr }}` and nothing around it.
  package var singleExpression: Bool {
    if parts.count == 1, case .output = parts[0] { true } else { false }
  }

  /// Never throws: what is broken is told in the diagnostics, each mistake on its own. A template
  /// with errors must not be rendered.
  package static func parse(
    _ text: String, places: TextPlaces = TextPlaces(), setting: LanguageSetting = .workflow,
    dollarNames: Bool = false
  ) -> (template: Template, diagnostics: [Diagnostic]) {
    var parts: [Part] = []
    var diagnostics: [Diagnostic] = []
    let bytes = Array(text.utf8)
    var index = 0
    var plain = 0
    func endText(at end: Int) {
      if end > plain { parts.append(.text(String(decoding: bytes[plain..<end], as: UTF8.self))) }
    }
    while index + 1 < bytes.count {
      guard bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      endText(at: index)
      let start = index + 2
      var end = start
      while end + 1 < bytes.count,
        !(bytes[end] == UInt8(ascii: "}") && bytes[end + 1] == UInt8(ascii: "}"))
      {
        end += 1
      }
      let inside = String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self)
      do throws(LanguageError) {
        parts.append(
          .output(
            try CompiledExpression.parse(
              inside, places: places.dropping(start), setting: setting, isTemplate: true)))
      } catch {
        diagnostics.append(error.diagnostic)
      }
      index = min(end + 2, bytes.count)
      plain = index
    }
    endText(at: bytes.count)
    let references = parts.flatMap { part -> [NameReference] in
      if case .output(let expression) = part { expression.references } else { [] }
    }
    let range = places.origin(of: SourceRange(0, bytes.count))
    return (Template(text: text, range: range, references: references, parts: parts), diagnostics)
  }

  package func render(
    in scope: any ValueScope, options: EvaluationOptions, record: EvaluationRecord? = nil
  ) throws(LanguageError) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .output(let expression):
        result += try expression.evaluate(in: scope, options: options, record: record).text
      }
    }
    return result
  }

  /// The typed value of a single expression; else the rendered text.
  package func value(
    in scope: any ValueScope, options: EvaluationOptions, record: EvaluationRecord? = nil
  ) throws(LanguageError) -> Value {
    if singleExpression, case .output(let expression) = parts[0] {
      return try expression.evaluate(in: scope, options: options, record: record)
    }
    return .string(try render(in: scope, options: options, record: record))
  }
}
