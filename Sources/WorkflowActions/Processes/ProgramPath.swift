internal import HandlerContract

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Finds the file of a program.
enum ProgramPath {
  /// The path of `name`: itself if it has a slash, else the first executable file in `path`.
  static func find(_ name: String, path: String) throws(HandlerFailure) -> String {
    guard !name.isEmpty else { throw failure("the handler's command is empty") }
    if name.utf8.contains(UInt8(ascii: "/")) {
      if isExecutable(name) { return name }
      throw failure(
        access(name, F_OK) == 0
          ? "cannot start '\(name)': it is not an executable file; try 'chmod +x'"
          : "cannot start '\(name)': there is no such file")
    }
    for folder in path.split(separator: ":") where folder.hasPrefix("/") {
      if isExecutable("\(folder)/\(name)") { return "\(folder)/\(name)" }
    }
    throw failure("cannot start '\(name)': it is in no folder of PATH (\(path))")
  }

  /// Whether this is a file, not a folder, that we may execute.
  static func isExecutable(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && access(path, X_OK) == 0
  }

  static func failure(_ message: String) -> HandlerFailure {
    HandlerFailure(type: "handler_start", message: message, retryable: false)
  }
}
