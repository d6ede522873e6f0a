extension State {
  /// Whether branches that run at the same time come together here.
  package var isJoin: Bool {
    if case .waitForParallel = action?.kind { return true }
    return kind == .join
  }

  /// Whether it is a choice that does nothing: it decides by what the state before it came to, and
  /// its exits are those of the state before it.
  package var isLookedThrough: Bool {
    kind == .choice && action == nil && properties.beside == nil
  }
}
