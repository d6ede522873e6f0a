#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Who and where this process is.
enum Host {
  static let tool = "wfsh-db 1"

  static var processID: Int { Int(getpid()) }

  static var name: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  /// `name@host`
  static var user: String {
    let name = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }
    return "\(name ?? "uid \(geteuid())")@\(Self.name)"
  }

  static func isAlive(_ process: Int) -> Bool {
    process > 0 && (kill(pid_t(truncatingIfNeeded: process), 0) == 0 || errno == EPERM)
  }

  /// The environment of this process.
  static var environment: [String: String] {
    var result: [String: String] = [:]
    #if canImport(Glibc)
      var entry = environ
    #else
      var entry = _NSGetEnviron().pointee
    #endif
    while let text = entry.pointee {
      let line = String(cString: text)
      if let equals = line.firstIndex(of: "=") {
        result[String(line[..<equals])] = String(line[line.index(after: equals)...])
      }
      entry += 1
    }
    return result
  }
}
