/*
 * What every program does at its edges, where the library may not: print, and end with a status.
 */
#ifndef TOOL_H
#define TOOL_H

#include "arena.h"
#include "command.h"
#include "error.h"
#include "sandbox.h"
#include "tsv.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifndef VERSION
#error "VERSION comes from the Makefile"
#endif

enum { STATUS_OK = 0, STATUS_CHECK = 1, STATUS_FAILED = 2 };

struct progress {
	bool on;
	time_t last;
	unsigned long long rows;
};

/* `program: message` on stderr. Returns STATUS_FAILED, for `return tool_fail(...)`. */
static inline int
tool_fail(const struct command *c, const struct error *e)
{
	fprintf(stderr, "%s: %s\n", c->name, e->text);
	return STATUS_FAILED;
}

/* Closes standard output and checks it: a full disk may show only here. Returns `status`, or STATUS_FAILED. */
static inline int
tool_close(const struct command *c, int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout) && close(STDOUT_FILENO) == 0)
		return status;
	fprintf(stderr, "%s: cannot write: %s\n", c->name, strerror(errno));
	return STATUS_FAILED;
}

/* Deals with an option that all programs share (a negative code of command_next). Returns a status to end with, or -1 to go on. */
static inline int
tool_option(const struct command *c, int code, const struct error *e, struct progress *p)
{
	struct buffer text = { 0 };
	switch (code) {
	case COMMAND_HELP:
		command_help(c, &text);
		fwrite(text.at, 1, text.len, stdout);
		buffer_free(&text);
		return tool_close(c, STATUS_OK);
	case COMMAND_VERSION:
		printf("%s (shidian) %s\n", c->name, VERSION);
		return tool_close(c, STATUS_OK);
	case COMMAND_PROGRESS:
		p->on = true;
		return -1;
	default:
		return tool_fail(c, e);
	}
}

/*
 * Reads all options: values[i] is the value of c->options[i], "" for a flag that was given, unchanged where none was; of several the last one. Returns a
 * status to end with, or -1: the operands begin at argv[*at].
 */
static inline int
tool_options(
    const struct command *c, int argc, char *argv[], int *at, const char *values[], struct progress *p)
{
	struct error e;
	const char *value;
	int code, status;
	*at = 1;
	while ((code = command_next(c, argc, argv, at, &value, &e)) != COMMAND_END) {
		if (code >= 0)
			values[code] = value != NULL ? value : "";
		else if ((status = tool_option(c, code, &e, p)) >= 0)
			return status;
	}
	return -1;
}

/*
 * For programs that read what strangers wrote: from here on only `store` (NULL: none) and the input files can be read, and nothing
 * else done. 0, or -1: see `e`. What this machine can't do is told on stderr.
 */
static inline int
tool_enclose(const struct command *c, const char *store, char *const files[], size_t count, struct error *e)
{
	char data[4096]; /* tables that are read when they are first needed */
	const char *folders[] = { data, store, NULL };
	struct buffer note = { 0 };
	if (command_data(NULL, ".", data, sizeof data, e) != 0)
		return -1;
	int bad = sandbox_enter(folders, files, count, &note, e);
	if (bad == 0 && note.len > 0)
		fprintf(stderr, "%s: %.*s\n", c->name, VIEW_ARGS(buffer_view(&note)));
	buffer_free(&note);
	return bad;
}

/* Counts a row; with --progress it shows the count once a second. */
static inline void
tool_progress(const struct command *c, struct progress *p)
{
	p->rows++;
	if (!p->on || (p->rows & 255) != 0)
		return;
	time_t now = time(NULL);
	if (now != p->last)
		fprintf(stderr, "%s: %llu rows\n", c->name, p->rows);
	p->last = now;
}

#endif
