package import WorkflowModel

/// The labels that name an exit's class by a word.
package enum ClassWords {
  /// The class of a label; nil when it is no such word. Case, blanks, `_`, `-` are ignored.
  package static func exitClass(of label: some StringProtocol) -> ExitClass? {
    var letters: [UInt8] = []
    for byte in label.utf8 {
      switch byte {
      case 0x20, 0x09, UInt8(ascii: "_"), UInt8(ascii: "-"): continue
      case 0x41...0x5A: letters.append(byte | 0x20)
      default: letters.append(byte)
      }
      if letters.count > longest { return nil }
    }
    return table[String(decoding: letters, as: UTF8.self)]
  }

  private static let table: [String: ExitClass] = {
    var table: [String: ExitClass] = [
      "always": .always, "default": .default, "else": .default, "otherwise": .default,
    ]
    for word in ["success", "successful", "succeeded"] {
      table[word] = .success
      table["on" + word] = .success
    }
    for word in ["fail", "failed", "failure", "error"] {
      table[word] = .failure
      table["on" + word] = .failure
    }
    return table
  }()

  private static let longest = table.keys.reduce(0) { max($0, $1.utf8.count) }
}
