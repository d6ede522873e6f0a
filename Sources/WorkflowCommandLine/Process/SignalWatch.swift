internal import Dispatch

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Turns SIGINT, SIGTERM and SIGHUP into calls, for as long as it lives.
package final class SignalWatch {
  private var sources: [any DispatchSourceSignal] = []

  /// - Parameter handler: called on a queue of its own, with the signal's number.
  package init(
    _ signals: [Int32] = [SIGINT, SIGTERM, SIGHUP], _ handler: @escaping @Sendable (Int32) -> Void
  ) {
    for number in signals {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { handler(number) }
      source.resume()
      sources.append(source)
    }
  }

  deinit { for source in sources { source.cancel() } }
}
