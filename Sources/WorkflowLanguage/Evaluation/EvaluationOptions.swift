/// What becomes of a name that a template uses and nobody knows.
package enum UndefinedPolicy: String, Hashable, Sendable, CaseIterable {
  /// It is empty, and the record says so.
  case warn
  /// It is an error.
  case error
  /// It is empty.
  case empty
}

/// How much an evaluation may take.
package struct EvaluationLimits: Hashable, Sendable {
  /// Turns of loops and comprehensions, all together.
  package var steps = 1_000_000
  /// Bytes of text that one template, or one text made in an expression, may have.
  package var output = 1 << 20
  /// Levels an expression may have; what is read has no more than this in any case.
  package var expressionDepth = ExpressionNode.greatestHeight
  /// How deep templates may include each other.
  package var partialDepth = 32

  package init() {}

  /// What is said of a text beyond `output`.
  var tooLong: String { "the text gets longer than \(output) bytes, the limit 'template-size'" }
}

/// Everything an evaluation depends on beside its scope.
package struct EvaluationOptions: Sendable {
  /// For templates only; in guards an undefined name is always an error.
  package var undefined: UndefinedPolicy
  package var limits: EvaluationLimits
  /// What `now()` gives, from the engine's clock.
  package var now: Timestamp
  /// The zone in which dates are written where none is named; a name such as `Europe/Berlin`.
  package var timeZone: String
  /// The templates that `render` and `include` find, by name.
  package var partials: (@Sendable (String) -> Template?)?

  package init(
    undefined: UndefinedPolicy = .warn, limits: EvaluationLimits = EvaluationLimits(),
    now: Timestamp = .current(), timeZone: String = "UTC",
    partials: (@Sendable (String) -> Template?)? = nil
  ) {
    self.undefined = undefined
    self.limits = limits
    self.now = now
    self.timeZone = timeZone
    self.partials = partials
  }
}
