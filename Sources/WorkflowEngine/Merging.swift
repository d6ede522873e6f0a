internal import WorkflowLanguage
internal import WorkflowModel

/// Puts together what branches or tasks have written since they were split, in file order.
struct Merging {
  private(set) var memory: Memory
  /// Names that two of them gave different values.
  private(set) var conflicts: [String] = []

  /// Number of the event that split them.
  private let since: Int
  private let base: Memory
  private var written: [String: Value] = [:]

  /// - Parameter memory: what was remembered before the split.
  init(_ memory: Memory, since: Int) {
    self.memory = memory
    base = memory
    self.since = since
  }

  mutating func add(_ branch: Memory) {
    add(branch.variables)
    for index in 0..<branch.records.count {
      guard let record = branch.records[index], record.event > since else { continue }
      memory.records[index] = record
    }
    for (name, outputs) in branch.named where outputs.event > since {
      note(name.text, .map(outputs.fields))
      memory.named[name] = outputs
    }
    append(branch.completed, after: base.completed, to: &memory.completed)
    append(branch.failures, after: base.failures, to: &memory.failures)
    append(branch.path, after: base.path, to: &memory.path)
    memory.last = branch.last ?? memory.last
  }

  mutating func add(_ variables: Variables) {
    for row in variables.rows where row.event > since {
      note(row.name.text, row.value)
      memory.variables.write(row)
    }
  }

  private mutating func note(_ name: String, _ value: Value) {
    if let other = written[name], other != value, !conflicts.contains(name) {
      conflicts.append(name)
    }
    written[name] = value
  }

  /// Appends what a branch's list has beyond the common beginning.
  private func append<Element>(
    _ chain: Chain<Element>?, after base: Chain<Element>?, to list: inout Chain<Element>?
  ) {
    let count = (chain?.count ?? 0) - (base?.count ?? 0)
    guard count > 0 else { return }
    for element in Array(Chain.latestFirst(chain).prefix(count)).reversed() {
      list = Chain(element, after: list)
    }
  }
}
