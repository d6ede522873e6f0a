package import WorkflowSource

/// A function of expressions: how it is called, what it does, how that is explained.
///
/// Several rows may share a name; the first whose parameters fit the arguments is called.
package struct FunctionRow: Sendable {
  package typealias Body = @Sendable (FunctionArguments) throws(LanguageError) -> Value

  package struct Parameter: Hashable, Sendable {
    package let name: String
    package let kinds: KindSet

    package init(_ name: String, _ kinds: KindSet) {
      self.name = name
      self.kinds = kinds
    }
  }

  /// With its namespace: `size`, `math.greatest`.
  package let name: String
  /// What stands before the point of `x.name()`; nil for a function called by itself.
  package let receiver: KindSet?
  package let parameters: [Parameter]
  /// How many of the last parameters may be left out.
  package let optionalCount: Int
  /// Whether the last parameter may come any number of times.
  package let isVariadic: Bool
  package let result: KindSet
  /// One line for the reference.
  package let summary: String
  /// An expression and what it gives, shown in the reference and run by a test.
  package let example: (expression: String, result: String)
  package let body: Body

  package init(
    _ name: String, on receiver: KindSet? = nil, _ parameters: [Parameter] = [],
    optional optionalCount: Int = 0, variadic isVariadic: Bool = false, gives result: KindSet,
    _ summary: String, example: (expression: String, result: String), body: @escaping Body
  ) {
    self.name = name
    self.receiver = receiver
    self.parameters = parameters
    self.optionalCount = optionalCount
    self.isVariadic = isVariadic
    self.result = result
    self.summary = summary
    self.example = example
    self.body = body
  }

  /// `string.indexOf(text: string, from: int?) -> int`
  package var signature: String {
    var parts: [String] = []
    for (index, parameter) in parameters.enumerated() {
      let isOptional = index >= parameters.count - optionalCount
      parts.append("\(parameter.name): \(parameter.kinds.text)\(isOptional ? "?" : "")")
    }
    if isVariadic { parts.append("…") }
    let before = receiver.map { "\($0.text)." } ?? ""
    return "\(before)\(name)(\(parts.joined(separator: ", "))) -> \(result.text)"
  }

  /// Whether so many arguments can be given, a receiver not counted.
  package func takes(count: Int) -> Bool {
    count >= parameters.count - optionalCount && (isVariadic || count <= parameters.count)
  }

  /// The kinds that argument `index` may have, a receiver counted as the first.
  package func kinds(at index: Int) -> KindSet {
    var index = index
    if let receiver {
      if index == 0 { return receiver }
      index -= 1
    }
    if index < parameters.count { return parameters[index].kinds }
    return parameters.last?.kinds ?? []
  }

  /// Whether these arguments, a receiver first, can be given.
  func fits(_ arguments: [Value]) -> Bool {
    guard takes(count: arguments.count - (receiver == nil ? 0 : 1)) else { return false }
    for (index, argument) in arguments.enumerated()
    where !kinds(at: index).contains(argument.kind) {
      return false
    }
    return true
  }
}

/// What a function is called with.
package struct FunctionArguments {
  /// A receiver first; their kinds are those that the row asks for.
  package let values: [Value]
  package let options: EvaluationOptions
  /// In the file: the whole call.
  package let range: SourceRange

  package var count: Int { values.count }

  package subscript(index: Int) -> Value { index < values.count ? values[index] : .null }

  package func failure(
    _ code: String, _ message: String, hint: String? = nil
  ) -> LanguageError {
    LanguageError(code, message, range: range, hint: hint)
  }

  /// The argument as text; the row has made sure that it is one.
  package func string(_ index: Int) -> String { self[index].stringValue ?? "" }

  package func list(_ index: Int) throws(LanguageError) -> [Value] {
    switch self[index] {
    case .list(let elements): return elements
    case .range(let range):
      guard range.count <= options.limits.steps else {
        throw failure(LanguageError.limit, "a range of \(range.count) numbers is too long here")
      }
      return (0..<range.count).compactMap { range[$0].map { .int($0) } }
    default: return []
    }
  }

  /// The argument as a whole number.
  package func int(_ index: Int) throws(LanguageError) -> Int {
    switch self[index] {
    case .int(let value): return Int(value)
    case .uint(let value) where value <= UInt64(Int.max): return Int(value)
    default: throw failure(LanguageError.outOfRange, "\(self[index].shown()) is out of range")
    }
  }
}
