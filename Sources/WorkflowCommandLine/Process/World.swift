#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What the process was started with and in; read once, handed down.
package struct World: Sendable {
  /// `argv` without the program's own name.
  package var arguments: [String]
  package var environment: [String: String]
  package var workingDirectory: String
  /// The folder of the program itself; `wfsh-db` is looked for there.
  package var programFolder: String
  package var inputIsTerminal: Bool
  package var outputIsTerminal: Bool
  package var errorIsTerminal: Bool

  package init(
    arguments: [String], environment: [String: String], workingDirectory: String,
    programFolder: String, inputIsTerminal: Bool = false, outputIsTerminal: Bool = false,
    errorIsTerminal: Bool = false
  ) {
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.programFolder = programFolder
    self.inputIsTerminal = inputIsTerminal
    self.outputIsTerminal = outputIsTerminal
    self.errorIsTerminal = errorIsTerminal
  }

  /// The process as it stands.
  package static func current() -> World {
    World(
      arguments: Array(CommandLine.arguments.dropFirst()), environment: readEnvironment(),
      workingDirectory: currentFolder(), programFolder: ownFolder(),
      inputIsTerminal: isatty(0) == 1, outputIsTerminal: isatty(1) == 1,
      errorIsTerminal: isatty(2) == 1)
  }

  /// Columns of the terminal behind standard output; nil where there is none.
  package var width: Int? {
    guard outputIsTerminal else { return nil }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private static func readEnvironment() -> [String: String] {
    var environment: [String: String] = [:]
    // The C library's own list; nothing here changes it.
    guard var entry = environmentList() else { return environment }
    while let text = entry.pointee {
      let pair = String(cString: text)
      if let equals = pair.firstIndex(of: "=") {
        environment[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
      }
      entry += 1
    }
    return environment
  }

  private static func environmentList() -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    #if canImport(Darwin)
      _NSGetEnviron().pointee
    #else
      CommandLine.unsafeArgv + Int(CommandLine.argc) + 1
    #endif
  }

  private static func currentFolder() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  private static func ownFolder() -> String {
    #if canImport(Darwin)
      var size = UInt32(PATH_MAX)
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return "." }
      let path = String(cString: buffer)
    #else
      guard let resolved = realpath("/proc/self/exe", nil) else { return "." }
      defer { free(resolved) }
      let path = String(cString: resolved)
    #endif
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[..<slash])
  }
}
