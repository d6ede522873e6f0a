/// A folder `prompts`, in which a file serves the prompt whose path it has as a template.
struct PromptFolder: Sendable {
  var path: String
  var subject: TrustSubject?

  /// The endings of templates, most usual first.
  private static let endings = [".md", ".md.liquid"]

  /// The template of a prompt; nil when there is none here.
  func find(_ prompt: String) -> String? { find(prompt, prefix: "", endings: Self.endings) }

  /// What `render 'NAME'` means: a template by its name, also one whose file begins with `_`, which
  /// is no prompt by itself.
  func findPartial(_ name: String) -> String? {
    let endings = Self.endings + [".liquid"]
    return find(name, prefix: "", endings: endings) ?? find(name, prefix: "_", endings: endings)
  }

  private func find(_ name: String, prefix: String, endings: [String]) -> String? {
    guard let parts = PromptPath.parts(of: name), let stem = parts.last else { return nil }
    let folder = ([path] + parts.dropLast().map(String.init)).joined(separator: "/")
    return endings.map { "\(folder)/\(prefix)\(stem)\($0)" }.first(where: FileFacts.isFile)
  }

  /// The prompts that have a template here.
  var names: [String] {
    PromptPath.files(in: path).compactMap { file in
      guard let ending = Self.endings.last(where: file.hasSuffix) else { return nil }
      return String(file.dropLast(ending.count))
    }.filter { !($0.split(separator: "/").last ?? "_").hasPrefix("_") }
  }
}

/// Names of prompts as paths in a folder.
enum PromptPath {
  /// The parts of a name; nil where it would lead out of the folder or to something hidden.
  static func parts(of prompt: String) -> [Substring]? {
    let parts = prompt.split(separator: "/", omittingEmptySubsequences: false)
    let isPath = !prompt.utf8.contains(0) && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    return isPath ? parts : nil
  }

  /// How many files, and how deep, are looked at for names that are near.
  private static let mostFiles = 1000
  private static let deepest = 8

  /// Paths of the files in a folder and its folders, relative to it; hidden ones left out.
  static func files(in folder: String) -> [String] {
    var found: [String] = []
    func walk(_ inner: String, _ depth: Int) {
      for name in FileReading.names(in: folder + inner) where !name.hasPrefix(".") {
        guard found.count < mostFiles else { return }
        let path = "\(inner)/\(name)"
        if FileFacts.isFile(folder + path) {
          found.append(String(path.dropFirst()))
        } else if depth < deepest, FileFacts.isFolder(folder + path) {
          walk(path, depth + 1)
        }
      }
    }
    walk("", 0)
    return found
  }
}
