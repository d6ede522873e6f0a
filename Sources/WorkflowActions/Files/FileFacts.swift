#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What the file system says of a path; links are looked through.
struct FileFacts {
  enum Kind { case file, folder, other }

  var kind: Kind
  var owner: UInt32
  /// Whether everybody may write to it.
  var isOpenToAll: Bool
  /// Whether others than the owner may write to it.
  var isOpenToOthers: Bool
  var size: Int

  /// Nil when there is nothing, or nothing we may look at.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    owner = status.st_uid
    isOpenToAll = status.st_mode & S_IWOTH != 0
    isOpenToOthers = status.st_mode & (S_IWOTH | S_IWGRP) != 0
    size = Int(status.st_size)
  }

  /// Those whose files we take: we ourselves, and the administrator.
  static var ownOwners: Set<UInt32> { [geteuid(), 0] }

  static func isFile(_ path: String) -> Bool { FileFacts(path)?.kind == .file }
  static func isFolder(_ path: String) -> Bool { FileFacts(path)?.kind == .folder }

  /// Why files in `path` may come from somebody else; nil when they do not, or there are none.
  ///
  /// - Parameter owners: whose files are taken.
  static func danger(of path: String, owners: Set<UInt32>) -> String? {
    guard let facts = FileFacts(path) else { return nil }
    if !owners.contains(facts.owner) { return "it belongs to another user (\(facts.owner))" }
    if facts.isOpenToAll { return "everybody may write to it" }
    return nil
  }
}
