internal import ToolSupport

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Where the figures come from: they belong to it.
struct Machine: Sendable {
  var processor: String
  var cores: Int
  /// Programs waiting for a processor, over the last minute. Above the cores, figures mean little.
  var load: Double
  var date: String

  static var current: Machine {
    var loads = [0.0, 0, 0]
    getloadavg(&loads, 3)
    var now = time(nil)
    var calendar = tm()
    gmtime_r(&now, &calendar)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return Machine(
      processor: processorName, cores: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), load: loads[0],
      date: "\(calendar.tm_year + 1900)-\(two(calendar.tm_mon + 1))-\(two(calendar.tm_mday))")
  }

  private static var processorName: String {
    let text = String(decoding: Files.read("/proc/cpuinfo") ?? [], as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { String($0.drop { $0 == " " }) } ?? "unknown"
  }

  /// Bytes of this process that are in memory now; nil where that cannot be read.
  static var residentBytes: Int? {
    let text = String(decoding: Files.read("/proc/self/statm") ?? [], as: UTF8.self)
    let fields = text.split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
