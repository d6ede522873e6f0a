internal import WorkflowLanguage

extension BenchRow {
  static let guardExpression = BenchRow(
    name: "guard", title: "`retry_count < 3 && retryable == 'true'`, compiled",
    wanted: .atLeast(2_000_000)
  ) { bench in
    let scope = BenchScope(bench)
    let text = "retry_count < 3 && retryable == 'true'"
    guard let expression = try? CompiledExpression.parse(text) else { fatalError(text) }
    let options = EvaluationOptions()
    let time = bench.nanoseconds {
      guard (try? expression.evaluateBool(in: scope, options: options)) == true else {
        fatalError(text)
      }
    }
    return Measured(
      figure: 1e9 / time, unit: .perSecond,
      peers: bench.pythonPeers("guard", ["cel-expr-python"]).map { peer in
        .init(name: peer.name, figure: peer.nanoseconds.map { 1e9 / $0 })
      })
  }
}
