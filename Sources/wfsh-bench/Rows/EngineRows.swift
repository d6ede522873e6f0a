internal import ToolSupport
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowParsing
internal import WorkflowSource

extension BenchRow {
  static let engine = BenchRow(
    name: "engine", title: "the seed simulated, events recorded", wanted: .atLeast(500_000)
  ) { bench in
    let session = Sessions.simulated(bench.seed)
    var transitions = 0
    let start = Stopwatch.processorSeconds
    while Stopwatch.processorSeconds - start < (bench.options.isQuick ? 0.01 : 2) {
      session.restart()
      _ = await session.proceed()
      transitions += session.snapshot.transitionCount
    }
    let figure = Double(transitions) / (Stopwatch.processorSeconds - start)
    return Measured(
      figure: figure, unit: .perSecond,
      peers: bench.pythonPeers("engine", ["transitions", "sismic"]).map { peer in
        .init(name: peer.name, figure: peer.nanoseconds.map { 1e9 / $0 })
      }, note: "the peers only go round a ring of 18 states: no actions, nothing recorded")
  }

  static let engineMemory = BenchRow(
    name: "engine-memory", title: "memory that a transition keeps", wanted: .atMost(1_024)
  ) { bench in
    let session = Sessions.simulated(
      GeneratedWorkflow.pingPong, transitions: bench.size(100_000, quick: 1_000))
    let before = Machine.residentBytes
    _ = await session.proceed()
    guard let before, let after = Machine.residentBytes else {
      return Measured(figure: nil, unit: .bytes, note: "only Linux tells how much is resident")
    }
    let kept = Double(after - before) / Double(session.snapshot.transitionCount)
    return Measured(
      figure: kept, unit: .bytes,
      note: "\(session.events.count) events of \(session.snapshot.transitionCount) transitions")
  }

  static let engineGrowth = BenchRow(
    name: "engine-growth", title: "a ring of 1 000 states simulated", wanted: .nothing
  ) { bench in
    var growth: [(size: String, figure: Double)] = []
    for states in [10, 100, 1_000] {
      let count = bench.size(20_000, quick: 200)
      let session = Sessions.simulated(
        GeneratedWorkflow.ring(states: states), transitions: count)
      let start = Stopwatch.processorSeconds
      _ = await session.proceed()
      let seconds = Stopwatch.processorSeconds - start
      growth.append(("\(states)", Double(session.snapshot.transitionCount) / seconds))
    }
    return Measured(figure: growth.last?.figure, unit: .perSecond, growth: growth)
  }

  static let back = BenchRow(
    name: "back", title: "`back` at 1 000 000 events", wanted: .atMost(1)
  ) { bench in
    var growth: [(size: String, figure: Double)] = []
    for events in [1_000, 100_000, 1_000_000].prefix(bench.size(3, quick: 1)) {
      let session = Sessions.simulated(GeneratedWorkflow.pingPong, transitions: .max)
      while session.events.count < events {
        session.adjust { options in
          options.limits.transitions = session.snapshot.transitionCount + events / 4
        }
        let before = session.events.count
        _ = await session.proceed()
        // A limit ends the run: go on from before it.
        if session.snapshot.result != nil { _ = try? session.back(1) }
        guard session.events.count > before else { break }
      }
      var worst = 0
      for move in [
        { try session.back(1) }, { try session.goTo(event: events / 2) },
        { try session.back(to: StateID(0)) }, { try session.goTo(event: 1) },
        { try session.forward(1) },
      ] as [() throws -> Stop] {
        let watch = Stopwatch()
        guard (try? move()) != nil else { fatalError("a move through time failed") }
        worst = max(worst, watch.nanoseconds)
      }
      growth.append(("\(events)", Double(worst) / 1e6))
    }
    return Measured(
      figure: growth.last?.figure, unit: .milliseconds, growth: growth,
      note: "the slowest of back, forward, back to a state and two jumps to an event")
  }
}
