internal import JSONText
internal import ToolSupport

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Measures what the design wants measured, beside peers in the same run, and prints a table.
@main struct BenchProgram {
  static func main() async {
    let options: Options
    do throws(Options.Mistake) {
      options = try Options(Array(CommandLine.arguments.dropFirst()))
    } catch {
      complain("wfsh-bench: \(error.message)\n\(Options.usage)")
      exit(2)
    }
    if options.lists {
      for row in benchRows { print("\(row.name): \(row.title)") }
      return
    }
    let bench = Bench(options: options)
    defer { bench.close() }
    var results: [RowResult] = []
    for row in options.rows {
      complain("bench: \(row.name)")
      results.append(RowResult(row: row, measured: await row.measure(bench)))
    }
    let report = Report(results: results, machine: Machine.current)
    print(options.isJSON ? JSONWriter(indentation: 2).write(report.json) : report.table)
  }
}
