/// One thing that expressions and templates know.
package struct ReferenceEntry: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case `operator`, literal, function, macro, filter, tag
    /// A fact that a loop tells of its round.
    case loop
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
    + functions + macros + filters + tags + loops

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

  private static var loops: [ReferenceEntry] {
    LoopState.facts.map { fact in
      loop(
        "forloop", fact, "{% for x in (5..7) %}{{ forloop.\(fact.name) }} {% endfor %}",
        fact.rounds.map { $0 + " " }.joined())
    }
      + TableRowState.facts.map { fact in
        loop(
          "tablerowloop", fact,
          "{% tablerow x in (5..7) cols: 2 %}{{ tablerowloop.\(fact.name) }}{% endtablerow %}",
          "<tr class=\"row1\">\n<td class=\"col1\">\(fact.rounds[0])</td>"
            + "<td class=\"col2\">\(fact.rounds[1])</td></tr>\n"
            + "<tr class=\"row2\"><td class=\"col1\">\(fact.rounds[2])</td></tr>\n")
      }
  }

  private static func loop<State>(
    _ object: String, _ fact: LoopFact<State>, _ template: String, _ result: String
  ) -> ReferenceEntry {
    ReferenceEntry(
      kind: .loop, family: object, names: ["\(object).\(fact.name)", object],
      signature: "\(object).\(fact.name)", summary: fact.summary,
      example: ReferenceExample(text: template, result: result, isTemplate: true))
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
