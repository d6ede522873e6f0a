package import JSONText
internal import WorkflowModel

/// Snapshots and events as JSON, to be kept or carried elsewhere, and read back.
extension Snapshot {
  /// The version of what `json` writes; raised when older readers would misread it.
  package static let version = 1

  /// The snapshot; workflows are written by name.
  package var json: JSONValue {
    get throws {
      let value = try JSONValueEncoder().encode(self)
      return ["version": .int(Int64(Self.version)), "snapshot": value]
    }
  }

  /// - Parameters:
  ///   - program: the outermost workflow, as it was when the snapshot was taken.
  ///   - programs: finds the sub-workflows that run in it.
  /// - Throws: `DecodingError` with the path to what does not fit; an `ActionFailure` for a
  ///   sub-workflow that cannot be found.
  package init(
    json: JSONValue, program: Program, programs: (any ProgramSource)? = nil
  ) throws {
    guard json["version"]?.intValue == Self.version, let value = json["snapshot"] else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: [],
          debugDescription: "this is no snapshot of version \(Self.version)"))
    }
    var decoder = JSONValueDecoder()
    decoder.userInfo[.programs] = ProgramLookup(outermost: program, source: programs)
    self = try decoder.decode(Snapshot.self, from: value)
  }
}

extension Event {
  /// The event with nothing left out, for reading back; `json(in:)` writes it for people and other
  /// programs.
  package var recorded: JSONValue {
    get throws { try JSONValueEncoder().encode(self) }
  }

  /// - Throws: `DecodingError` with the path to what does not fit.
  package init(recorded value: JSONValue) throws {
    self = try JSONValueDecoder().decode(Event.self, from: value)
  }
}

/// Gives the frames of a snapshot that is read their programs.
struct ProgramLookup {
  let outermost: Program
  let source: (any ProgramSource)?

  func program(named name: String) throws(ActionFailure) -> Program {
    if name == outermost.workflow.name { return outermost }
    guard let source else {
      throw ActionFailure(
        type: "unknown_workflow", message: "no workflow '\(name)' can be found here")
    }
    return try source.program(named: name, for: outermost.workflow)
  }
}

extension CodingUserInfoKey {
  static let programs: CodingUserInfoKey = {
    guard let key = CodingUserInfoKey(rawValue: "programs") else {
      preconditionFailure("every text is a key")
    }
    return key
  }()
}

extension Frame: Codable {
  private enum Part: String, CodingKey {
    case workflow, caller, trunk, depth, result, counts, tasks, compensation
  }

  /// How often a task was executed; in a fixed order, so that equal snapshots are written alike.
  private struct TaskCount: Codable {
    var key: TaskKey
    var count: Int

    static func isBefore(_ left: Self, _ right: Self) -> Bool {
      left.key.state == right.key.state
        ? left.key.task.lexicographicallyPrecedes(right.key.task)
        : left.key.state < right.key.state
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Part.self)
    try container.encode(program.workflow.name, forKey: .workflow)
    try container.encodeIfPresent(caller, forKey: .caller)
    try container.encode(trunk, forKey: .trunk)
    try container.encode(depth, forKey: .depth)
    try container.encodeIfPresent(result, forKey: .result)
    try container.encode(counts, forKey: .counts)
    let tasks = taskExecutions.map { TaskCount(key: $0.key, count: $0.value) }
    try container.encode(tasks.sorted(by: TaskCount.isBefore), forKey: .tasks)
    try container.encodeIfPresent(compensation, forKey: .compensation)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Part.self)
    guard let lookup = decoder.userInfo[.programs] as? ProgramLookup else {
      throw DecodingError.dataCorruptedError(
        forKey: .workflow, in: container, debugDescription: "nobody knows the workflows")
    }
    let program = try lookup.program(
      named: try container.decode(String.self, forKey: .workflow))
    self.init(
      program: program, caller: try container.decodeIfPresent(Int.self, forKey: .caller),
      trunk: try container.decode(Int.self, forKey: .trunk),
      depth: try container.decode(Int.self, forKey: .depth))
    result = try container.decodeIfPresent(RunResult.self, forKey: .result)
    counts = try container.decode(Chunked<StateCounts>.self, forKey: .counts)
    for task in try container.decode([TaskCount].self, forKey: .tasks) {
      taskExecutions[task.key] = task.count
    }
    compensation = try container.decodeIfPresent(Compensation.self, forKey: .compensation)
    let states = program.workflow.states.count
    guard counts.count == states else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts, in: container,
        debugDescription: "'\(program.workflow.name)' has other states than the snapshot's")
    }
  }
}

extension Chunked: Codable where Element: Codable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for index in 0..<count { try container.encode(self[index]) }
  }

  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([Element].self))
  }
}

extension Chain: Codable where Element: Codable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Chain.inOrder(self))
  }

  package convenience init(from decoder: any Decoder) throws {
    let elements = try decoder.singleValueContainer().decode([Element].self)
    guard let last = elements.last else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "the list is empty"))
    }
    var previous: Chain?
    for element in elements.dropLast() { previous = Chain(element, after: previous) }
    self.init(last, after: previous)
  }
}
