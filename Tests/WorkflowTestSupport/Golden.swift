internal import WorkflowSource

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Long expectations in files. Whatever is recorded fails the test, so that nobody passes by it.
package enum Golden {
  /// What is to be said when a text is not the one in a file; nil when it is.
  ///
  /// A file that is missing is written, and with `RECORD_GOLDENS` in the environment every one
  /// that differs.
  ///
  /// - Parameter path: from the root of the repository. The file ends in one line break more.
  package static func mismatch(_ text: String, _ path: String) -> String? {
    let wanted = RepositoryFiles.text(path)
    if let wanted, wanted.bytes == Array("\(text)\n".utf8) { return nil }
    guard wanted == nil || getenv("RECORD_GOLDENS") != nil else {
      return "\(path) has another text; set RECORD_GOLDENS to record this one:\n\(text)"
    }
    guard let file = fopen("\(RepositoryFiles.root)/\(path)", "wb") else {
      return "\(path) cannot be written"
    }
    fputs(text + "\n", file)
    fclose(file)
    return "\(path) was recorded: look it through, then test again"
  }
}
