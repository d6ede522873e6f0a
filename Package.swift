// swift-tools-version: 6.1
import PackageDescription

// The manifest is the module table of the manual (Architecture.md): one line a target, a MARK a
// tier. A target may import only what its line names; `Scripts/check` builds with
// `--explicit-target-dependency-import-check error`, so an arrow that is not here cannot be used.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// Swift's own floating-point functions come from here; nothing else links it without Foundation.
let libm = LinkerSetting.linkedLibrary("m", .when(platforms: [.linux]))

/// Packages from outside, named once.
enum Outside {
  static let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
  static let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
  static let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
}

/// A library target: what it may import of this package, and what from outside.
func layer(
  _ name: String, _ imports: [String] = [], outside: [Target.Dependency] = [],
  path: String? = nil
) -> Target {
  .target(
    name: name, dependencies: imports.map { .byName(name: $0) } + outside, path: path,
    exclude: excluded[name] ?? [], swiftSettings: strict, linkerSettings: [libm])
}

/// A program.
func program(
  _ name: String, _ imports: [String], outside: [Target.Dependency] = [], path: String? = nil
) -> Target {
  .executableTarget(
    name: name, dependencies: imports.map { .byName(name: $0) } + outside, path: path,
    swiftSettings: strict)
}

/// The tests of a target, in `Tests/<name>Tests`, with the files they read left out of the build.
func tests(_ name: String, _ imports: [String], outside: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: imports.map { .byName(name: $0) } + outside,
    swiftSettings: strict)
}

/// A C library of the system, found by pkg-config.
func system(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

/// Files beside the sources that are read by people and generators, not by the compiler.
let excluded: [String: [String]] = ["WorkflowLibrary": ["Manual", "Workflows"]]

let package = Package(
  name: "wfsh",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "wfsh", targets: ["wfsh"]),
    .executable(name: "wfsh-db", targets: ["wfsh-db"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
  ],
  targets: [
    // MARK: System libraries
    system("CSystemLibedit", pkgConfig: "libedit", apt: "libedit-dev", brew: "libedit"),
    system("CSystemLibYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
    system("CSystemSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    system("CSystemZlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),

    // MARK: Tier 0
    layer("WorkflowSource"),
    layer("JSONText"),
    layer("Digests"),
    .target(name: "CLibedit", dependencies: ["CSystemLibedit"]),
    layer("LineEditing", ["CLibedit"]),

    // MARK: Tier 1
    layer("HandlerContract", ["JSONText"]),
    layer("YAMLText", ["WorkflowSource", "CSystemLibYAML"]),
    layer("WorkflowLanguage", ["WorkflowSource", "JSONText"]),

    // MARK: Tier 2
    layer("WorkflowModel", ["WorkflowSource", "JSONText", "WorkflowLanguage"]),
    layer(
      "DatabaseMigration",
      ["HandlerContract", "JSONText", "Digests", "CSystemSQLite", "CSystemZlib"]),

    // MARK: Tier 3
    layer(
      "WorkflowParsing",
      ["WorkflowSource", "JSONText", "WorkflowLanguage", "WorkflowModel", "YAMLText"]),
    layer(
      "WorkflowEngine", ["WorkflowSource", "JSONText", "WorkflowLanguage", "WorkflowModel"],
    ),

    // MARK: Tier 4
    layer(
      "WorkflowActions",
      [
        "WorkflowSource", "JSONText", "YAMLText", "WorkflowLanguage", "WorkflowModel",
        "WorkflowEngine", "HandlerContract", "Digests",
      ], outside: [Outside.subprocess, Outside.system]),
    layer(
      "WorkflowDebugging",
      ["WorkflowSource", "JSONText", "WorkflowLanguage", "WorkflowModel", "WorkflowEngine"]),

    // MARK: Tier 5
    layer(
      "WorkflowShell",
      [
        "WorkflowSource", "JSONText", "WorkflowLanguage", "WorkflowModel", "WorkflowEngine",
        "WorkflowDebugging", "LineEditing",
      ]),
    layer("WorkflowLibrary"),

    // MARK: Tier 6
    layer(
      "WorkflowCommandLine",
      [
        "WorkflowSource", "JSONText", "YAMLText", "WorkflowLanguage", "WorkflowModel",
        "WorkflowParsing", "WorkflowEngine", "WorkflowActions", "WorkflowDebugging",
        "WorkflowShell", "WorkflowLibrary", "LineEditing", "HandlerContract",
      ], outside: [Outside.argumentParser]),

    // MARK: Tier 7: programs
    program("wfsh", ["WorkflowCommandLine"]),
    program("wfsh-db", ["DatabaseMigration"]),
    program(
      "wfsh-conformance",
      ["WorkflowSource", "JSONText", "WorkflowLanguage", "WorkflowParsing", "ToolSupport"]),
    program("wfsh-reference", ["WorkflowLanguage"]),

    layer("ToolSupport"),
    program(
      "wfsh-fuzz",
      [
        "WorkflowSource", "JSONText", "YAMLText", "WorkflowLanguage", "WorkflowModel",
        "WorkflowParsing", "WorkflowActions", "WorkflowShell", "HandlerContract", "ToolSupport",
      ]),
    program(
      "wfsh-bench",
      [
        "WorkflowSource", "JSONText", "WorkflowLanguage", "WorkflowModel", "WorkflowParsing",
        "WorkflowEngine", "WorkflowActions", "WorkflowDebugging", "ToolSupport",
      ]),

    // MARK: Tests
    .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
    layer(
      "WorkflowTestSupport",
      [
        "WorkflowSource", "JSONText", "YAMLText", "WorkflowLanguage", "WorkflowModel",
        "WorkflowParsing", "WorkflowEngine", "WorkflowActions", "WorkflowDebugging",
        "WorkflowShell", "WorkflowLibrary", "LineEditing", "HandlerContract", "CPseudoTerminal",
      ], path: "Tests/WorkflowTestSupport"),
    tests("WorkflowSource", ["WorkflowSource"]),
    tests("JSONText", ["JSONText"]),
    tests("Digests", ["Digests"]),
    program("LineEditingProbe", ["LineEditing"], path: "Tests/LineEditingProbe"),
    tests("LineEditing", ["LineEditing", "WorkflowTestSupport", "LineEditingProbe"]),
    tests("HandlerContract", ["HandlerContract", "JSONText"]),
    tests("YAMLText", ["YAMLText", "WorkflowSource"]),
    tests("WorkflowLanguage", ["WorkflowLanguage", "WorkflowSource", "JSONText"]),
    tests(
      "WorkflowModel", ["WorkflowModel", "WorkflowSource", "WorkflowLanguage", "JSONText"]),
    tests(
      "DatabaseMigration",
      ["DatabaseMigration", "HandlerContract", "JSONText", "Digests", "wfsh-db"]),
    tests(
      "WorkflowParsing",
      [
        "WorkflowParsing", "WorkflowModel", "WorkflowLanguage", "WorkflowSource", "JSONText",
        "YAMLText", "WorkflowLibrary", "WorkflowTestSupport",
      ]),
    tests(
      "WorkflowLibrary",
      [
        "WorkflowLibrary", "WorkflowParsing", "WorkflowModel", "WorkflowShell", "WorkflowSource",
        "WorkflowTestSupport", "wfsh-reference",
      ]),
    tests(
      "WorkflowEngine",
      [
        "WorkflowEngine", "WorkflowParsing", "WorkflowModel", "WorkflowLanguage",
        "WorkflowSource", "JSONText", "WorkflowTestSupport",
      ]),
    tests(
      "WorkflowActions",
      [
        "WorkflowActions", "WorkflowEngine", "WorkflowModel", "WorkflowLanguage",
        "WorkflowParsing", "WorkflowSource", "JSONText", "YAMLText", "HandlerContract",
        "WorkflowTestSupport",
      ]),
    tests(
      "WorkflowDebugging",
      [
        "WorkflowDebugging", "WorkflowEngine", "WorkflowParsing", "WorkflowModel",
        "WorkflowLanguage", "WorkflowSource", "JSONText", "WorkflowTestSupport",
      ]),
    tests(
      "WorkflowShell",
      [
        "WorkflowShell", "WorkflowDebugging", "WorkflowEngine", "WorkflowModel",
        "WorkflowLanguage", "WorkflowSource", "JSONText", "LineEditing", "WorkflowTestSupport",
      ]),
    tests(
      "WorkflowCommandLine",
      [
        "WorkflowCommandLine", "WorkflowShell", "WorkflowLibrary", "WorkflowSource", "JSONText",
        "WorkflowTestSupport", "wfsh", "wfsh-db",
      ]),
    tests("wfsh-fuzz", ["ToolSupport", "wfsh-fuzz"]),
    tests("wfsh-bench", ["ToolSupport", "JSONText", "wfsh-bench", "wfsh"]),
    tests("Layout", []),
  ],
  swiftLanguageModes: [.v6]
)
