#pragma once
#include <histedit.h>
#include <wchar.h>

// Swift cannot call variadic C functions, and libedit's settings are all variadic. Each function
// here is one such setting with its argument types spelt out; the names follow libedit's own.

typedef wchar_t *(*cle_prompt_function)(EditLine *);
typedef int (*cle_key_reader)(EditLine *, wchar_t *);
typedef unsigned char (*cle_edit_function)(EditLine *, int);

/// An editor on copies of two descriptors, or NULL. The streams are closed by `cle_close`.
EditLine *cle_open(const char *program, int input, int output);
/// Ends the editor: the terminal is given back as it was found.
void cle_close(EditLine *editor);

void cle_set_client(EditLine *editor, void *client);
void *cle_client(EditLine *editor);
/// The functions must return strings that live until the next call; `\1` encloses escapes.
void cle_set_prompts(EditLine *editor, cle_prompt_function left, cle_prompt_function right);
void cle_set_key_reader(EditLine *editor, cle_key_reader reader);
/// Name and help must live as long as the editor.
int cle_add_function(
    EditLine *editor, const wchar_t *name, const wchar_t *help, cle_edit_function function);
/// Binds a key in the main map, or in vi's command map.
int cle_bind(EditLine *editor, int command_map, const char *key, const char *function);
int cle_set_editor(EditLine *editor, const char *name);
int cle_is_vi(EditLine *editor);
/// While editing, keys that would raise signals or stop output are keys like any other, and line
/// feed and carriage return come as they were sent; libedit would have them swapped.
void cle_take_all_keys(EditLine *editor);
/// Draws prompt and line anew at the cursor's row.
void cle_refresh(EditLine *editor);
/// 1 enters editing mode, 0 gives the terminal its former mode.
void cle_prepare_terminal(EditLine *editor, int editing);
/// The size as libedit reckons with it.
void cle_size(EditLine *editor, int *columns, int *rows);

/// The columns of a character in the present locale, -1 when it cannot be printed.
int cle_columns(wchar_t character);
/// Makes the locale's characters UTF-8, by C.UTF-8 when the environment names no such locale: in
/// others libedit drops what is not ASCII without a word.
int cle_use_utf8(void);

/// libedit's own history, fed for the functions of libedit that use it.
HistoryW *cle_history_open(EditLine *editor, int size);
void cle_history_enter(HistoryW *history, const wchar_t *line);

// MARK: Signals while a line is edited

enum {
  CLE_RESIZED = 1,
  CLE_CONTINUED = 2,
  CLE_INTERRUPTED = 4,
  CLE_ENDED = 8,
};

/// Remembers the terminal's present mode and handles SIGWINCH, SIGCONT, SIGTSTP, SIGINT, SIGTERM,
/// SIGHUP and SIGQUIT until `cle_signals_end`. Ignored ones stay ignored. Returns the descriptor
/// that becomes readable when a signal came, or -1.
int cle_signals_begin(int input, int output, int pasting);
void cle_signals_end(void);
/// The signals that came since the last call, as CLE_ flags (in Swift: `TerminalSignals`).
unsigned cle_signals_take(void);
/// Gives the terminal the mode that `cle_signals_begin` found. Safe in a signal handler, and
/// without effect when no line is being edited.
void cle_restore_terminal(void);
