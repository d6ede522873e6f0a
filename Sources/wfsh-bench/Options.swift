/// `wfsh-bench [ROW…] [--json] [--quick] …`
struct Options {
  static let usage = """
    usage: Scripts/bench [ROW…] [--json] [--quick] [--install-peers]
      ROW              what to measure (default: every row; --list names them)
      --json           one JSON document instead of the table
      --quick          tiny sizes and few turns: shows that it works, measures nothing
      --install-peers  fetches the Python peers into .build/bench-peers first
    """

  /// What was wrong with the arguments.
  struct Mistake: Error { var message: String }

  var rows = benchRows
  var isJSON = false
  var isQuick = false
  var lists = false
  /// The package's folder.
  var root = "."
  /// The program that is measured.
  var wfsh = ".build-static/bin/wfsh"
  /// The Python that has the peers; nil when they are not installed.
  var python: String?

  init(_ arguments: [String]) throws(Mistake) {
    var names: [String] = []
    var rest = arguments[...]
    func value(_ name: String) throws(Mistake) -> String {
      guard let value = rest.popFirst() else { throw Mistake(message: "\(name) needs a value") }
      return value
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--json": isJSON = true
      case "--quick": isQuick = true
      case "--list": lists = true
      case "--root": root = try value(argument)
      case "--wfsh": wfsh = try value(argument)
      case "--python": python = try value(argument)
      case _ where argument.hasPrefix("-"):
        throw Mistake(message: "unknown option '\(argument)'")
      default: names.append(argument)
      }
    }
    guard !names.isEmpty else { return }
    rows = []
    for name in names {
      let found = benchRows.filter { $0.name.hasPrefix(name) }
      guard !found.isEmpty else {
        let all = benchRows.map(\.name).joined(separator: ", ")
        throw Mistake(message: "no row '\(name)'; there are \(all)")
      }
      rows += found
    }
  }
}
