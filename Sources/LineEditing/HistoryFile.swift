#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The file of a history: appended to under a lock, readable by its owner only.
///
/// Several shells may write to one file; each opens, locks and appends for itself, so none holds
/// the lock while a person thinks. A record torn by a kill spoils itself only.
struct HistoryFile {
  /// Beyond this many bytes only the newest part is read.
  static let readLimit = 16 << 20
  private static let header = "wfsh-history 1\n"

  let path: String

  struct Failure: Error {
    var code: Int32
    var action: String
  }

  /// The records of the file, oldest first; none when there is no file.
  func read() throws(Failure) -> [HistoryRecord] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return [] }
      throw Failure(code: errno, action: "open")
    }
    defer { _ = Self.shut(descriptor) }
    let size = try Self.size(of: descriptor)
    if size > Self.readLimit { lseek(descriptor, off_t(size - Self.readLimit), SEEK_SET) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < Self.readLimit {
      let count = Self.load(descriptor, into: &chunk)
      if count == 0 { break }
      guard count > 0 else { throw Failure(code: errno, action: "read") }
      bytes += chunk[..<count]
    }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { HistoryRecord(line: $0) }
  }

  /// Adds a record at the end, making the file and its folder when they are not there.
  func append(_ record: HistoryRecord) throws(Failure) {
    let descriptor = try openLocked()
    defer { _ = Self.shut(descriptor) }
    let size = try Self.size(of: descriptor)
    var text = ""
    if size == 0 {
      text = Self.header
    } else {
      // After a record torn by a kill, begin a line of our own.
      var last: UInt8 = 0
      if pread(descriptor, &last, 1, off_t(size - 1)) == 1, last != UInt8(ascii: "\n") {
        text = "\n"
      }
    }
    text += record.line + "\n"
    guard writeAll(text.utf8, to: descriptor) else { throw Failure(code: errno, action: "write") }
  }

  /// Replaces the file's content, keeping whole what was there when that fails.
  func rewrite(_ records: [HistoryRecord]) throws(Failure) {
    let lock = try openLocked()
    defer { _ = Self.shut(lock) }
    let fresh = path + ".new"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Failure(code: errno, action: "create") }
    let text = records.reduce(into: Self.header) { $0 += $1.line + "\n" }
    let isWritten = writeAll(text.utf8, to: descriptor) && fsync(descriptor) == 0
    let code = errno
    _ = Self.shut(descriptor)
    guard isWritten, rename(fresh, path) == 0 else {
      let failure = Failure(code: isWritten ? errno : code, action: "write")
      unlink(fresh)
      throw failure
    }
  }

  /// The file, open for appending and locked; made again if another shell replaced it meanwhile.
  private func openLocked() throws(Failure) -> Int32 {
    makeFolders()
    while true {
      let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
      let descriptor = open(path, flags, 0o600)
      guard descriptor >= 0 else { throw Failure(code: errno, action: "open") }
      var ours = stat()
      var named = stat()
      guard fstat(descriptor, &ours) == 0, ours.st_mode & S_IFMT == S_IFREG else {
        _ = Self.shut(descriptor)
        throw Failure(code: EINVAL, action: "open")
      }
      if ours.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
      while flock(descriptor, LOCK_EX) != 0 {
        guard errno == EINTR else {
          let failure = Failure(code: errno, action: "lock")
          _ = Self.shut(descriptor)
          throw failure
        }
      }
      if stat(path, &named) == 0, named.st_ino == ours.st_ino, named.st_dev == ours.st_dev {
        return descriptor
      }
      _ = Self.shut(descriptor)
    }
  }

  private func makeFolders() {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let folder = String(path[..<slash])
    if access(folder, F_OK) == 0 { return }
    var made = folder.hasPrefix("/") ? "" : "."
    for part in folder.split(separator: "/") {
      made += "/" + part
      mkdir(made, 0o700)
    }
  }

  private static func size(of descriptor: Int32) throws(Failure) -> Int {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw Failure(code: errno, action: "read") }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw Failure(code: EINVAL, action: "read") }
    return Int(facts.st_size)
  }

  private static func load(_ descriptor: Int32, into chunk: inout [UInt8]) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, &chunk, chunk.count)
    #else
      Darwin.read(descriptor, &chunk, chunk.count)
    #endif
  }

  private static func shut(_ descriptor: Int32) -> Int32 { close(descriptor) }
}
