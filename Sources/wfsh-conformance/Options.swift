/// `wfsh-conformance [DIR] [--suite NAME] [--failures] [--json] [--check-floors] [--floors FILE]`
struct Options {
  static let usage = """
    usage: Scripts/conformance [DIR] [--suite NAME] [--failures] [--json] [--check-floors]
      DIR             a folder with files named mermaid-*.json, liquid*.json, cel*.json
                      (default: ../shared/conformance)
      --suite NAME    only reports whose name begins so
      --failures      print each failed case
      --json          print one JSON document
      --check-floors  exit 1 if a suite is below its floor
    """

  var folder = "../shared/conformance"
  var suite: String?
  var showsFailures = false
  var isJSON = false
  var checksFloors = false
  var floors = "Tests/Fixtures/conformance-floors.json"

  /// What was wrong with the arguments.
  struct Mistake: Error { var message: String }

  init(_ arguments: [String]) throws(Mistake) {
    var rest = arguments[...]
    func value(_ name: String) throws(Mistake) -> String {
      guard let value = rest.popFirst() else { throw Mistake(message: "\(name) needs a value") }
      return value
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--suite": suite = try value(argument)
      case "--failures": showsFailures = true
      case "--json": isJSON = true
      case "--check-floors": checksFloors = true
      case "--floors": floors = try value(argument)
      case _ where argument.hasPrefix("-"):
        throw Mistake(message: "unknown option '\(argument)'")
      default: folder = argument
      }
    }
  }
}
