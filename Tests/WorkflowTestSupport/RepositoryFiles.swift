package import WorkflowSource

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Files of the checked-out repository, for tests.
package enum RepositoryFiles {
  /// The folder that holds `Package.swift`.
  package static let root: String = {
    var parts = "\(#filePath)".split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// The text of a file; nil when it is not there.
  ///
  /// - Parameter path: from the root of the repository.
  package static func text(_ path: String) -> SourceText? {
    guard let file = fopen("\(root)/\(path)", "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return SourceText(name: name, bytes: bytes)
  }

  /// The names of a folder's files with an ending, sorted.
  package static func names(in folder: String, ending: String) -> [String] {
    guard let directory = opendir("\(root)/\(folder)") else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending), name.first != "." { names.append(name) }
    }
    return names.sorted()
  }

  /// The workflow everything began with, which is not part of the repository; nil where the folder
  /// `shared` does not stand beside it.
  package static var seed: SourceText? {
    guard let found = text("../shared/seeds/000_04398d2c52e859a7.txt") else { return nil }
    return SourceText(name: "seed.txt", bytes: found.bytes)
  }
}
