internal import ToolSupport

extension BenchRow {
  static let start = BenchRow(
    name: "start", title: "start-up, `wfsh -c quit`", wanted: .timesPeer(2.5)
  ) { bench in
    let sqlite = ChildProcess.find("sqlite3")
    let commands = [
      [bench.options.wfsh, "-c", "quit"], [sqlite ?? "sqlite3", ":memory:", ".quit"], ["/bin/true"],
    ]
    let times = bench.milliseconds(commands, times: 200)
    return Measured(
      figure: times[0], unit: .milliseconds,
      peers: [
        .init(name: "sqlite3", figure: times[1]), .init(name: "/bin/true", figure: times[2]),
      ],
      note: times[0] == nil ? "no program \(bench.options.wfsh)" : "")
  }
}
