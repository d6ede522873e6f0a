package import WorkflowLanguage
package import WorkflowModel

/// The outputs of a state's latest visit: what `State.field` reads.
package struct StateRecord: Sendable, Codable {
  /// Every field, the engine's own included.
  package var fields: ValueMap
  /// Where fields came from, where that is not `origin`.
  package var fieldOrigins: [Name: Origin]
  package var origin: Origin
  /// What the handler gave; a bare name found nowhere else is looked up here.
  package var given: ValueMap
  /// The variables the action was called with, rendered.
  package var calledWith: ValueMap
  package var status: ActionStatus
  package var visit: Int
  /// Number of the event that published it.
  package var event: Int

  package func origin(of field: Name) -> Origin { fieldOrigins[field] ?? origin }
}
