internal import JSONText
internal import SystemPackage

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The file that remembers what was said yes to: paths and fingerprints, for its owner only.
package struct TrustStore: Hashable, Sendable {
  /// Absolute path of the file; it and its folder need not exist.
  package var path: String

  package init(path: String) { self.path = path }

  /// Fingerprints by path; none when there is no file.
  ///
  /// - Throws: when the file is no store, or others could have written it.
  package func entries() throws(FileProblem) -> [String: String] {
    guard let facts = FileFacts(path) else { return [:] }
    if !FileFacts.ownOwners.contains(facts.owner) || facts.isOpenToOthers {
      throw FileProblem(
        path: path, reason: .said("others may have written it; remove it, or 'chmod 600' it"))
    }
    let bytes = try FileReading.bytes(of: path, atMost: 4 << 20)
    guard let object = (try? JSONReader.read(bytes))?["trusted"]?.objectValue else {
      throw FileProblem(
        path: path, reason: .said("it is not a list of trusted folders; remove it"))
    }
    return Dictionary(
      object.members.compactMap { member in
        member.value.stringValue.map { (member.name, $0) }
      }, uniquingKeysWith: { $1 })
  }

  /// Remembers a yes to these, as they are now.
  package func add(_ subjects: [TrustSubject]) throws(FileProblem) {
    var entries = try entries()
    for subject in subjects { entries[subject.path] = try subject.fingerprint() }
    try write(entries)
  }

  /// Forgets the yes to these paths, and to all that lies in them.
  ///
  /// - Returns: what was forgotten.
  package func remove(_ path: String) throws(FileProblem) -> [String] {
    let path = FileFacts.isFile(path) ? Paths.realFolder(of: path) : Paths.real(path)
    var entries = try entries()
    let removed = entries.keys.filter { $0 == path || Paths.contains(path, $0) }.sorted()
    for path in removed { entries[path] = nil }
    if !removed.isEmpty { try write(entries) }
    return removed
  }

  private func write(_ entries: [String: String]) throws(FileProblem) {
    let object = JSONObject(entries.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    let text = JSONWriter(indentation: 2).write(["trusted": .object(object)]) + "\n"
    for folder in Paths.ancestors(of: Paths.folder(of: path)).reversed() { mkdir(folder, 0o700) }
    let draft = "\(path).\(getpid()).new"
    do {
      let file = try FileDescriptor.open(
        draft, .writeOnly, options: [.create, .truncate, .closeOnExec],
        permissions: .ownerReadWrite)
      try file.closeAfter {
        _ = try file.writeAll(text.utf8)
        guard fchmod(file.rawValue, 0o600) == 0, fsync(file.rawValue) == 0 else {
          throw Errno(rawValue: errno)
        }
      }
      guard rename(draft, path) == 0 else { throw Errno(rawValue: errno) }
    } catch {
      unlink(draft)
      throw FileProblem(path: path, reason: .system((error as? Errno)?.rawValue ?? EIO))
    }
  }
}
