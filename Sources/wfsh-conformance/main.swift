import JSONText
import ToolSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Runs the public suites of a folder and prints how many cases pass. Exits 0 whatever passes, 1
// when a floor is not reached, 2 when there is nothing to run.

func stop(_ message: String) -> Never {
  complain("wfsh-conformance: \(message)")
  exit(2)
}

let options: Options
do { options = try Options(Array(CommandLine.arguments.dropFirst())) } catch {
  stop("\(error.message)\n\(Options.usage)")
}

guard Files.isFolder(options.folder) else { stop("there is no folder '\(options.folder)'") }
let names = Files.names(in: options.folder)

var reports: [SuiteReport] = []
for suite in suites {
  for name in names where name.hasSuffix(".json") {
    let stem = String(name.prefix { $0 != "." })
    guard suite.accepts(stem) else { continue }
    let path = "\(options.folder)/\(name)"
    guard let bytes = Files.read(path) else { stop("cannot read '\(path)'") }
    let document: JSONValue
    do { document = try JSONReader.read(bytes) } catch {
      stop("\(path): \(error.message) at byte \(error.offset)")
    }
    for testCase in document["cases"]?.arrayValue ?? [] {
      let reportName = suite.reportName(of: testCase, stem: stem)
      if let wanted = options.suite, !reportName.hasPrefix(wanted) { continue }
      let index = reports.firstIndex { $0.name == reportName }
      if index == nil { reports.append(SuiteReport(name: reportName)) }
      reports[index ?? reports.count - 1].results.append(suite.examine(testCase))
    }
  }
}
guard !reports.isEmpty else { stop("no suite in '\(options.folder)'") }

if options.isJSON {
  print(JSONWriter().write(["suites": .array(reports.map(\.json))]))
} else {
  if options.showsFailures {
    for report in reports {
      for result in report.results {
        guard case .failed(let reason) = result.outcome else { continue }
        let lines = reason.split(separator: "\n", omittingEmptySubsequences: false)
        print("  \(report.name): \(result.name)\n    " + lines.joined(separator: "\n    "))
      }
    }
  }
  for report in reports {
    for section in report.sections {
      print(
        "  \(report.name), \(section.name): \(section.counts.passed) of \(section.counts.total)")
    }
  }
  for report in reports { print(report.summary) }
}

if options.checksFloors {
  do {
    let low = try Floors(path: options.floors).check(reports, isWhole: options.suite == nil)
    for line in low { complain("wfsh-conformance: \(line)") }
    if !low.isEmpty { exit(1) }
  } catch {
    stop(error.message)
  }
}
