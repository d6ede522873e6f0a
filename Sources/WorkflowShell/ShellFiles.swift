#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Files as the shell uses them: scripts, values, redirects.
package protocol ShellFiles: Sendable {
  /// - Throws: `FileError` when it cannot be read or is larger than `DiskFiles.largest`.
  func read(_ path: String) throws(FileError) -> [UInt8]
  func write(_ bytes: [UInt8], to path: String, appends: Bool) throws(FileError)
  /// Files and folders whose paths begin so, folders with a slash behind, sorted; for completion.
  func names(startingWith path: String) -> [String]
}

/// Why a file could not be read or written.
package struct FileError: Error, Hashable, Sendable {
  /// Lower case, with the path: `cannot read 'x.wfsh': no such file or directory`.
  package var message: String

  package init(_ message: String) { self.message = message }
}

/// The files of the system.
package struct DiskFiles: ShellFiles {
  /// Bytes that a file may have to be read.
  package static let largest = 64 << 20

  package init() {}

  package func read(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Self.read(descriptor, &chunk)
      if count == 0 { return bytes }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw failure("read", path)
      }
      bytes += chunk[..<count]
      guard bytes.count <= Self.largest else {
        throw FileError("'\(path)' is larger than \(Self.largest >> 20) MiB")
      }
    }
  }

  package func write(_ bytes: [UInt8], to path: String, appends: Bool) throws(FileError) {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : O_TRUNC)
    let descriptor = open(path, flags, 0o666)
    guard descriptor >= 0 else { throw failure("write", path) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Self.write(descriptor, rest)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("write", path)
      }
      rest = rest.dropFirst(count)
    }
  }

  package func names(startingWith path: String) -> [String] {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let prefix = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard let directory = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let isFolder = entry.pointee.d_type == DT_DIR
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix(prefix), name != ".", name != "..",
        !name.hasPrefix(".") || prefix.hasPrefix(".")
      else { continue }
      names.append(folder + name + (isFolder ? "/" : ""))
    }
    return names.sorted()
  }

  private func failure(_ verb: String, _ path: String) -> FileError {
    FileError("cannot \(verb) '\(path)': \(String(cString: strerror(errno)).lowercased())")
  }

  #if canImport(Glibc)
    private static func read(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
      Glibc.read(descriptor, &chunk, chunk.count)
    }

    private static func write(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
      bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }
  #elseif canImport(Darwin)
    private static func read(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
      Darwin.read(descriptor, &chunk, chunk.count)
    }

    private static func write(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
      bytes.withUnsafeBytes { Darwin.write(descriptor, $0.baseAddress, $0.count) }
    }
  #endif
}
