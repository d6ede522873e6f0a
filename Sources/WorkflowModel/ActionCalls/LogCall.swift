/// `log`: a message for the people who watch the run.
package struct LogCall: Sendable {
  package var level: Property<LogLevel>
  package var message: TemplateValue

  package init(level: Property<LogLevel> = .value(.info), message: TemplateValue) {
    self.level = level
    self.message = message
  }
}

/// How grave a message is, mildest first.
package enum LogLevel: String, Hashable, Sendable, CaseIterable, Comparable, Codable {
  case debug, info, warning, error, critical

  package static func < (left: Self, right: Self) -> Bool {
    allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
  }
}
