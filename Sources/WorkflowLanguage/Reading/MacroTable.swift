/// Every macro, by name.
package struct MacroTable: Sendable {
  /// In the order of the reference.
  package let rows: [MacroRow]
  private let functions: [String: MacroRow]
  private let methods: [String: MacroRow]

  init(_ rows: [MacroRow]) {
    self.rows = rows
    let named = rows.flatMap { row in ([row.name] + row.aliases).map { ($0, row) } }
    functions = Dictionary(uniqueKeysWithValues: named.filter { !$0.1.isMethod })
    methods = Dictionary(uniqueKeysWithValues: named.filter { $0.1.isMethod })
  }

  func macro(named name: String, isMethod: Bool) -> MacroRow? {
    isMethod ? methods[name] : functions[name]
  }

  package var names: [String] { rows.flatMap { [$0.name] + $0.aliases } }

  package static let standard = MacroTable([
    MacroRow(
      .has, "has", signature: "has(path) -> bool",
      "Whether a name, a member or an element is there; nothing is an error.",
      example: ("has(deploy.url)", "false")),
    MacroRow(
      .comprehension(.all), "all", signature: "list|map.all(x, condition) -> bool",
      "Whether the condition holds for every element, or every key; 'all(i, x, …)' has both.",
      example: ("[1, 2, 3].all(x, x > 0)", "true")),
    MacroRow(
      .comprehension(.exists), "exists", signature: "list|map.exists(x, condition) -> bool",
      "Whether the condition holds for an element, or a key; 'exists(i, x, …)' has both.",
      example: ("{'a': 1, 'b': 5}.exists(k, v, v > 4)", "true")),
    MacroRow(
      .comprehension(.existsOne), "exists_one", aliases: ["existsOne"],
      signature: "list|map.exists_one(x, condition) -> bool",
      "Whether the condition holds for exactly one element, or key.",
      example: ("[1, 2, 3].exists_one(x, x > 2)", "true")),
    MacroRow(
      .comprehension(.filter), "filter", signature: "list|map.filter(x, condition) -> list",
      "The elements, or keys, for which the condition holds.",
      example: ("[1, 2, 3].filter(x, x != 2)", "[1, 3]")),
    MacroRow(
      .comprehension(.map), "map", signature: "list|map.map(x, condition?, value) -> list",
      "A value made of each element, or key; with a condition, of those for which it holds.",
      example: ("[1, 2, 3].map(x, x > 1, x * 10)", "[20, 30]")),
    MacroRow(
      .comprehension(.transformList), "transformList",
      signature: "list|map.transformList(i, x, condition?, value) -> list",
      "A value made of each position and element, or key and value.",
      example: ("['a', 'b'].transformList(i, x, x + string(i))", #"["a0", "b1"]"#)),
    MacroRow(
      .comprehension(.transformMap), "transformMap",
      signature: "list|map.transformMap(k, v, condition?, value) -> map",
      "A map with the same keys, or positions, and new values.",
      example: ("{'a': 1, 'b': 2}.transformMap(k, v, v * 10)", #"{"a": 10, "b": 20}"#)),
    MacroRow(
      .comprehension(.transformMapEntry), "transformMapEntry",
      signature: "list|map.transformMapEntry(k, v, condition?, entry) -> map",
      "A map of new entries, each given as a map.",
      example: ("{'a': 1}.transformMapEntry(k, v, {string(v): k})", #"{"1": "a"}"#)),
    MacroRow(
      .bind, "cel.bind", signature: "cel.bind(name, value, body) -> any",
      "Gives a value a name inside the body.",
      example: ("cel.bind(x, 2 + 3, x * x)", "25")),
    MacroRow(
      .optionalOr(unwraps: true), "orValue", signature: "optional.orValue(other) -> any",
      "The value of an optional; where there is none, the other.",
      example: ("{'a': 1}[?'b'].orValue(0)", "0")),
    MacroRow(
      .optionalOr(unwraps: false), "or", signature: "optional.or(optional) -> optional",
      "The optional itself where it has a value, else the other one.",
      example: ("optional.none().or(optional.of(1)).value()", "1")),
    MacroRow(
      .optionalMap(isFlat: false), "optMap", signature: "optional.optMap(x, value) -> optional",
      "A value made of that of an optional, if there is one.",
      example: ("optional.of(2).optMap(x, x * 2).value()", "4")),
    MacroRow(
      .optionalMap(isFlat: true), "optFlatMap",
      signature: "optional.optFlatMap(x, optional) -> optional",
      "The optional made of the value of one, if there is one.",
      example: ("optional.of({'a': 1}).optFlatMap(m, m.?a).value()", "1")),
  ])
}
