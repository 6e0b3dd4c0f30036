/*
 * A sandbox for programs that parse what strangers wrote: once it is entered, the process can read below
 * given folders and write to the descriptors that it has open, and nothing else: no other file, no network,
 * no program, no process. It can't be left. By Landlock (landlock(7), Linux 5.13) for what may be read and
 * seccomp (seccomp(2), by libseccomp) for everything else.
 *
 * How a program uses it, when all that must be written or looked up elsewhere (tables, dictionaries, the
 * output) is open, and before the first byte of foreign data is parsed:
 *
 *	struct buffer note = { 0 };
 *	const char *paths[] = { store, NULL };
 *	if (sandbox_enter(paths, files, count, &note, &e) != 0)
 *		return -1;                                              -- status 2
 *	if (note.len > 0)
 *		fprintf(stderr, "docextract: %.*s\n", VIEW_ARGS(buffer_view(&note)));
 *	buffer_free(&note);
 *
 * iconv_open still works inside (its modules lie in /usr/lib). So does a record's openat2 in the store
 * folder, and reading on in the input files. Leak checkers and debuggers don't, which is why it stays off in
 * builds with AddressSanitizer.
 */
#ifndef SANDBOX_H
#define SANDBOX_H

#include "arena.h"
#include "error.h"

/* False in a build with AddressSanitizer, where sandbox_enter does nothing. */
bool sandbox_built(void);

/*
 * Enters the sandbox. `folders` (ended by NULL) may be read with all that lies below, and so may the `count`
 * input `files` ("-" and what doesn't exist are passed over: opening them fails by itself). 0; then `note`
 * tells in one line, without a newline, what this kernel or build can't do, and is empty where the sandbox is
 * whole. -1, see `e`, where the sandbox should work and failed.
 */
int sandbox_enter(
    const char *const folders[], char *const files[], size_t count, struct buffer *note, struct error *e);

/*
 * The same for a process that does nothing but start `programs` (ended by NULL) for a sandboxed one: it may also make
 * processes, end them, and run these programs, which stay in the sandbox. Each child calls sandbox_seal last.
 */
int sandbox_enter_host(
    const char *const folders[], const char *const programs[], struct buffer *note, struct error *e);
/* In the child, right before its program is run: it can make threads, but no further process. False: refuse to run it. */
bool sandbox_seal(void);

#endif
