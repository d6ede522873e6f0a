/// One thing that expressions and templates know.
package struct ReferenceEntry: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case `operator`, literal, function, macro, filter, tag
  }

  package let kind: Kind
  /// What it belongs to, of its kind; empty where there is but one.
  package let family: String
  /// What it is found by; the first is its name.
  package let names: [String]
  /// How it is written, with the kinds of what it takes and gives.
  package let signature: String
  /// One line.
  package let summary: String
  package let example: ReferenceExample

  package var name: String { names[0] }
}

/// Everything that expressions and templates know, from the tables that implement it.
package enum LanguageReference {
  package static let entries: [ReferenceEntry] =
    operators(OperatorTable.operators, .operator) + operators(OperatorTable.literals, .literal)
    + functions + macros + filters + tags

  /// Entries of one name; a function and a filter may share it.
  package static func entries(named name: String) -> [ReferenceEntry] {
    entries.filter { $0.names.contains(name) }
  }

  private static func operators(
    _ rows: [OperatorRow], _ kind: ReferenceEntry.Kind
  ) -> [ReferenceEntry] {
    rows.map { row in
      let place =
        switch row.language {
        case .both: ""
        case .expressions: " Expressions only."
        case .templates: " Templates only."
        }
      return ReferenceEntry(
        kind: kind, family: "", names: row.names, signature: row.syntax,
        summary: row.summary + place, example: row.example)
    }
  }

  private static var functions: [ReferenceEntry] {
    FunctionTable.standard.families.flatMap { title, rows in
      rows.map { row in
        ReferenceEntry(
          kind: .function, family: title, names: [row.name], signature: row.signature,
          summary: row.summary, example: example(row.example))
      }
    }
  }

  private static var macros: [ReferenceEntry] {
    MacroTable.standard.rows.map { row in
      ReferenceEntry(
        kind: .macro, family: "", names: [row.name] + row.aliases, signature: row.signature,
        summary: row.summary, example: example(row.example))
    }
  }

  private static var filters: [ReferenceEntry] {
    FilterTable.standard.families.flatMap { title, rows in
      rows.map { row in
        ReferenceEntry(
          kind: .filter, family: title, names: [row.name], signature: row.fullSignature,
          summary: row.summary,
          example: ReferenceExample(
            text: row.example.template, result: row.example.result, isTemplate: true))
      }
    }
  }

  private static var tags: [ReferenceEntry] {
    TagTable.standard.rows.map { row in
      ReferenceEntry(
        kind: .tag, family: "", names: [row.name] + row.parts, signature: row.syntax,
        summary: row.summary,
        example: ReferenceExample(
          text: row.example.template, result: row.example.result, isTemplate: true))
    }
  }

  private static func example(_ example: (expression: String, result: String)) -> ReferenceExample {
    ReferenceExample(text: example.expression, result: example.result, isTemplate: false)
  }
}

extension FilterRow {
  /// `string | truncate: length, end -> string`
  fileprivate var fullSignature: String {
    if let accepts { return "\(accepts.text) | \(signature) -> \(gives.text)" }
    let input =
      switch takes {
      case .text: "string"
      case .number: "number"
      case .boolean: "bool"
      case .list: "list"
      case .unknown, nil: "any"
      }
    return "\(input) | \(signature) -> \(gives.text)"
  }
}
