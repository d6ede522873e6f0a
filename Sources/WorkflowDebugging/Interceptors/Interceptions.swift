internal import WorkflowEngine

/// The stubs and faults of a session, numbered together.
struct Interceptions {
  private(set) var stubs: [Stub] = []
  private(set) var faults: [Fault] = []
  private var nextNumber = 1

  /// In the order in which they are asked. Faults go first: what is broken on purpose stays broken;
  /// of two stubs for one place the later one holds.
  var inOrder: [any Interceptor] { faults + stubs.reversed() }

  mutating func add(_ make: (_ number: Int) -> Stub) -> Stub {
    let stub = make(takeNumber())
    stubs.append(stub)
    return stub
  }

  mutating func add(_ make: (_ number: Int) -> Fault) -> Fault {
    let fault = make(takeNumber())
    faults.append(fault)
    return fault
  }

  /// False when there is no such stub.
  mutating func removeStub(_ id: Int) -> Bool {
    defer { stubs.removeAll { $0.id == id } }
    return stubs.contains { $0.id == id }
  }

  /// False when there is no such fault.
  mutating func removeFault(_ id: Int) -> Bool {
    defer { faults.removeAll { $0.id == id } }
    return faults.contains { $0.id == id }
  }

  private mutating func takeNumber() -> Int {
    defer { nextNumber += 1 }
    return nextNumber
  }
}
