internal import WorkflowEngine
internal import WorkflowLanguage

/// The breakpoints of a session, in the order in which they were set.
struct BreakpointList {
  private(set) var all: [Breakpoint] = []
  private var nextNumber = 1

  mutating func add(_ make: (_ number: Int) -> Breakpoint) -> Breakpoint {
    let breakpoint = make(nextNumber)
    nextNumber += 1
    all.append(breakpoint)
    return breakpoint
  }

  mutating func update(_ breakpoint: Breakpoint) {
    guard let index = all.firstIndex(where: { $0.id == breakpoint.id }) else { return }
    all[index] = breakpoint
  }

  /// False when there is no such breakpoint.
  mutating func remove(_ id: Int) -> Bool {
    defer { all.removeAll { $0.id == id } }
    return all.contains { $0.id == id }
  }

  /// The stop that the first fitting breakpoint asks for, with its hits counted.
  ///
  /// - Parameters:
  ///   - find: the first event at a location.
  ///   - holds: whether a condition holds where that event happened.
  mutating func hit(
    _ find: (Location) -> Event?,
    _ holds: (CompiledExpression, Event) throws(LanguageError) -> Bool
  ) -> (reason: Stop.Reason, event: Event)? {
    for index in all.indices where all[index].isEnabled {
      let breakpoint = all[index]
      guard let event = find(breakpoint.location) else { continue }
      if let condition = breakpoint.condition {
        do {
          guard try holds(condition, event) else { continue }
        } catch {
          return (.conditionError(id: breakpoint.id, message: error.message), event)
        }
      }
      all[index].hits += 1
      let hits = all[index].hits
      guard hits > breakpoint.ignoreCount else { continue }
      if breakpoint.isTemporary { all.remove(at: index) }
      return (.breakpoint(id: breakpoint.id, hit: hits), event)
    }
    return nil
  }
}
