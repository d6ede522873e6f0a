package import WorkflowLanguage

/// A place at which a run is to stop.
package struct Breakpoint: Sendable {
  package var id: Int
  package var location: Location
  /// Stops only where this is true.
  package var condition: CompiledExpression?
  /// How many hits pass before the first stop.
  package var ignoreCount = 0
  /// Removed when it has stopped the run once.
  package var isTemporary = false
  package var isEnabled = true
  package var name: String?
  /// How often the location was reached with the condition true.
  package var hits = 0
  /// Commands to run at each stop, as the user wrote them.
  package var commands: String?

  package init(
    id: Int, location: Location, condition: CompiledExpression? = nil, isTemporary: Bool = false,
    name: String? = nil
  ) {
    self.id = id
    self.location = location
    self.condition = condition
    self.isTemporary = isTemporary
    self.name = name
  }
}
