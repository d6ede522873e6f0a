/// The backups of a state folder.
struct BackupStore: Sendable {
  let state: StateFolder

  /// Every folder that claims to be a backup: whole ones, and the others with what is wrong.
  func list() throws -> (whole: [Backup], broken: [(id: String, error: MigrationError)]) {
    guard Files.isFolder(state.backups) else { return ([], []) }
    var whole: [Backup] = []
    var broken: [(id: String, error: MigrationError)] = []
    for name in try Files.names(in: state.backups) where !name.hasPrefix(".") {
      do {
        whole.append(try Backup.read(name, in: state))
      } catch let error as MigrationError {
        broken.append((name, error))
      }
    }
    whole.sort { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
    return (whole, broken)
  }

  /// A new id that begins with a name: what cannot be in an id becomes `_`.
  func newID(for name: String) -> String {
    var clean = name.utf8.map { byte in
      StateFolder.isPlain("x" + String(UnicodeScalar(byte))) ? byte : UInt8(ascii: "_")
    }
    clean = Array(clean.drop { $0 == UInt8(ascii: ".") }.prefix(60))
    var text = clean.isEmpty ? "backup" : String(decoding: clean, as: UTF8.self)
    while let dots = text.firstRange(of: "..") { text.replaceSubrange(dots, with: "_") }
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
    let suffix = (0..<6).map { _ in letters[Int.random(in: 0..<letters.count)] }
    return "\(text)-\(String(suffix))"
  }

  /// Folders of backups that were never finished.
  func unfinished() throws -> [String] {
    guard Files.isFolder(state.backups) else { return [] }
    return try Files.names(in: state.backups)
      .filter { $0.hasPrefix(".tmp-") || $0.hasPrefix(".trash-") }
      .map { Paths.join(state.backups, $0) }
  }

  /// Checks the bytes of a backup against its manifest.
  func checkStored(_ backup: Backup, _ interruption: Interruption) throws {
    guard Files.kind(of: backup.dataPath) == .file else {
      throw Backup.damaged("data_missing", "the backup '\(backup.id)' has no data file")
    }
    let found = try Files.digest(of: backup.dataPath, interruption)
    guard found.bytes == backup.storedBytes else {
      throw Backup.damaged(
        "size_mismatch",
        "the backup '\(backup.id)' has \(found.bytes) bytes instead of \(backup.storedBytes)")
    }
    guard found.sha256 == backup.storedSHA256 else {
      throw Backup.damaged(
        "checksum_mismatch", "the bytes of the backup '\(backup.id)' are not those that were stored"
      )
    }
  }

  /// Unpacks a backup into a file that is gone after the body.
  func withUnpacked<Result>(
    _ backup: Backup, _ interruption: Interruption, _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = try Files.makeTemporaryFolder(in: state.backups, prefix: ".tmp-unpacked-")
    defer { try? Files.remove(folder) }
    let path = Paths.join(folder, "data.sqlite")
    try unpack(backup, to: path, interruption)
    return try body(path)
  }

  /// Unpacks a backup into a new file and checks that it is what was packed.
  func unpack(_ backup: Backup, to path: String, _ interruption: Interruption) throws {
    // zlib hands a file that is not compressed through as it is.
    try Gzip.expand(backup.dataPath, to: path, limit: backup.rawBytes, interruption)
    let found = try Files.digest(of: path, interruption)
    guard found.bytes == backup.rawBytes, found.sha256 == backup.rawSHA256 else {
      throw Backup.damaged(
        "checksum_mismatch", "the backup '\(backup.id)' unpacks to other bytes than were packed")
    }
  }
}
