package import WorkflowModel
package import WorkflowSource

/// The names of a diagram's states, for properties that name some.
package struct StateNames: Sendable {
  private let names: [String]
  private let numbers: [String: Int]

  /// - Parameter names: in the order of the states' numbers.
  package init(_ names: [String] = []) {
    self.names = names
    numbers = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func id(of name: String) -> StateID? { numbers[name].map(StateID.init) }

  /// The names that a mistyped one may have meant, as a hint.
  package func hint(for name: String) -> String? { Suggestion.hint(for: name, among: names) }
}
