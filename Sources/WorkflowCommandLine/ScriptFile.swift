internal import WorkflowSource

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Files of commands.
enum ScriptFile {
  /// Whether a file begins with a `#!` line that names wfsh.
  static func isScript(_ path: String) -> Bool {
    guard let start = try? read(path, limit: 256), start.starts(with: "#!".utf8) else {
      return false
    }
    let line = start.prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: line, as: UTF8.self).contains("wfsh")
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The absolute path without links; nil when there is nothing there.
  static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// - Throws: `UsageError` when the file cannot be read.
  static func source(_ path: String) throws(UsageError) -> SourceText {
    SourceText(name: path, bytes: try whole(try read(path, limit: longest + 1), path))
  }

  /// Bytes that a script may have.
  private static let longest = 16 << 20

  private static func whole(_ bytes: [UInt8], _ name: String) throws(UsageError) -> [UInt8] {
    guard bytes.count <= longest else {
      throw UsageError(
        "\(name) is longer than \(longest >> 20) MiB, the most a script may have",
        hint: "is it a script? 'wfsh check FILE' looks at a workflow")
    }
    return bytes
  }

  /// Everything that comes from standard input.
  static func input() throws(UsageError) -> SourceText {
    SourceText(
      name: "<stdin>",
      bytes: try whole(
        try bytes(of: 0, name: "standard input", limit: longest + 1), "standard input"))
  }

  private static func read(_ path: String, limit: Int) throws(UsageError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw UsageError("cannot read '\(path)': \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    return try bytes(of: descriptor, name: path, limit: limit)
  }

  private static func bytes(
    of descriptor: Int32, name: String, limit: Int
  ) throws(UsageError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(limit, 1 << 16))
    while bytes.count < limit {
      let count = buffer.withUnsafeMutableBytes { space in
        #if canImport(Darwin)
          Darwin.read(descriptor, space.baseAddress, space.count)
        #else
          Glibc.read(descriptor, space.baseAddress, space.count)
        #endif
      }
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw UsageError("cannot read \(name): \(String(cString: strerror(errno)))")
      }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
