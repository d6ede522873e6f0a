import WorkflowCommandLine

await Tool.main()
