#pragma once
#include <sys/types.h>

/// Starts a program as the leader of a session on a new terminal of this size.
///
/// Returns its process number and puts our end of the terminal into `*controller`, or returns -1
/// with errno set. When the program cannot be started the child exits with 127.
pid_t cpt_spawn(
    const char *path, char *const arguments[], char *const environment[], const char *directory,
    int rows, int columns, int *controller);

/// Gives the terminal another size; the program gets SIGWINCH. 0, or -1 with errno set.
int cpt_resize(int controller, int rows, int columns);
