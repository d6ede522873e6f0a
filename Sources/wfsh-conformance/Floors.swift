import JSONText
import ToolSupport

/// The share of each suite that must pass, in percent, rounded down to tenths. May only rise.
struct Floors {
  struct Failure: Error { var message: String }

  private let floors: JSONObject

  init(path: String) throws(Failure) {
    guard let bytes = Files.read(path), let value = try? JSONReader.read(bytes),
      let object = value.objectValue
    else { throw Failure(message: "cannot read the floors in '\(path)'") }
    floors = object
  }

  /// A line for each suite that is below its floor or, of a whole run, missing.
  func check(_ reports: [SuiteReport], isWhole: Bool) -> [String] {
    var lines: [String] = []
    for (name, value) in floors.members {
      let floor = value.doubleValue ?? 100
      guard let report = reports.first(where: { $0.name == name }) else {
        if isWhole { lines.append("\(name) has a floor and was not run") }
        continue
      }
      let percent = report.counts.percent
      if percent < floor - 1e-6 {
        lines.append(
          "\(name) is at \(SuiteReport.tenths(percent)) %, its floor is \(SuiteReport.tenths(floor)) %"
        )
      } else if percent >= floor + 0.1 {
        complain(
          "wfsh-conformance: \(name) is at \(SuiteReport.tenths(percent)) %: raise its floor")
      }
    }
    return lines
  }
}
