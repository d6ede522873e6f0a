internal import ToolSupport

extension BenchRow {
  static let size = BenchRow(
    name: "size", title: "size of `wfsh`, stripped", wanted: .atMost(20)
  ) { bench in
    Measured(
      figure: Files.size(of: bench.options.wfsh).map { Double($0) / 1e6 }, unit: .megabytes)
  }
}
