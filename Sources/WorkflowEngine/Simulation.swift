package import WorkflowLanguage
package import WorkflowModel

/// Answers a simulated call gets: placeholders for exactly the fields that are read later.
package enum Simulation {
  /// Fields the engine always fills itself, so that they need no placeholder.
  private static let always: Set<Name> = [
    "status", "success", "output", "result", "error", "attempts", "retry_count", "duration_ms",
  ]

  /// Adds a placeholder for each field that some template or guard reads and that `outputs` lacks;
  /// gives back the names it added.
  ///
  /// The placeholder has the type its readers imply: 0 where it is compared with a number, true
  /// where with a boolean, one item where it is iterated, else a text such as `sim-backup_id-1`.
  ///
  /// - Parameter number: how often the action has been executed; part of the text.
  package static func complete(
    _ outputs: inout ValueMap, reads: [Program.FieldRead], number: Int,
    capturesErrors: Bool
  ) -> [Name] {
    var invented: [Name] = []
    for read in reads {
      if always.contains(read.field) || outputs[read.field.text] != nil { continue }
      if capturesErrors && read.field == "context" { continue }
      outputs[read.field.text] = placeholder(for: read, number: number)
      invented.append(read.field)
    }
    return invented
  }

  private static func placeholder(for read: Program.FieldRead, number: Int) -> Value {
    placeholder(for: read.field, implied: read.implied, number: number)
  }

  /// A value of the type that the readers of a name imply.
  static func placeholder(for name: Name, implied: ImpliedType, number: Int) -> Value {
    let text = Value.string("sim-\(name.text)-\(number)")
    switch implied {
    case .number: return .int(0)
    case .boolean: return .bool(true)
    case .list: return .list([text])
    case .text, .unknown: return text
    }
  }
}
