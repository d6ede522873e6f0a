#include "CLibedit.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// One terminal is edited at a time, so what the handlers need is kept here. A pipe rather than
// EINTR tells the reader: in a program with several threads the signal may arrive in another one.

static const int watched[] = {SIGWINCH, SIGCONT, SIGTSTP, SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { watched_count = sizeof watched / sizeof watched[0] };

static struct sigaction former[watched_count];
static int installed[watched_count];
static int bell[2] = {-1, -1};
static volatile sig_atomic_t came_resized, came_continued, came_interrupted, came_ended;
static volatile sig_atomic_t editing;
static struct termios found;
static int terminal_input, terminal_output, paste_mode;

void cle_restore_terminal(void) {
  if (!editing) return;
  static const char paste_off[] = "\033[?2004l";
  if (paste_mode && write(terminal_output, paste_off, sizeof paste_off - 1) < 0) {
    // The terminal is gone; its mode no longer matters to anyone.
  }
  tcsetattr(terminal_input, TCSANOW, &found);
}

/// Stops as the signal would without a handler; SIGSTOP instead would also stop a program that no
/// shell can continue.
static void stop(void) {
  cle_restore_terminal();
  struct sigaction ours, usual;
  memset(&usual, 0, sizeof usual);
  usual.sa_handler = SIG_DFL;
  sigemptyset(&usual.sa_mask);
  sigaction(SIGTSTP, &usual, &ours);
  sigset_t only, blocked;
  sigemptyset(&only);
  sigaddset(&only, SIGTSTP);
  raise(SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &only, &blocked);
  // Here it is stopped, and here it goes on.
  pthread_sigmask(SIG_SETMASK, &blocked, NULL);
  sigaction(SIGTSTP, &ours, NULL);
  came_continued = 1;
}

static void on_signal(int number) {
  int saved = errno;
  switch (number) {
    case SIGWINCH: came_resized = 1; break;
    case SIGCONT: came_continued = 1; break;
    case SIGINT: came_interrupted = 1; break;
    case SIGTSTP:
      stop();
      break;
    default:
      // Whoever handled it before, the program or the system, has the last word.
      came_ended = 1;
      cle_restore_terminal();
      if (editing && write(terminal_output, "\r\n", 2) < 0) {
        // Nobody is left to see it.
      }
      for (int i = 0; i < watched_count; i++)
        if (watched[i] == number && installed[i]) {
          sigaction(number, &former[i], NULL);
          installed[i] = 0;
          raise(number);
        }
  }
  if (write(bell[1], "", 1) < 0) {
    // Full: the reader is being woken already.
  }
  errno = saved;
}

int cle_signals_begin(int input, int output, int pasting) {
  if (bell[0] < 0) {
    if (pipe(bell) != 0) return -1;
    for (int i = 0; i < 2; i++) {
      fcntl(bell[i], F_SETFD, FD_CLOEXEC);
      fcntl(bell[i], F_SETFL, O_NONBLOCK);
    }
  }
  terminal_input = input;
  terminal_output = output;
  paste_mode = pasting;
  editing = tcgetattr(input, &found) == 0;
  struct sigaction ours;
  memset(&ours, 0, sizeof ours);
  ours.sa_handler = on_signal;
  ours.sa_flags = SA_RESTART;
  sigemptyset(&ours.sa_mask);
  for (int i = 0; i < watched_count; i++) {
    installed[i] = 0;
    if (sigaction(watched[i], NULL, &former[i]) != 0) continue;
    if (former[i].sa_handler == SIG_IGN && watched[i] != SIGWINCH && watched[i] != SIGCONT)
      continue;
    installed[i] = sigaction(watched[i], &ours, NULL) == 0;
  }
  return bell[0];
}

void cle_signals_end(void) {
  editing = 0;
  for (int i = 0; i < watched_count; i++)
    if (installed[i]) {
      sigaction(watched[i], &former[i], NULL);
      installed[i] = 0;
    }
}

unsigned cle_signals_take(void) {
  char drained[64];
  while (read(bell[0], drained, sizeof drained) > 0) {
  }
  unsigned flags = 0;
  if (came_resized) came_resized = 0, flags |= CLE_RESIZED;
  if (came_continued) came_continued = 0, flags |= CLE_CONTINUED;
  if (came_interrupted) came_interrupted = 0, flags |= CLE_INTERRUPTED;
  if (came_ended) came_ended = 0, flags |= CLE_ENDED;
  return flags;
}
