internal import ToolSupport

extension BenchRow {
  static let script = BenchRow(
    name: "script", title: "a script of 100 000 `assert` lines", wanted: .timesPeer(2)
  ) { bench in
    var growth: [(size: String, figure: Double)] = []
    var peer: Double?
    for count in [1_000, 10_000, 100_000].prefix(bench.size(3, quick: 1)) {
      let ours = "\(bench.scratch)/asserts.wfsh"
      let theirs = "\(bench.scratch)/selects.sql"
      write(count, to: ours) { "assert \($0) + 1 == \($0 + 1)" }
      write(count, to: theirs) { "SELECT \($0) + 1 = \($0 + 1);" }
      let times = bench.milliseconds(
        [
          [bench.options.wfsh, "-f", ours],
          [ChildProcess.find("sqlite3") ?? "sqlite3", ":memory:"],
        ], inputs: ["/dev/null", theirs], times: count > 10_000 ? 5 : 20)
      if let time = times[0] { growth.append(("\(count)", time)) }
      peer = times[1]
    }
    return Measured(
      figure: growth.last?.figure, unit: .milliseconds,
      peers: [.init(name: "sqlite3", figure: peer)], growth: growth)
  }

  private static func write(_ count: Int, to path: String, _ line: (Int) -> String) {
    var text = ""
    for number in 0..<count { text += line(number) + "\n" }
    Files.write(Array(text.utf8), to: path)
  }
}
