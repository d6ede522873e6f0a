/// What `wfsh --help` prints.
enum Usage {
  static let text = """
    wfsh: run, explore and debug workflows written as Markdown with state diagrams

    USAGE
      wfsh [WORKFLOW…]                  the prompt, or commands from standard input
      wfsh SCRIPT.wfsh [ARG…]           run a script; also -f FILE, - for standard input
      wfsh -c 'COMMANDS'                run commands, separated by ;
      wfsh run WORKFLOW [--set K=V…]    run a workflow for real
      wfsh check WORKFLOW               look for mistakes
      wfsh list WORKFLOW                states and edges, and what each edge means
      wfsh workflows                    the workflows on the search path
      wfsh trust FOLDER                 let a folder's handlers be used
      wfsh VERB --help                  all options of a verb
      wfsh help [COMMAND|PAGE]          the shell's commands, and the manual

    OPTIONS
      -k, --keep-going                  go on after a failed command
      -n, --check                       read the script, run nothing
      -x, --echo                        show each command before it runs
      -i                                stay at the prompt afterwards
      --set K=V                         write a variable first
      --live                            prompts go to their real handlers
      --rc FILE, --no-rc                read FILE first; do not read ~/.config/wfsh/start.wfsh
      --trust                           use the project's own handlers without asking
      --mode MODE                       auto, json or list
      --seed N                          begin the random numbers with N
      --timeout 60s                     give up after that time, with status 124
      --color auto|always|never
      --version

    At the prompt, 'help' lists the commands.

    """
}
