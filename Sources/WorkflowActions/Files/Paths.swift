#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Paths as text, taken apart and put together; only `real` asks the file system.
package enum Paths {
  /// The folder a path lies in: `/a` of `/a/b`, `/` of `/a`.
  package static func folder(of path: String) -> String {
    let parts = path.split(separator: "/").dropLast()
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// A path without `.`, `..` and doubled slashes, made absolute by `folder` if it is relative.
  package static func absolute(_ path: String, in folder: String) -> String {
    var parts: [Substring] = []
    let whole = path.hasPrefix("/") ? path : "\(folder)/\(path)"
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The folder and all it lies in, nearest first.
  package static func ancestors(of folder: String) -> [String] {
    var all = [folder]
    while let last = all.last, last != "/", !last.isEmpty { all.append(self.folder(of: last)) }
    return all
  }

  /// Whether `path` lies somewhere in `folder`; both absolute.
  package static func contains(_ folder: String, _ path: String) -> Bool {
    path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  /// The path without links; of what is not there, only without `.` and `..`.
  package static func real(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return absolute(path, in: "/") }
    defer { free(real) }
    return String(cString: real)
  }

  /// The path with a folder without links: the file itself may be one.
  package static func realFolder(of path: String) -> String {
    absolute(String(path.split(separator: "/").last ?? ""), in: real(folder(of: path)))
  }
}
