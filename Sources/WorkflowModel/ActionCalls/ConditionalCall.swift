/// `conditional`: runs one of two actions; true leaves as a success, false as a failure.
package struct ConditionalCall: Sendable {
  package var condition: Condition
  package var onTrue: ActionCall?
  package var onFalse: ActionCall?

  package init(condition: Condition, onTrue: ActionCall? = nil, onFalse: ActionCall? = nil) {
    self.condition = condition
    self.onTrue = onTrue
    self.onFalse = onFalse
  }
}
