/// Where these tests were built, and from what.
enum Repository {
  /// Three levels up from this file.
  static let root = parent(#filePath, levels: 3)

  /// The path of a built program; they stand beside the test bundle.
  static func program(_ name: String) -> String {
    let image = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return parent(image, levels: 1) + "/" + name
  }

  private static func parent(_ path: String, levels: Int) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast(levels)
      .joined(separator: "/")
  }
}
