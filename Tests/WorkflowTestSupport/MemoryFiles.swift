internal import Synchronization
package import WorkflowShell

/// Files that are only in memory.
package final class MemoryFiles: ShellFiles {
  private let contents: Mutex<[String: [UInt8]]>

  package init(_ texts: [String: String] = [:]) {
    contents = Mutex(texts.mapValues { Array($0.utf8) })
  }

  package func read(_ path: String) throws(FileError) -> [UInt8] {
    guard let bytes = contents.withLock({ $0[path] }) else {
      throw FileError("cannot read '\(path)': no such file")
    }
    return bytes
  }

  package func write(_ bytes: [UInt8], to path: String, appends: Bool) throws(FileError) {
    contents.withLock { $0[path] = (appends ? $0[path] ?? [] : []) + bytes }
  }

  package func names(startingWith path: String) -> [String] {
    contents.withLock { $0.keys.filter { $0.hasPrefix(path) }.sorted() }
  }

  /// The text of a file; nil when there is none.
  package subscript(path: String) -> String? {
    contents.withLock { $0[path] }.map { String(decoding: $0, as: UTF8.self) }
  }
}
