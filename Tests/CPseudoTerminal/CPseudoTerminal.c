#include "CPseudoTerminal.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#ifdef __APPLE__
#include <util.h>
#else
#include <pty.h>
#endif

pid_t cpt_spawn(
    const char *path, char *const arguments[], char *const environment[], const char *directory,
    int rows, int columns, int *controller) {
  struct winsize size;
  memset(&size, 0, sizeof size);
  size.ws_row = (unsigned short)rows;
  size.ws_col = (unsigned short)columns;
  pid_t child = forkpty(controller, NULL, NULL, &size);
  if (child != 0) {
    // Other children of ours must not keep this terminal open.
    if (child > 0) fcntl(*controller, F_SETFD, FD_CLOEXEC);
    return child;
  }
  // The test process ignores or blocks signals that the program shall see.
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (directory && chdir(directory) != 0) _exit(127);
  execve(path, arguments, environment);
  _exit(127);
}

int cpt_resize(int controller, int rows, int columns) {
  struct winsize size;
  memset(&size, 0, sizeof size);
  size.ws_row = (unsigned short)rows;
  size.ws_col = (unsigned short)columns;
  return ioctl(controller, TIOCSWINSZ, &size);
}
