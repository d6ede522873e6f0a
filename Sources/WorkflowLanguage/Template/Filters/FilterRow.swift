package import WorkflowSource

/// A filter of templates and guards: how it is called, what it does, how that is explained.
package final class FilterRow: Sendable {
  package typealias Body = @Sendable (FilterArguments) throws(LanguageError) -> Value

  package let name: String
  /// How it is called, for the reference: `replace: from, to`.
  package let signature: String
  /// How many arguments without a name it takes.
  package let counts: ClosedRange<Int>
  /// The arguments with a name that it takes.
  package let keywords: [String]
  /// What it makes of its input; nil for one that may pass its input on, so that the reader of its
  /// result says what the input is.
  package let takes: ImpliedType?
  /// What it takes besides, for the reference; nil where `takes` says all.
  package let accepts: KindSet?
  package let gives: KindSet
  /// One line for the reference.
  package let summary: String
  /// A template and what it prints, shown in the reference and run by a test.
  package let example: (template: String, result: String)
  package let body: Body

  package init(
    _ name: String, signature: String? = nil, counts: ClosedRange<Int> = 0...0,
    keywords: [String] = [], takes: ImpliedType? = .text, accepts: KindSet? = nil,
    gives: KindSet = .string,
    _ summary: String, example: (template: String, result: String), body: @escaping Body
  ) {
    self.name = name
    self.signature = signature ?? name
    self.counts = counts
    self.keywords = keywords
    self.takes = takes
    self.accepts = accepts
    self.gives = gives
    self.summary = summary
    self.example = example
    self.body = body
  }
}

extension FilterRow {
  /// The first name that belongs to no argument of the filter.
  func unknownKeyword(among names: some Sequence<String>) -> String? {
    names.first { !keywords.contains($0) }
  }

  func hint(forKeyword name: String) -> String {
    Suggestion.hint(for: name, among: keywords) ?? "it is called as '| \(signature)'"
  }
}

/// What a filter is applied to and with.
package struct FilterArguments {
  package let input: Value
  package let values: [Value]
  package let named: [(name: String, value: Value)]
  package let options: EvaluationOptions
  /// In the file: the filter's name.
  package let range: SourceRange

  package init(
    input: Value, values: [Value], named: [(name: String, value: Value)],
    options: EvaluationOptions, range: SourceRange
  ) {
    self.input = input
    self.values = values
    self.named = named
    self.options = options
    self.range = range
  }

  package subscript(index: Int) -> Value? { index < values.count ? values[index] : nil }

  package subscript(keyword: String) -> Value? { named.last { $0.name == keyword }?.value }

  package func failure(_ code: String, _ message: String, hint: String? = nil) -> LanguageError {
    LanguageError(code, message, range: range, hint: hint)
  }
}
