internal import SystemPackage

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A file without a name that holds a request, to be a handler's standard input.
///
/// A pipe would do harm where a child ends without reading it whole (SIGPIPE, or worse); a file
/// may be read or left.
enum RequestFile {
  /// An open descriptor, at the beginning of a file that holds `bytes`; the caller closes it.
  static func open(holding bytes: [UInt8], in folder: String) throws(Errno) -> FileDescriptor {
    var template = Array("\(folder)/wfsh-request-XXXXXX\0".utf8CString.dropLast())
    let number = mkstemp(&template)
    guard number >= 0 else { throw Errno(rawValue: errno) }
    let file = FileDescriptor(rawValue: number)
    unlink(template)
    do {
      guard fcntl(number, F_SETFD, FD_CLOEXEC) == 0 else { throw Errno(rawValue: errno) }
      try file.writeAll(bytes)
      try file.seek(offset: 0, from: .start)
      return file
    } catch {
      let problem = error as? Errno ?? .ioError
      try? file.close()
      throw problem
    }
  }
}
