internal import JSONText
package import WorkflowEngine
package import WorkflowLanguage

extension Cell {
  /// A value of the workflow, written so that `null`, `""`, `0` and `"0"` look different.
  ///
  /// - Parameter limit: bytes shown to people; programs get the whole value.
  package init(_ value: Value, limit: Int = 80) {
    self.init(shown: StyledText(value, limit: limit), json: value.json)
  }

  /// `[sim]`; nothing for what the workflow computed itself.
  package init(_ origin: Origin) {
    self.init(shown: StyledText(origin.mark ?? "", .origin), json: .string(origin.rawValue))
  }
}

extension StyledText {
  package init(_ value: Value, limit: Int = 200) {
    let style: Style =
      switch value {
      case .string, .bytes: .string
      default: .literal
      }
    self.init(value.shown(limit: limit), style)
  }

  /// `  [sim]`, or nothing.
  package init(mark origin: Origin) {
    self.init(origin.mark.map { "  " + $0 } ?? "", .origin)
  }
}
