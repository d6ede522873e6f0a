import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes a symbolic link.
func link(_ target: String, _ path: String) throws {
  try #require(symlink(target, path) == 0)
}
