import JSONText

/// A mark in the state folder that this database must not be changed by this handler until a person
/// lifts it.
struct Fence: Sendable {
  var why: String
  var since: String
  var runID: String

  static func read(_ state: StateFolder) throws -> Fence? {
    guard Files.kind(of: state.fence) != nil else { return nil }
    // A fence that cannot be read is a fence all the same.
    let object = (try? JSONReader.read(try Files.read(state.fence, limit: 1 << 20)))?.objectValue
    return Fence(
      why: object?["why"]?.stringValue ?? "unknown", since: object?["since"]?.stringValue ?? "",
      runID: object?["run_id"]?.stringValue ?? "")
  }

  func write(_ state: StateFolder, lift: String) throws {
    try Files.makeFolder(state.path)
    let object: JSONObject = [
      "why": .string(why), "since": .string(since), "run_id": .string(runID),
      "enforced": "marker", "lift": .string(lift),
    ]
    try Files.write(JSONWriter(indentation: 2).write(.object(object)) + "\n", to: state.fence)
  }

  /// - Returns: whether there was a fence.
  static func lift(_ state: StateFolder) throws -> Bool {
    guard Files.kind(of: state.fence) != nil else { return false }
    try Files.remove(state.fence)
    try Files.sync(state.path)
    return true
  }

  func error(_ location: DatabaseLocation) -> MigrationError {
    .policy(
      "fenced",
      "the database is fenced since \(since): \(why); when it is in order again, lift the fence "
        + "with \(Self.command(location))",
      hint: "look at it first: wfsh-db status \(Shell.quoted(location.identity))")
  }

  static func command(_ location: DatabaseLocation) -> String {
    "wfsh-db unfence \(Shell.quoted(location.identity))"
  }
}
