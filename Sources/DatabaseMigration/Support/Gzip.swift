import CSystemZlib

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Compressing and uncompressing whole files.
enum Gzip {
  /// Writes a compressed, durable copy.
  static func compress(_ path: String, to target: String, _ interruption: Interruption) throws {
    let input = open(path, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw Files.failure("read", path) }
    defer { close(input) }
    let output = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard output >= 0 else { throw Files.failure("write", target) }
    guard let stream = gzdopen(output, "wb6") else {
      close(output)
      throw MigrationError(.capacity, "no_memory", "cannot compress '\(path)'")
    }
    var isOpen = true
    defer { if isOpen { gzclose(stream) } }
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      try interruption.check()
      let count = read(input, &buffer, buffer.count)
      guard count >= 0 else { throw Files.failure("read", path) }
      if count == 0 { break }
      errno = 0
      guard gzwrite(stream, buffer, UInt32(count)) == Int32(count) else {
        throw Files.failure("write", target, errno: errno == 0 ? EIO : errno)
      }
    }
    isOpen = false
    errno = 0
    guard gzclose(stream) == Z_OK else {
      throw Files.failure("write", target, errno: errno == 0 ? EIO : errno)
    }
    try Files.sync(target)
  }

  /// Writes the uncompressed, durable content.
  ///
  /// - Parameter limit: how many bytes it may have at most.
  static func expand(
    _ path: String, to target: String, limit: Int64, _ interruption: Interruption
  ) throws {
    guard let stream = gzopen(path, "rb") else { throw Files.failure("read", path) }
    defer { gzclose(stream) }
    let output = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard output >= 0 else { throw Files.failure("write", target) }
    defer { close(output) }
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    var total: Int64 = 0
    while true {
      try interruption.check()
      let count = gzread(stream, &buffer, UInt32(buffer.count))
      var code: Int32 = 0
      let words = gzerror(stream, &code)
      // A truncated file ends like a whole one but leaves an error behind.
      guard count >= 0, code == Z_OK || code == Z_STREAM_END else {
        throw Backup.damaged(
          "backup_damaged",
          "'\(Paths.name(of: path))' cannot be unpacked: \(words.map { String(cString: $0) } ?? "")"
        )
      }
      if count == 0 { break }
      total += Int64(count)
      guard total <= limit else {
        throw Backup.damaged("backup_damaged", "'\(Paths.name(of: path))' holds too much")
      }
      try Files.writeAll(Array(buffer[0..<Int(count)]), to: output, name: target)
    }
    guard fsync(output) == 0 else { throw Files.failure("write", target) }
  }
}
