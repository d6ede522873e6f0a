package import JSONText
package import WorkflowDebugging
package import WorkflowLanguage
package import WorkflowSource

/// An argument as it was read.
package indirect enum ArgumentValue: Sendable {
  /// Words, names, paths, locations, texts: everything that is text to the shell.
  case text(String, isQuoted: Bool)
  case integer(Int)
  case duration(TimeSpan)
  case expression(CompiledExpression)
  case comparison(Comparison)
  case bound(Bound)
  case assignment(Assignment)
  case value(WrittenValue)
  case occurrence(When)
  case path([ScriptLexer.Token])
  case block(Block)
  case stubRules([WrittenStubRule])
  case statement(Statement)
  case hereDocument(HereDocument)
}

/// `PATH OP VALUE`.
package struct Comparison: Sendable {
  /// The left side alone, to show what it was.
  package var left: CompiledExpression
  package var symbol: String
  package var whole: CompiledExpression
}

/// `OP DURATION`, `OP NUMBER`.
package struct Bound: Hashable, Sendable {
  package enum Symbol: String, Hashable, Sendable, CaseIterable {
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case greater = ">"

    package func holds<Number: Comparable>(_ left: Number, _ right: Number) -> Bool {
      switch self {
      case .less: left < right
      case .lessOrEqual: left <= right
      case .greater: left > right
      case .greaterOrEqual: left >= right
      case .equal: left == right
      case .unequal: left != right
      }
    }
  }

  package enum Limit: Hashable, Sendable {
    case duration(TimeSpan)
    case integer(Int)
  }

  package var symbol: Symbol
  package var limit: Limit
}

/// `NAME=VALUE`.
package struct Assignment: Sendable {
  package var name: String
  package var nameRange: SourceRange
  package var value: WrittenValue
  package var valueRange: SourceRange
}

/// A value as it was written, before it is known what it is for.
package enum WrittenValue: Sendable {
  /// Without quotes: read by the rule of `set`, or by the declared type.
  case bare(String)
  /// In quotes: a text, whatever it spells.
  case text(String)
  case json(JSONValue)
  /// `{{ expr }}`.
  case template(Template)
  /// `@file.json`.
  case file(String)
}

/// What a stub answers, as it was written.
package enum WrittenAnswer: Sendable {
  case outputs(WrittenValue, SourceRange)
  case failure(type: String?, message: String?)
  case edge(String, SourceRange)
}

/// A line of `stub LOC { … }`.
package struct WrittenStubRule: Sendable {
  package var when: When
  package var answer: WrittenAnswer
  package var range: SourceRange
}
