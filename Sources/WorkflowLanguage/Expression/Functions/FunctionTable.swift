/// Every function of expressions, by name.
package struct FunctionTable: Sendable {
  /// In the order of the reference.
  package var rows: [FunctionRow] { families.flatMap(\.rows) }
  /// The rows by what they work on, in the order of the reference.
  package let families: [(title: String, rows: [FunctionRow])]
  private let functions: [String: [FunctionRow]]
  private let methods: [String: [FunctionRow]]

  package init(_ families: [(title: String, rows: [FunctionRow])]) {
    self.families = families
    let rows = families.flatMap(\.rows)
    functions = Dictionary(grouping: rows.filter { $0.receiver == nil }, by: \.name)
    methods = Dictionary(grouping: rows.filter { $0.receiver != nil }, by: \.name)
  }

  /// The rows called as `name(…)`.
  package func functions(named name: String) -> [FunctionRow] { functions[name] ?? [] }

  /// The rows called as `x.name(…)`.
  package func methods(named name: String) -> [FunctionRow] { methods[name] ?? [] }

  package var names: [String] { Array(Set(functions.keys).union(methods.keys)).sorted() }

  package static let standard = FunctionTable([
    ("Values", coreFunctions), ("Conversions", conversionFunctions), ("Times", timeFunctions),
    ("Texts", stringFunctions), ("Regular expressions (RE2)", patternFunctions),
    ("Numbers", mathFunctions), ("Encodings", encodingFunctions),
    ("Optionals: values that may be absent", optionalFunctions),
  ])
}

extension FunctionTable {
  /// First words of names such as `math.greatest`.
  static let namespaces: Set<String> = {
    var result: Set<String> = ["cel"]
    for row in standard.rows where row.receiver == nil {
      if let point = row.name.firstIndex(of: ".") { result.insert(String(row.name[..<point])) }
    }
    return result
  }()

  /// Whether a dotted name is a function's or a macro's.
  static func isNamespaced(_ name: String) -> Bool {
    name == "cel.bind" || !standard.functions(named: name).isEmpty
  }
}
