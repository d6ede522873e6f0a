/// Where workflows are looked for.
package enum SearchPath {
  /// The folders of the search path, nearest first, each once; they need not exist.
  ///
  /// - Parameter directory: absolute.
  package static func folders(
    from directory: String, environment: [String: String]
  ) -> [String] {
    var folders = ["\(trimmed(directory))/workflows"]
    for ancestor in ancestors(of: directory) {
      folders.append("\(ancestor)/.wfsh/workflows")
      folders.append("\(ancestor)/.swissarmyhammer/workflows")
    }
    for part in (environment["WFSH_PATH"] ?? "").utf8.split(separator: UInt8(ascii: ":")) {
      folders.append(absolute(String(Substring(part)), from: directory))
    }
    if let home = environment["HOME"], !home.isEmpty {
      folders.append("\(trimmed(home))/.config/wfsh/workflows")
      folders.append("\(trimmed(home))/.swissarmyhammer/workflows")
    }
    var seen: Set<String> = []
    return folders.filter { seen.insert($0).inserted }
  }

  /// A path from the root on.
  package static func absolute(_ path: String, from directory: String) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : "\(trimmed(directory))/\(path)"
  }

  /// The path as it is read most easily from a folder.
  package static func shown(_ path: String, from directory: String) -> String {
    let prefix = trimmed(directory) + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// The folder itself, then its parents up to the root, whose path is empty here.
  private static func ancestors(of directory: String) -> [String] {
    var found = [trimmed(directory)]
    while let last = found.last, let slash = last.utf8.lastIndex(of: UInt8(ascii: "/")) {
      found.append(String(last[..<slash]))
    }
    return found
  }

  /// Without a slash at the end.
  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }
}
