package import WorkflowEngine
package import WorkflowLanguage
internal import WorkflowModel

/// What names mean in the shell's expressions: the shell's values, then the run's.
package final class ShellScope: ValueScope {
  /// Nil when no workflow is loaded.
  package let run: RunScope?
  /// `$name`, `$1`, and values given for one evaluation.
  package let own: [Name: Value]

  init(run: RunScope?, own: [Name: Value]) {
    self.run = run
    self.own = own
  }

  package func value(of name: Name) -> Value? { own[name] ?? run?.value(of: name) }

  package func absence(of name: Name) -> String? { run?.absence(of: name) }

  package func candidates() -> [String] {
    (run?.candidates() ?? []) + own.keys.map(\.text).sorted()
  }

  /// What `now()` gives.
  package var now: Timestamp { run?.clock ?? RunOptions.virtualStart }

  /// Where a value that was computed from these names came from: what is invented makes all of it
  /// invented, else the first origin that deserves a mark.
  package func origin(of reads: [NameRead]) -> Origin {
    let origins = reads.map(origin)
    if origins.contains(where: \.isInvented) { return .simulated }
    return origins.first { $0.mark != nil } ?? .workflow
  }

  private func origin(of read: NameRead) -> Origin {
    guard own[read.root] == nil, let run, let found = run.find(read.root) else {
      return .workflow
    }
    if case .outputs(let state) = found.source, let field = read.member,
      let record = run.memory.records[state.index]
    {
      return record.origin(of: field)
    }
    return found.origin
  }
}

/// `$name` and `${name}` in bare words.
enum ShellExpansion {
  static func expand(
    _ text: String, value: (String) throws -> String
  ) rethrows -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "$"), let name = name(in: bytes, at: index + 1) else {
        result.append(bytes[index])
        index += 1
        continue
      }
      result += try value(name.text).utf8
      index = name.end
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The name behind a dollar: `1`, `_`, `state`, `{state}`; nil when there is none.
  private static func name(in bytes: [UInt8], at start: Int) -> (text: String, end: Int)? {
    let isBraced = start < bytes.count && bytes[start] == UInt8(ascii: "{")
    let first = isBraced ? start + 1 : start
    var end = first
    while end < bytes.count, bytes[end].isNameByte { end += 1 }
    guard end > first else { return nil }
    let text = String(decoding: bytes[first..<end], as: UTF8.self)
    if !isBraced { return (text, end) }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "}") else { return nil }
    return (text, end + 1)
  }
}
