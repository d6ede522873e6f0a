internal import ToolSupport

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Runs inputs in this process, which may not survive them: the one who started it knows from the
/// note file which input was the last.
struct Worker {
  let target: FuzzTarget
  let options: Options
  /// Takes the number of the current input, eight bytes; at the end it is that of the last one.
  let noteFile: String?

  func runNumbers(_ numbers: Range<Int>) -> Never {
    let note = NoteFile(noteFile ?? "")
    work { watch in
      let inputs = Inputs(of: target, root: options.root, seed: options.seed)
      let time = Stopwatch()
      for number in numbers {
        note.write(number)
        let input = inputs.input(number)
        watch.begin()
        target.run(input)
        watch.end()
        if time.seconds > options.seconds { break }
      }
    }
  }

  func replay(_ files: [String]) -> Never {
    work { watch in
      for file in files {
        guard let input = Files.read(file) else {
          complain("wfsh-fuzz: cannot read '\(file)'")
          exit(2)
        }
        watch.begin()
        target.run(input)
        watch.end()
      }
    }
  }

  /// Does the work on a thread whose stack is bounded, while this one watches time and memory.
  private func work(_ body: @escaping (Watch) -> Void) -> Never {
    let watch = Watch(seconds: options.inputSeconds, memory: options.memory)
    BoundedThread.start(stack: options.stack) {
      body(watch)
      exit(0)
    }
    watch.keep()
  }
}
