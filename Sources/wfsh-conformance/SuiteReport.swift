import JSONText

/// The counts of one line of the report.
struct SuiteReport {
  var name: String
  var results: [CaseResult] = []

  init(name: String) { self.name = name }

  struct Counts {
    var passed = 0
    var failed = 0
    var skipped = 0

    var total: Int { passed + failed + skipped }
    var percent: Double { total == 0 ? 0 : Double(passed) / Double(total) * 100 }

    mutating func add(_ result: CaseResult) {
      switch result.outcome {
      case .passed: passed += 1
      case .failed: failed += 1
      case .skipped: skipped += 1
      }
    }
  }

  var counts: Counts {
    var counts = Counts()
    for result in results { counts.add(result) }
    return counts
  }

  /// By section, in the order they first come.
  var sections: [(name: String, counts: Counts)] {
    var sections: [(name: String, counts: Counts)] = []
    for result in results {
      let index = sections.firstIndex { $0.name == result.section }
      if index == nil { sections.append((result.section, Counts())) }
      sections[index ?? sections.count - 1].counts.add(result)
    }
    return sections
  }

  /// `mermaid-state: 176 passed, 0 failed, 0 skipped of 176 (100.0 %)`
  var summary: String {
    let counts = counts
    return "\(name): \(counts.passed) passed, \(counts.failed) failed, \(counts.skipped) skipped"
      + " of \(counts.total) (\(Self.tenths(counts.percent)) %)"
  }

  /// Rounded down, so that 100.0 means all.
  static func tenths(_ percent: Double) -> String {
    let tenths = Int(percent * 10 + 1e-6)
    return "\(tenths / 10).\(tenths % 10)"
  }

  var json: JSONValue {
    let counts = counts
    return [
      "name": .string(name), "passed": .int(Int64(counts.passed)),
      "failed": .int(Int64(counts.failed)), "skipped": .int(Int64(counts.skipped)),
      "total": .int(Int64(counts.total)), "percent": .double(counts.percent),
      "sections": .array(
        sections.map {
          [
            "name": .string($0.name), "passed": .int(Int64($0.counts.passed)),
            "total": .int(Int64($0.counts.total)),
          ]
        }),
      "failures": .array(
        results.compactMap {
          guard case .failed(let reason) = $0.outcome else { return nil }
          return ["name": .string($0.name), "reason": .string(reason)]
        }),
    ]
  }
}
