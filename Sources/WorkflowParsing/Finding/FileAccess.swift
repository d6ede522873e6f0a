#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The little that finding workflows needs of the file system.
enum FileAccess {
  enum Kind: Equatable {
    case file, folder, missing
    /// A pipe, a device, a socket: reading it might never end.
    case other
  }

  enum Content {
    case bytes([UInt8])
    /// More than was allowed; the size in bytes, and how it begins.
    case tooLarge(Int, beginning: [UInt8])
    /// Why not, in the system's words.
    case failed(String)
  }

  static func kind(of path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The names in a folder, sorted by their bytes; none when it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Bytes that are kept of a file that is too large.
  private static let shownBeginning = 1 << 12

  /// The bytes of a regular file.
  static func read(_ path: String, atMost limit: Int) -> Content {
    guard kind(of: path) == .file else { return .failed("it is no regular file") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failed(reason()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failed(reason()) }
    let size = Int(status.st_size)
    // Of one that is too large only as much is read as is shown of it.
    let wanted = size <= limit ? limit : shownBeginning

    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(size, wanted))
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { readBytes(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return .bytes(bytes) }
      if count < 0 {
        if errno == EINTR { continue }
        return .failed(reason())
      }
      bytes += chunk[..<count]
      // It may grow while it is read.
      if bytes.count > wanted {
        return .tooLarge(max(size, bytes.count), beginning: Array(bytes.prefix(shownBeginning)))
      }
    }
  }

  private static func readBytes(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer, count)
    #else
      Darwin.read(descriptor, buffer, count)
    #endif
  }

  private static func reason() -> String { String(cString: strerror(errno)).lowercased() }
}
