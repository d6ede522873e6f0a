/// A text that the program brings with it.
package struct LibraryText: Sendable {
  /// The file's path below its folder: `database-migration.md`, `database/create-backup.md`.
  package let path: String
  private let content: StaticString

  init(_ path: String, _ content: StaticString) {
    self.path = path
    self.content = content
  }

  package var text: String {
    content.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
  }

  /// The path without its ending: what people call it.
  package var stem: String {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return path }
    return String(path[..<dot])
  }
}

/// Everything embedded, by kind; the lists are generated from the folders beside this file.
package enum Library {
  /// The text of that name, with or without its ending; case is ignored.
  package static func text(_ name: String, in texts: [LibraryText]) -> LibraryText? {
    let wanted = name.lowercased()
    return texts.first { $0.stem.lowercased() == wanted || $0.path.lowercased() == wanted }
  }
}
