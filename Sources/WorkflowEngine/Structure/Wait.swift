internal import WorkflowLanguage
internal import WorkflowModel

/// `wait`: a timer, virtual or real.
extension Machine {
  mutating func expand(_ call: WaitCall, _ context: WorkContext) -> Work {
    do {
      let span = try setting(call.duration, at: context.index, Self.timeSpan) ?? .zero
      guard span > .zero else { return .done(.completed(.null)) }
      let until = snapshot.clock.adding(span) ?? .latest
      emit(.timer(snapshot.places[context.index].state, .wait, until: until), at: context.index)
      return .sleeping(until: until)
    } catch {
      return .done(.failed(ActionFailure(error)))
    }
  }
}
