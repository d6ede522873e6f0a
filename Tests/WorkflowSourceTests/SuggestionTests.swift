import Testing
import WorkflowSource

@Suite struct SuggestionTests {
  static let states = ["CreateBackup", "ValidateBackup", "PreCheck", "PostCheck", "Rollback"]

  @Test(arguments: [
    ("CraeteBackup", ["CreateBackup"]),
    ("createbackup", ["CreateBackup"]),
    ("PreChek", ["PreCheck"]),
    ("PrtCheck", ["PreCheck", "PostCheck"]),
    ("Rolback", ["Rollback"]),
    ("Deploy", []),
    ("", []),
  ])
  func findsTheNearest(_ name: String, _ expected: [String]) {
    #expect(Suggestion.nearest(to: name, among: Self.states) == expected)
  }

  @Test(arguments: [
    ("region", "regoin", true),  // two neighbours swapped count once
    ("cat", "cut", true),
    ("cat", "dog", false),
    ("ab", "b", true),
    ("x", "y", false),  // nothing of the name is left
    ("x", "X", true),
    ("straße", "strasse", true),
  ])
  func nearness(_ name: String, _ candidate: String, _ expected: Bool) {
    #expect(!Suggestion.nearest(to: name, among: [candidate]).isEmpty == expected)
  }

  @Test func givesThreeAtMostAndNoneTwice() {
    let names = Suggestion.nearest(
      to: "abcdef", among: ["abcdeX", "abcdeY", "abcdeX", "abcdeZ", "abcdeW"])
    #expect(names == ["abcdeX", "abcdeY", "abcdeZ"])
  }

  @Test func theNameItselfIsNoSuggestion() {
    #expect(Suggestion.nearest(to: "apply", among: ["apply", "reply"]) == [])
    #expect(Suggestion.nearest(to: "applyy", among: ["apply"]) == ["apply"])
  }

  @Test func hintReadsAsASentence() {
    #expect(Suggestion.hint(for: "rolback", among: Self.states) == "did you mean 'Rollback'?")
    #expect(
      Suggestion.hint(for: "PrtCheck", among: Self.states)
        == "did you mean 'PreCheck' or 'PostCheck'?")
    #expect(
      Suggestion.hint(for: "abcdef", among: ["abcdeX", "abcdeY", "abcdeZ"])
        == "did you mean 'abcdeX', 'abcdeY' or 'abcdeZ'?")
    #expect(Suggestion.hint(for: "zzz", among: Self.states) == nil)
  }

  @Test func aVeryLongNameIsNotCompared() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(Suggestion.nearest(to: long, among: [long + "b"]) == [])
  }
}
