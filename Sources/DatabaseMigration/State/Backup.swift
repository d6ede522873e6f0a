import Digests
import JSONText

/// A whole copy of a database in a folder of its own, with everything needed to judge it.
struct Backup: Sendable {
  static let completeName = "COMPLETE"

  var id: String
  var folder: String
  var name: String
  var createdAt: String
  var runID: String
  /// Which database it is of.
  var identity: String
  var content: Fingerprint
  var pageSize: Int64
  var pageCount: Int64
  var journalMode: String
  var rawBytes: Int64
  var rawSHA256: String
  var storedBytes: Int64
  var storedSHA256: String
  /// `gzip` or `none`.
  var compression: String
  var facts: JSONObject = [:]

  var dataPath: String {
    Paths.join(folder, compression == "gzip" ? "data.sqlite.gz" : "data.sqlite")
  }

  /// A file `pinned` in the folder keeps it from being cleaned up.
  var isPinned: Bool { Files.exists(Paths.join(folder, "pinned")) }

  // MARK: Writing

  var manifest: JSONObject {
    var object: JSONObject = [
      "format": 1, "backup_id": .string(id), "backup_name": .string(name),
      "created_at": .string(createdAt), "run_id": .string(runID), "engine": "sqlite",
      "db_identity": .string(identity),
    ]
    for member in content.json.members { object[member.name] = member.value }
    object["page_size"] = .int(pageSize)
    object["page_count"] = .int(pageCount)
    object["journal_mode"] = .string(journalMode)
    for member in facts.members { object[member.name] = member.value }
    object["raw_bytes"] = .int(rawBytes)
    object["raw_sha256"] = .string(rawSHA256)
    object["stored_bytes"] = .int(storedBytes)
    object["stored_sha256"] = .string(storedSHA256)
    object["compression"] = .string(compression)
    object["tool_version"] = .string(Host.tool)
    return object
  }

  /// Writes the manifest and then, last of all, the mark that the backup is whole.
  func seal() throws {
    let text = JSONWriter(indentation: 2).write(.object(manifest)) + "\n"
    try Files.write(text, to: Paths.join(folder, "manifest.json"))
    Fault.strike("backup.before-complete")
    try Files.write(SHA256.hex(text) + "\n", to: Paths.join(folder, Self.completeName))
  }

  /// Notes the outcome of a validation beside the manifest, which never changes.
  func note(level: String, isValid: Bool) throws {
    let object: JSONObject = [
      "at": .string(UTCTime.now), "level": .string(level), "valid": .bool(isValid),
    ]
    try Files.write(
      JSONWriter(indentation: 2).write(.object(object)) + "\n",
      to: Paths.join(folder, "validation.json"))
  }

  /// The last validation's outcome; nil when there was none.
  var lastValidation: Bool? {
    let path = Paths.join(folder, "validation.json")
    guard let bytes = try? Files.read(path, limit: 1 << 16) else { return nil }
    return (try? JSONReader.read(bytes))?["valid"]?.boolValue
  }

  // MARK: Reading

  /// A backup by its id.
  ///
  /// - Throws: a code of its own for each way in which it is none.
  static func read(_ id: String, in state: StateFolder) throws -> Backup {
    guard StateFolder.isPlain(id) else {
      throw MigrationError.policy("bad_backup_id", "'\(id)' is no backup id")
    }
    let folder = Paths.join(state.backups, id)
    guard Files.kind(of: folder) == .folder else {
      throw MigrationError.policy("no_backup", "there is no backup '\(id)'")
    }
    let manifestPath = Paths.join(folder, "manifest.json")
    let completePath = Paths.join(folder, completeName)
    guard Files.kind(of: manifestPath) == .file else {
      throw damaged("manifest_missing", "the backup '\(id)' has no manifest")
    }
    guard Files.kind(of: completePath) == .file else {
      throw damaged("backup_incomplete", "the backup '\(id)' was never completed")
    }
    let bytes = try Files.read(manifestPath)
    let seal = String(decoding: try Files.read(completePath, limit: 4096), as: UTF8.self)
    guard seal.trimmingBlanks() == SHA256.hex(bytes) else {
      throw damaged("manifest_changed", "the manifest of '\(id)' is not the one that was sealed")
    }
    guard let object = try? JSONReader.read(bytes).objectValue,
      let backup = Backup(manifest: object, folder: folder), backup.id == id
    else { throw damaged("manifest_unreadable", "the manifest of '\(id)' cannot be read") }
    return backup
  }

  static func damaged(_ code: String, _ message: String) -> MigrationError {
    MigrationError(
      .corruption, code, message,
      hint: "this backup is of no use: take another one, or make a new one")
  }

  private init?(manifest object: JSONObject, folder: String) {
    func text(_ name: String) -> String? { object[name]?.stringValue }
    func number(_ name: String) -> Int64? { object[name]?.intValue.map { Int64($0) } }
    guard object["format"]?.intValue == 1, let id = text("backup_id"),
      let identity = text("db_identity"), let content = Fingerprint(json: object),
      let rawBytes = number("raw_bytes"), let rawSHA256 = text("raw_sha256"),
      let storedBytes = number("stored_bytes"), let storedSHA256 = text("stored_sha256"),
      let compression = text("compression"), ["gzip", "none"].contains(compression)
    else { return nil }
    self.id = id
    self.folder = folder
    self.identity = identity
    self.content = content
    self.rawBytes = rawBytes
    self.rawSHA256 = rawSHA256
    self.storedBytes = storedBytes
    self.storedSHA256 = storedSHA256
    self.compression = compression
    name = text("backup_name") ?? ""
    createdAt = text("created_at") ?? ""
    runID = text("run_id") ?? ""
    pageSize = number("page_size") ?? 0
    pageCount = number("page_count") ?? 0
    journalMode = text("journal_mode") ?? ""
  }

  init(
    id: String, folder: String, name: String, runID: String, identity: String,
    content: Fingerprint, pageSize: Int64, pageCount: Int64, journalMode: String, rawBytes: Int64,
    rawSHA256: String, storedBytes: Int64, storedSHA256: String, compression: String
  ) {
    self.id = id
    self.folder = folder
    self.name = name
    createdAt = UTCTime.now
    self.runID = runID
    self.identity = identity
    self.content = content
    self.pageSize = pageSize
    self.pageCount = pageCount
    self.journalMode = journalMode
    self.rawBytes = rawBytes
    self.rawSHA256 = rawSHA256
    self.storedBytes = storedBytes
    self.storedSHA256 = storedSHA256
    self.compression = compression
  }
}
