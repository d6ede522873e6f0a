import Digests

/// Where the handler keeps what it must remember of one database.
struct StateFolder: Sendable {
  var path: String

  var lock: String { Paths.join(path, "lock") }
  var fence: String { Paths.join(path, "fence.json") }
  var runs: String { Paths.join(path, "runs") }
  var backups: String { Paths.join(path, "backups") }
  var displaced: String { Paths.join(path, "displaced") }

  /// A run's id as a file name: itself where it is a plain word, else a hash of it.
  static func fileName(of runID: String) -> String {
    isPlain(runID) ? runID : "run-" + SHA256.hex(runID).prefix(24)
  }

  /// Whether a text can be a name in a folder: no slash, no dots at the start, not long.
  static func isPlain(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 80, !text.hasPrefix("."), !text.contains("..") else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: false
      }
    }
  }
}
