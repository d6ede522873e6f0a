/// The names that a template sees while it is rendered: those of its loops, those it has set, its
/// counters, and behind them the scope it was given.
final class TemplateScope: ValueScope {
  /// What a name of a loop or a partial stands for.
  enum Content {
    case value(Value)
    case loop(LoopState)
    case tableRow(TableRowState)
  }

  let outer: any ValueScope
  /// Innermost last.
  private(set) var frames: [(name: Name, content: Content)] = []
  private var assigned: [Name: Value] = [:]
  private var counters: [Name: Int64] = [:]

  init(outer: any ValueScope) { self.outer = outer }

  func value(of name: Name) -> Value? {
    var index = frames.count
    while index > 0 {
      index -= 1
      if frames[index].name == name { return value(of: frames[index].content) }
    }
    if !assigned.isEmpty, let value = assigned[name] { return value }
    if !counters.isEmpty, let count = counters[name] { return .int(count) }
    return outer.value(of: name)
  }

  func member(_ member: MemberName, of name: Name) -> Value? {
    var index = frames.count
    while index > 0 {
      index -= 1
      guard frames[index].name == name else { continue }
      if case .loop(let state) = frames[index].content { return state.member(member.name) }
      return nil
    }
    return nil
  }

  private func value(of content: Content) -> Value {
    switch content {
    case .value(let value): value
    case .loop(let state): .map(state.map)
    case .tableRow(let state): .map(state.map)
    }
  }

  func candidates() -> [String] {
    frames.map(\.name.text) + assigned.keys.map(\.text) + outer.candidates()
  }

  // MARK: Setting

  func push(_ name: Name, _ content: Content) { frames.append((name, content)) }

  func replaceTop(_ content: Content) { frames[frames.count - 1].content = content }

  func pop(_ count: Int = 1) { frames.removeLast(count) }

  func assign(_ name: Name, _ value: Value) { assigned[name] = value }

  /// Adds to a counter.
  func count(_ name: Name, by step: Int64) -> (before: Int64, after: Int64) {
    let before = counters[name] ?? 0
    let after = before &+ step
    counters[name] = after
    return (before, after)
  }

  /// The loop around, innermost first.
  var loop: LoopState? {
    for frame in frames.reversed() {
      if case .loop(let state) = frame.content { return state }
    }
    return nil
  }

  /// Runs `body` with nothing but the outer scope in sight, as `render` has it.
  func isolated(_ body: () throws(LanguageError) -> Void) throws(LanguageError) {
    let saved = (frames, assigned, counters)
    (frames, assigned, counters) = ([], [:], [:])
    defer { (frames, assigned, counters) = saved }
    try body()
  }
}
