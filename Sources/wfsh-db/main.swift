import DatabaseMigration

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

exit(MigrationProgram.run(Array(CommandLine.arguments.dropFirst())))
