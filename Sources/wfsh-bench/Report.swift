internal import JSONText

/// All results, for people and for programs.
struct Report {
  var results: [RowResult]
  var machine: Machine

  // MARK: For people

  var table: String {
    var lines = [
      "\(machine.date), \(machine.processor), \(machine.cores) cores,"
        + " load \(Unit.short(machine.load))", "",
    ]
    let header = ["work", "figure", "peers", "ratio", "wanted", "met", "growth"]
    lines.append("| " + header.joined(separator: " | ") + " |")
    lines.append("|" + header.map { _ in "---|" }.joined())
    lines += results.map { "| " + cells($0).joined(separator: " | ") + " |" }
    for result in results where !result.measured.note.isEmpty {
      lines.append("\n\(result.row.name): \(result.measured.note)")
    }
    return lines.joined(separator: "\n")
  }

  private func cells(_ result: RowResult) -> [String] {
    let (row, measured) = (result.row, result.measured)
    let met = row.wanted.isMet(by: measured)
    return [
      row.title, measured.figure.map(measured.unit.text) ?? "not measured",
      measured.peers.map { "\($0.name) \($0.figure.map(measured.unit.text) ?? "not measured")" }
        .joined(separator: ", "),
      measured.peers.compactMap { ratio(measured, $0).map { Unit.short($0) } }
        .joined(separator: ", "),
      row.wanted.text(measured.unit), met.map { $0 ? "yes" : "no" } ?? "",
      measured.growth.map { "\($0.size): \(measured.unit.text($0.figure))" }
        .joined(separator: ", "),
    ]
  }

  private func ratio(_ measured: Measured, _ peer: Measured.Peer) -> Double? {
    guard let figure = measured.figure, let other = peer.figure, other > 0 else { return nil }
    return figure / other
  }

  // MARK: For programs

  var json: JSONValue {
    [
      "date": .string(machine.date), "processor": .string(machine.processor),
      "cores": .int(Int64(machine.cores)), "load": .double(machine.load),
      "rows": .array(results.map(json)),
    ]
  }

  private func json(_ result: RowResult) -> JSONValue {
    let measured = result.measured
    func number(_ figure: Double?) -> JSONValue { figure.map { .double($0) } ?? .null }
    let peers = measured.peers.map { peer -> JSONValue in
      [
        "name": .string(peer.name), "figure": number(peer.figure),
        "ratio": number(ratio(measured, peer)),
      ]
    }
    let growth = measured.growth.map { step -> JSONValue in
      ["size": .string(step.size), "figure": .double(step.figure)]
    }
    return [
      "name": .string(result.row.name), "work": .string(result.row.title),
      "figure": number(measured.figure), "unit": .string(measured.unit.rawValue),
      "wanted": .string(result.row.wanted.text(measured.unit)),
      "met": result.row.wanted.isMet(by: measured).map { .bool($0) } ?? .null,
      "peers": .array(peers), "growth": .array(growth), "note": .string(measured.note),
    ]
  }
}
