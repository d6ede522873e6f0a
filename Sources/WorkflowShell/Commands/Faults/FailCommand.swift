internal import JSONText
internal import WorkflowDebugging
internal import WorkflowLanguage

struct FailCommand: ShellCommand {
  static let description = CommandDescription(
    "fail", group: .faults,
    summary: "Make the action of a state fail.",
    discussion: """
      Live, the handler is not called. 'with' gives the error's type; see 'help when' for the
      clauses. A test fails when a fault never fired, unless it is optional.
      """,
    arguments: .sequence([
      .value("LOC", .location),
      .anyOrder([
        .clause("with", "TYPE", .word), .value("MESSAGE", .text), .keyword("optional"),
        .value("WHEN", .occurrence),
      ]),
    ]),
    examples: [
      "fail ApplyMigrations", "fail ApplyMigrations on 1-2",
      #"fail CreateBackup with disk_full "no space left" on 1"#, "fail * p=0.1",
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let location = try shell.location("LOC", arguments)
    switch location.kind {
    case .entry, .exit: break
    case .edge, .end:
      throw arguments.failure(
        "only the action of a state can fail yet", at: "LOC", hint: "name the state")
    }
    let fault = session.addFault(
      location, type: arguments.text("TYPE"), message: arguments.text("MESSAGE"),
      when: arguments.occurrence(), isOptional: arguments.has("optional"))
    shell.output.show(
      .line(
        "fault",
        "fault \(fault.id): \(location.text, .state) fails with \(fault.type)\(WhenWords.text(of: fault.when))",
        facts: [
          "id": .int(Int64(fault.id)), "location": .string(location.text),
          "type": .string(fault.type), "message": .string(fault.message),
          "when": .string(WhenWords.words(fault.when)),
        ]))
  }
}

/// When a stub or fault acts, as one would write it.
enum WhenWords {
  /// The clauses with a blank before; empty for always.
  static func text(of when: When) -> String {
    let words = words(when)
    return words.isEmpty ? "" : " " + words
  }

  static func words(_ when: When) -> String {
    var parts: [String] = []
    if !when.numbers.isEmpty {
      parts.append("on " + when.numbers.map(text).joined(separator: ","))
    }
    if when.count != .call { parts.append("by \(when.count.rawValue)") }
    if when.after > 0 { parts.append("after \(when.after)") }
    if when.every > 1 { parts.append("every \(when.every)") }
    if let times = when.times { parts.append("times \(times)") }
    if let probability = when.probability { parts.append("p=\(probability)") }
    if let condition = when.condition { parts.append("if \(condition.text)") }
    return parts.joined(separator: " ")
  }

  private static func text(_ range: ClosedRange<Int>) -> String {
    if range.count == 1 { return String(range.lowerBound) }
    return range.upperBound == Int.max
      ? "\(range.lowerBound).." : "\(range.lowerBound)-\(range.upperBound)"
  }
}
