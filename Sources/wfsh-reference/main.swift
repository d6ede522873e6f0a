#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

// wfsh-reference ROOT: writes every generated file of the package that stands at ROOT.

func complain(_ text: String) {
  let bytes = Array("wfsh-reference: \(text)\n".utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}

guard CommandLine.arguments.count == 2 else {
  complain("usage: wfsh-reference ROOT (the folder that holds Package.swift)")
  exit(2)
}
let root = CommandLine.arguments[1]
guard Folder.write(FunctionsPage.text, to: "\(root)/\(FunctionsPage.path)") else {
  complain("cannot write \(FunctionsPage.path)")
  exit(1)
}
// What is embedded is what stands in the folder now.
let files = EmbeddedTexts.files(root: root)
for file in files where !Folder.write(file.text, to: "\(root)/\(file.path)") {
  complain("cannot write \(file.path)")
  exit(1)
}
let wanted = Set(files.map(\.path))
for path in Folder.files(below: "\(root)/\(EmbeddedTexts.generated)") {
  let whole = "\(EmbeddedTexts.generated)/\(path)"
  if !wanted.contains(whole) { Folder.remove("\(root)/\(whole)") }
}
