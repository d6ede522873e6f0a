#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Blocks this thread for a moment.
enum Pause {
  static func milliseconds(_ count: Int) {
    usleep(useconds_t(count) * 1000)
  }
}
