#include "CLibedit.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wctype.h>

static FILE *stream(int descriptor, const char *mode) {
  int copy = dup(descriptor);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (!file) close(copy);
  return file;
}

EditLine *cle_open(const char *program, int input, int output) {
  FILE *in = stream(input, "r"), *out = stream(output, "w"), *err = stream(output, "w");
  if (in && out && err) {
    EditLine *editor = el_init(program, in, out, err);
    if (editor) return editor;
  }
  if (in) fclose(in);
  if (out) fclose(out);
  if (err) fclose(err);
  return NULL;
}

void cle_close(EditLine *editor) {
  FILE *files[3] = {NULL, NULL, NULL};
  for (int i = 0; i < 3; i++) el_get(editor, EL_GETFP, i, &files[i]);
  el_end(editor);
  for (int i = 0; i < 3; i++)
    if (files[i]) fclose(files[i]);
}

void cle_set_client(EditLine *editor, void *client) { el_set(editor, EL_CLIENTDATA, client); }

void *cle_client(EditLine *editor) {
  void *client = NULL;
  el_get(editor, EL_CLIENTDATA, &client);
  return client;
}

void cle_set_prompts(EditLine *editor, cle_prompt_function left, cle_prompt_function right) {
  el_wset(editor, EL_PROMPT_ESC, left, L'\1');
  el_wset(editor, EL_RPROMPT_ESC, right, L'\1');
}

void cle_set_key_reader(EditLine *editor, cle_key_reader reader) {
  el_wset(editor, EL_GETCFN, reader);
}

int cle_add_function(
    EditLine *editor, const wchar_t *name, const wchar_t *help, cle_edit_function function) {
  return el_wset(editor, EL_ADDFN, name, help, function);
}

int cle_bind(EditLine *editor, int command_map, const char *key, const char *function) {
  if (command_map) return el_set(editor, EL_BIND, "-a", key, function, NULL);
  return el_set(editor, EL_BIND, key, function, NULL);
}

int cle_set_editor(EditLine *editor, const char *name) { return el_set(editor, EL_EDITOR, name); }

int cle_is_vi(EditLine *editor) {
  const char *name = NULL;
  return el_get(editor, EL_EDITOR, &name) == 0 && name && strcmp(name, "vi") == 0;
}

void cle_take_all_keys(EditLine *editor) {
  static const char *const off[] = {"-isig", "-ixon", "-inlcr", "-icrnl"};
  for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
    el_set(editor, EL_SETTY, "-d", off[i], NULL);
}

void cle_refresh(EditLine *editor) { el_set(editor, EL_REFRESH); }

void cle_prepare_terminal(EditLine *editor, int editing) {
  el_set(editor, EL_PREP_TERM, editing);
}

void cle_size(EditLine *editor, int *columns, int *rows) {
  *columns = 80;
  *rows = 24;
  el_get(editor, EL_GETTC, "co", columns, NULL);
  el_get(editor, EL_GETTC, "li", rows, NULL);
}

HistoryW *cle_history_open(EditLine *editor, int size) {
  HistoryW *entries = history_winit();
  if (!entries) return NULL;
  HistEventW event;
  history_w(entries, &event, H_SETSIZE, size);
  el_wset(editor, EL_HIST, history_w, entries);
  return entries;
}

void cle_history_enter(HistoryW *history, const wchar_t *line) {
  HistEventW event;
  history_w(history, &event, H_ENTER, line);
}

// wcwidth is hidden from strict C by the feature macros of glibc.
extern int wcwidth(wchar_t character);

int cle_columns(wchar_t character) {
  if (!iswprint((wint_t)character)) return -1;
  int columns = wcwidth(character);
  return columns < 0 ? 0 : columns;
}

static int is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

int cle_use_utf8(void) {
  static const char *const known[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"};
  if (setlocale(LC_CTYPE, "") && is_utf8()) return 1;
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (setlocale(LC_CTYPE, known[i]) && is_utf8()) return 1;
  return 0;
}
