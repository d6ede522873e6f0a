package import WorkflowLanguage

/// Durations as workflows write them: `1800` seconds, `30s`, `5m`, `1h`, `1h30m`, `250ms`.
package enum DurationText {
  /// Nil when the text is no duration, or a negative one.
  package static func read(_ text: String) -> TimeSpan? {
    guard let first = text.utf8.first, first >= 0x30, first <= 0x39 || first == 0x2E else {
      return nil
    }
    let isNumber = text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E }
    return TimeSpan(isNumber ? text + "s" : text)
  }
}
