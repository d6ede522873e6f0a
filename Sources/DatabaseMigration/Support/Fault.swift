#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Kills this process at a chosen point, in debug builds only, so that tests can see what is left.
///
/// `WFSH_DB_FAULT=point:n` kills at the n-th time the point is passed.
enum Fault {
  static func strike(_ point: String) {
    #if DEBUG
      guard let wish = getenv("WFSH_DB_FAULT") else { return }
      let parts = String(cString: wish).split(separator: ":")
      guard parts.count == 2, parts[0] == point, let count = Int(parts[1]) else { return }
      if passed.next() == count { kill(getpid(), SIGKILL) }
    #endif
  }

  #if DEBUG
    private static let passed = Counter()
  #endif
}
