import Digests

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files and folders, with errors of this module and with every write made durable.
enum Files {
  /// The error for the system call that has just failed.
  static func failure(_ doing: String, _ path: String, errno code: Int32 = errno) -> MigrationError
  {
    let reason = String(cString: strerror(code))
    let message = "cannot \(doing) '\(path)': \(reason)"
    switch code {
    case ENOSPC, EDQUOT, EFBIG, EIO:
      return MigrationError(
        .disk, "disk", message, hint: "free some space, then run again")
    case EACCES, EPERM, EROFS: return MigrationError(.permission, "permission", message)
    case ENOENT, ENOTDIR: return MigrationError(.policy, "not_found", message)
    default: return MigrationError(.unknown, "io", message)
    }
  }

  // MARK: Looking

  enum Kind { case file, folder, link, other }

  /// What is at a path, not following a symbolic link at its end; nil when nothing is.
  static func kind(of path: String) -> Kind? {
    var info = stat()
    guard lstat(path, &info) == 0 else { return nil }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// Follows links.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// Size in bytes, following links; nil when nothing is there.
  static func size(of path: String) -> Int64? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return Int64(info.st_size)
  }

  /// Seconds since the file was last written.
  static func age(of path: String) -> Double? {
    var info = stat()
    guard lstat(path, &info) == 0 else { return nil }
    #if canImport(Glibc)
      return UTCTime.seconds - Double(info.st_mtim.tv_sec)
    #else
      return UTCTime.seconds - Double(info.st_mtimespec.tv_sec)
    #endif
  }

  /// The path without links and dots; nil when nothing is there.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Bytes that this user may still write on the file system of a path.
  static func freeSpace(at path: String) -> Int64? {
    var info = statvfs()
    guard statvfs(path, &info) == 0 else { return nil }
    return Int64(clamping: UInt64(info.f_bavail) &* UInt64(info.f_frsize))
  }

  /// Names in a folder, sorted, without `.` and `..`.
  static func names(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else { throw failure("read folder", folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  // MARK: Reading

  /// The whole content of a file of at most `limit` bytes.
  static func read(_ path: String, limit: Int64 = 64 << 20) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while let more = try readSome(descriptor, name: path) {
      bytes += more
      guard bytes.count <= limit else {
        throw MigrationError(.policy, "too_large", "'\(path)' is larger than \(limit) bytes")
      }
    }
    return bytes
  }

  /// What a descriptor has ready, or waits for; nil at the end.
  static func readSome(_ descriptor: Int32, name: String) throws -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var count = readSome(descriptor, &buffer)
    while count < 0 && errno == EINTR { count = readSome(descriptor, &buffer) }
    guard count >= 0 else { throw failure("read", name) }
    return count == 0 ? nil : Array(buffer[0..<count])
  }

  /// The first bytes of a file; fewer where it is shorter.
  static func readHead(_ path: String, count: Int) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: count)
    let read = readSome(descriptor, &buffer)
    guard read >= 0 else { throw failure("read", path) }
    return Array(buffer[0..<read])
  }

  private static func readSome(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
    buffer.withUnsafeMutableBytes { raw in
      #if canImport(Glibc)
        Glibc.read(descriptor, raw.baseAddress, raw.count)
      #else
        Darwin.read(descriptor, raw.baseAddress, raw.count)
      #endif
    }
  }

  /// SHA-256 and length of a file, read in pieces.
  static func digest(of path: String, _ interruption: Interruption) throws -> (
    sha256: String, bytes: Int64
  ) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { close(descriptor) }
    var hash = SHA256()
    var length: Int64 = 0
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      try interruption.check()
      let count = readSome(descriptor, &buffer)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { return (hash.finishHex(), length) }
      buffer.withUnsafeBufferPointer {
        hash.update(UnsafeBufferPointer(rebasing: $0[0..<count]))
      }
      length += Int64(count)
    }
  }

  // MARK: Writing

  /// Makes a folder and those above it, each for this user alone.
  static func makeFolder(_ path: String) throws {
    if isFolder(path) { return }
    let parent = Paths.folder(of: path)
    if parent != path { try makeFolder(parent) }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("make folder", path) }
    try sync(parent)
  }

  /// Replaces a file as a whole: after a crash it holds the old bytes or the new ones.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let temporary = "\(path).tmp-\(getpid())"
    do {
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw failure("write", temporary) }
      defer { close(descriptor) }
      try writeAll(bytes, to: descriptor, name: temporary)
      guard fsync(descriptor) == 0 else { throw failure("write", temporary) }
    } catch {
      unlink(temporary)
      throw error
    }
    try rename(temporary, to: path)
  }

  static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// Adds bytes to the end of a file in one write.
  static func append(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("write", path) }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor, name: path)
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure("write", path) }
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32, name: String) throws {
    try bytes.withUnsafeBytes { raw in
      var from = 0
      while from < raw.count {
        let count = writeSome(descriptor, UnsafeRawBufferPointer(rebasing: raw[from...]))
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw failure("write", name) }
        from += count
      }
    }
  }

  private static func writeSome(_ descriptor: Int32, _ raw: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, raw.baseAddress, raw.count)
    #else
      Darwin.write(descriptor, raw.baseAddress, raw.count)
    #endif
  }

  /// Writes a durable copy of a file, open to whom another file is open to.
  static func copy(
    _ path: String, to target: String, modeOf other: String, _ interruption: Interruption
  ) throws {
    let input = open(path, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw failure("read", path) }
    defer { close(input) }
    let output = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard output >= 0 else { throw failure("write", target) }
    defer { close(output) }
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      try interruption.check()
      let count = readSome(input, &buffer)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { break }
      try writeAll(Array(buffer[0..<count]), to: output, name: target)
    }
    var info = stat()
    if stat(other, &info) == 0 { fchmod(output, info.st_mode & 0o777) }
    guard fsync(output) == 0 else { throw failure("write", target) }
  }

  /// Makes the content of a file, or the names in a folder, durable.
  static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    // Some file systems cannot sync a folder; there the rename itself is all there is.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure("write", path) }
  }

  /// Moves within a file system, durably.
  static func rename(_ path: String, to target: String) throws {
    #if canImport(Glibc)
      let result = Glibc.rename(path, target)
    #else
      let result = Darwin.rename(path, target)
    #endif
    guard result == 0 else { throw failure("rename", path) }
    try sync(Paths.folder(of: target))
    if Paths.folder(of: path) != Paths.folder(of: target) { try sync(Paths.folder(of: path)) }
  }

  /// Gives a file a second name, durably; where that name is taken, it stays as it is.
  static func link(_ path: String, to target: String) throws {
    #if canImport(Glibc)
      let result = Glibc.link(path, target)
    #else
      let result = Darwin.link(path, target)
    #endif
    guard result == 0 || errno == EEXIST else { throw failure("make", target) }
    try sync(Paths.folder(of: target))
  }

  /// Removes a file or a whole folder; a symbolic link is removed, never followed.
  static func remove(_ path: String) throws {
    switch kind(of: path) {
    case nil: return
    case .folder:
      for name in try names(in: path) { try remove(Paths.join(path, name)) }
      guard rmdir(path) == 0 else { throw failure("remove", path) }
    default: guard unlink(path) == 0 else { throw failure("remove", path) }
    }
  }

  /// A new folder for this user alone, in `parent`.
  static func makeTemporaryFolder(in parent: String, prefix: String) throws -> String {
    var template = Array("\(Paths.join(parent, prefix))XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    guard let made else { throw failure("make a folder in", parent) }
    return made
  }
}
