#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What libFuzzer calls in a build with `--sanitize fuzzer`, which has its own `main`; the target
/// is named by `WFSH_FUZZ_TARGET`. `Scripts/fuzz --coverage` builds and starts it.
@_cdecl("LLVMFuzzerTestOneInput")
package func runLibFuzzerInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  libFuzzerTarget.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

private let libFuzzerTarget: FuzzTarget = {
  let name = getenv("WFSH_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = (fuzzTargets + failingTargets).first(where: { $0.name == name }) else {
    fatalError("WFSH_FUZZ_TARGET names no target: '\(name)'")
  }
  return target
}()
