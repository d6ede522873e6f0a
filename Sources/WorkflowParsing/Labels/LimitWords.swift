internal import WorkflowModel

/// Labels that say a limit is reached: `Max retries exceeded`, `No attempts left`.
enum LimitWords {
  static func areIn(_ label: String) -> Bool {
    let words = LabelWords(label).words.map(\.text)
    guard words.contains(where: limits.contains) else { return false }
    for (index, word) in words.enumerated() where ends.contains(word) {
      // `Limit not reached` says the opposite.
      if !words[..<index].contains(where: negators.contains) { return true }
    }
    guard let none = words.firstIndex(where: negators.contains) else { return false }
    return words[none...].contains("left")
  }

  private static let limits: Set<String> = [
    "max", "maximum", "limit", "limits", "retry", "retries", "attempt", "attempts",
  ]
  private static let ends: Set<String> = ["exceeded", "exhausted", "reached"]
  private static let negators: Set<String> = ["no", "not", "never", "without", "zero", "0"]
}
