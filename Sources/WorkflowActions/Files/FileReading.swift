internal import SystemPackage

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Reading small files and folders, within bounds.
enum FileReading {
  /// The bytes of a regular file of no more than `limit` bytes.
  static func bytes(of path: String, atMost limit: Int) throws(FileProblem) -> [UInt8] {
    guard let facts = FileFacts(path) else { throw FileProblem(path: path, reason: .system(errno)) }
    guard facts.kind == .file else { throw FileProblem(path: path, reason: .noFile) }
    do throws(any Error) {
      let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
      return try file.closeAfter {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
          let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
          if count == 0 { return bytes }
          bytes += chunk[..<count]
        }
        throw FileProblem(path: path, reason: .tooLarge(limit))
      }
    } catch let problem as FileProblem {
      throw problem
    } catch {
      throw FileProblem(path: path, reason: .system((error as? Errno)?.rawValue ?? EIO))
    }
  }

  /// The names in a folder, sorted by their bytes; none when it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// A file that cannot be read or written, and why.
package struct FileProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Reason: Hashable, Sendable {
    case system(Int32)
    case noFile
    /// More bytes than these.
    case tooLarge(Int)
    case said(String)
  }

  package var path: String
  package var reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  package var description: String {
    let text =
      switch reason {
      case .system(let code): "\(Errno(rawValue: code))"
      case .noFile: "it is no regular file"
      case .tooLarge(let limit): "it has more than \(limit) bytes"
      case .said(let text): text
      }
    return "'\(path)': \(text)"
  }
}
