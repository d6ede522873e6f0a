internal import WorkflowEngine
package import WorkflowShell
internal import WorkflowSource

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The program `wfsh`: reads the command line, wires everything together, hands over.
package enum Tool {
  /// Runs the program to its end and leaves the process with its status.
  package static func main() async -> Never {
    let ending = Ending()
    let world = World.current()
    let work = Task { await run(world, ending) }
    ending.watch(work)
    let signals = SignalWatch { number in
      if number == SIGINT, ending.interrupts.interrupt() { return }
      let status: ShellStatus = number == SIGINT ? .interrupted : .terminated
      if !ending.end(status) { _exit(status.rawValue) }
    }
    let status = await work.value
    withExtendedLifetime(signals) {}
    exit((ending.status ?? status).rawValue)
  }

  /// - Returns: what the process is to end with, signals and time limits aside.
  package static func run(_ world: World, _ ending: Ending) async -> ShellStatus {
    let streams = StandardStreams(flushesEachLine: world.outputIsTerminal)
    let status = await run(world, ending, streams)
    streams.flush()
    guard let failure = streams.failure else { return status }
    streams.writeDiagnostic("wfsh: error: the output cannot be written: \(failure)\n")
    return max(status, .failed)
  }

  private static func run(
    _ world: World, _ ending: Ending, _ streams: StandardStreams
  ) async -> ShellStatus {
    do throws(UsageError) {
      let invocation = try Invocation(
        world.arguments, inputIsTerminal: world.inputIsTerminal, isScript: ScriptFile.isScript)
      let wiring = Wiring(world: world, streams: streams, ending: ending)
      return try await wiring.run(invocation)
    } catch {
      streams.writeDiagnostic(error.text)
      return .usage
    }
  }
}
