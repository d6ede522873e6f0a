package import WorkflowSource

/// A name that an expression or template uses.
package struct NameReference: Hashable, Sendable {
  package var root: Name
  /// The literal members after it: `url` of `Deploy.url`.
  package var path: [Name]
  /// In the file.
  package var range: SourceRange
  package var implied: ImpliedType

  package init(root: Name, path: [Name] = [], range: SourceRange, implied: ImpliedType = .unknown) {
    self.root = root
    self.path = path
    self.range = range
    self.implied = implied
  }
}

/// What the reader of a name makes of it.
package enum ImpliedType: String, Hashable, Sendable {
  /// Compared or reckoned with a number.
  case number
  /// Compared with a boolean, or used as truth.
  case boolean
  /// Iterated, looked into with `in`, or given to what takes lists.
  case list
  /// Printed, or compared with a text.
  case text
  case unknown
}

/// What an expression is made of, for those who must tell guards from prose.
package struct ExpressionShape: Hashable, Sendable {
  /// `==`, `<`, `+`, `&&`, `!`, `? :`, `|` and the like.
  package var hasSymbolOperator = false
  /// `and`, `or`, `not`, `in`, `contains`, `includes`.
  package var hasWordOperator = false
  package var hasCall = false
  /// `x.y` or `x[y]`.
  package var hasMember = false
  package var hasLiteral = false
  /// The name, when the expression is nothing but one.
  package var isSingleName: Name?

  package init() {}
}
