internal import WorkflowSource

/// What people write who come from templates or other languages, and how it is written here.
extension MemberName {
  /// Of a member that only templates know.
  var hintOfTemplates: String? {
    switch text {
    case "size", "length", "count", "len": "write size(…) for how many there are"
    case "first", "last": "write '| \(text)' for the \(text) element"
    default: nil
    }
  }
}

extension FunctionTable {
  /// A function near a name that is none: one spelled alike, or one that does what functions of
  /// this name do in other languages.
  func hint(for name: String) -> String? {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    if let known = Self.habits[last.lowercased()] { return "write \(known)" }
    return Suggestion.hint(for: name, among: names)
  }

  private static let habits = [
    "len": "size(x)", "length": "size(x)", "lenght": "size(x)", "count": "size(x)",
    "strlen": "size(x)", "toupper": "upperAscii()", "upper": "upperAscii()",
    "upcase": "upperAscii()", "touppercase": "upperAscii()", "tolower": "lowerAscii()",
    "lower": "lowerAscii()", "downcase": "lowerAscii()", "tolowercase": "lowerAscii()",
    "max": "math.greatest(a, b)", "min": "math.least(a, b)", "includes": "contains(x)",
    "substr": "substring(from, to)", "str": "string(x)", "tostring": "string(x)",
    "parseint": "int(x)", "float": "double(x)", "strip": "trim()", "test": "matches(pattern)",
    "regex": "matches(pattern)",
  ]
}
