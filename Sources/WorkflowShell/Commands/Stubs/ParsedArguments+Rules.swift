internal import WorkflowDebugging

extension ParsedArguments {
  /// Those of a session's stubs or faults that `all`, `N` or `LOC` names.
  ///
  /// - Parameter kind: what they are called, for the message that there is none.
  func named<Rule>(
    among rules: [Rule], _ id: (Rule) -> Int, _ location: (Rule) -> Location, kind: String
  ) throws -> [Rule] {
    let text = self.text("LOC")
    let meant = rules.filter { rule in
      has("all") || id(rule) == integer("N") || location(rule).text == text
    }
    guard !meant.isEmpty || has("all") else {
      throw failure("no such \(kind)", hint: "'\(kind)s' lists them")
    }
    return meant
  }
}
