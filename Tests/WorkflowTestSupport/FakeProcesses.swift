#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A folder of little programs that a test writes, gone when the last reference to it is.
package final class FakeProcesses: Sendable {
  /// Absolute path of the folder.
  package let folder: String

  /// - Throws: `FakeProcessError` when the folder cannot be made.
  package init() throws {
    var template = Array("/tmp/wfsh-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FakeProcessError(what: "mkdtemp", code: errno) }
    let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // On macOS /tmp is a link; paths are compared, so it is looked through.
    guard let real = realpath(made, nil) else { throw FakeProcessError(what: made, code: errno) }
    folder = String(cString: real)
    free(real)
  }

  deinit { Self.remove(folder) }

  /// Writes a file, and the folders it lies in; returns its absolute path.
  @discardableResult
  package func write(_ name: String, _ text: String, mode: UInt32 = 0o644) throws -> String {
    let path = "\(folder)/\(name)"
    var parent = folder
    for part in name.split(separator: "/").dropLast() {
      parent += "/\(part)"
      mkdir(parent, 0o755)
    }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(mode))
    guard file >= 0 else { throw FakeProcessError(what: path, code: errno) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard Self.writeAll(file, bytes) == bytes.count, fchmod(file, mode_t(mode)) == 0 else {
      throw FakeProcessError(what: path, code: errno)
    }
    return path
  }

  /// Writes an executable `/bin/sh` script; returns its absolute path.
  @discardableResult
  package func script(_ name: String, _ body: String) throws -> String {
    try write(name, "#!/bin/sh\n\(body)\n", mode: 0o755)
  }

  /// Whether a process is there, and not only waiting to be forgotten.
  package static func isRunning(_ process: Int32) -> Bool {
    guard process > 1, kill(process, 0) == 0 else { return false }
    // A zombie answers signals too; where nobody reaps it, that is all it ever does.
    let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return kill(process, 0) == 0 }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = read(file, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    return !(text.split(separator: ")").last ?? "").hasPrefix(" Z")
  }

  /// Waits until a process is gone, but no longer than ten seconds.
  package static func isGone(_ process: Int32) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(10)
    while isRunning(process) {
      if ContinuousClock.now > deadline { return false }
      try? await Task.sleep(for: .milliseconds(5))
    }
    return true
  }

  private static func writeAll(_ file: Int32, _ bytes: [UInt8]) -> Int {
    var done = 0
    while done < bytes.count {
      // `pwrite`, as the name `write` is our own here.
      let count = bytes[done...].withUnsafeBytes {
        pwrite(file, $0.baseAddress, $0.count, off_t(done))
      }
      guard count > 0 else { break }
      done += count
    }
    return done
  }

  private static func remove(_ path: String) {
    guard let folder = opendir(path) else {
      unlink(path)
      return
    }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { remove("\(path)/\(name)") }
    }
    closedir(folder)
    rmdir(path)
  }
}

/// A file or folder of a test that could not be made.
package struct FakeProcessError: Error {
  package var what: String
  package var code: Int32
}
