package import WorkflowEngine

/// Every moment of a run: where it was, and the events that led there.
///
/// Moments share what they have in common, so that each is kept and going back is choosing one.
package struct Timeline: Sendable {
  package struct Moment: Sendable {
    package var snapshot: Snapshot
    /// How many of `events` had happened.
    package var eventCount: Int
    /// Whether a state was entered, or the run began or ended, here: what `back` counts.
    package var isStop: Bool
  }

  package private(set) var moments: [Moment]
  package private(set) var events: [Event] = []
  /// Which moment is the present.
  package private(set) var cursor = 0

  package init(start: Snapshot) {
    moments = [Moment(snapshot: start, eventCount: 0, isStop: true)]
  }

  package var present: Moment { moments[cursor] }

  /// The events up to the present.
  package var past: ArraySlice<Event> { events.prefix(present.eventCount) }

  /// Whether there is something to go forward to.
  package var hasFuture: Bool { cursor + 1 < moments.count }

  /// Adds a moment after the present; what was after it before is dropped.
  package mutating func append(_ snapshot: Snapshot, _ new: [Event], isStop: Bool) {
    if hasFuture {
      moments.removeSubrange((cursor + 1)...)
      events.removeSubrange(present.eventCount...)
    }
    events += new
    moments.append(Moment(snapshot: snapshot, eventCount: events.count, isStop: isStop))
    cursor += 1
  }

  /// Replaces the present, as a command such as `set` does, with the events it caused.
  package mutating func amend(_ snapshot: Snapshot, _ new: [Event]) {
    append(snapshot, new, isStop: false)
  }

  /// Goes to the moment `distance` stops before (negative) or after the present.
  ///
  /// - Returns: false when there are not that many; the present is then the first or last stop.
  package mutating func move(by distance: Int) -> Bool {
    let step = distance < 0 ? -1 : 1
    var left = abs(distance)
    var found = cursor
    while left > 0 {
      var next = found + step
      while moments.indices.contains(next), !moments[next].isStop { next += step }
      guard moments.indices.contains(next) else { break }
      found = next
      left -= 1
    }
    cursor = found
    return left == 0
  }

  /// Goes to the last moment at which no more than `event` events had happened.
  package mutating func move(toEvent event: Int) -> Bool {
    guard event >= 0, let last = moments.last, event <= last.snapshot.eventCount else {
      return false
    }
    var low = 0
    var high = moments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if moments[middle].snapshot.eventCount <= event { low = middle } else { high = middle }
    }
    cursor = low
    return true
  }

  /// Goes to the latest stop before the present at which `condition` holds.
  package mutating func moveBack(to condition: (Moment) -> Bool) -> Bool {
    guard let found = moments[..<cursor].lastIndex(where: { $0.isStop && condition($0) }) else {
      return false
    }
    cursor = found
    return true
  }
}
