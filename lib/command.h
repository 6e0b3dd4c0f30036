/*
 * A program's command line, described as a table: every program takes -h/--help, -V/--version and --progress besides
 * its own options. Long options only (`--name VALUE` or `--name=VALUE`), no abbreviations; `--` ends them.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include "arena.h"
#include "error.h"

struct command_option {
	const char *name;  /* without the dashes */
	const char *value; /* what the value is called in the help, or NULL for a flag */
	const char *help;  /* one line */
};

struct command {
	const char *name;                     /* "docclassify" */
	const char *synopsis;                 /* "--rules FILE [FILE ...]" */
	const char *purpose;                  /* one line */
	const struct command_option *options; /* ended by a row whose name is NULL */
};

enum {
	COMMAND_END = -1, /* no more options: the operands begin at argv[*at] */
	COMMAND_BAD = -2, /* wrong usage, told in the error */
	COMMAND_HELP = -3,
	COMMAND_VERSION = -4,
	COMMAND_PROGRESS = -5,
};

/*
 * The next option of argv, from argv[*at] on (begin with *at = 1): its index in c->options with `*value` set (NULL for
 * a flag), or one of the constants above. Advances `*at`.
 */
int command_next(
    const struct command *c, int argc, char *argv[], int *at, const char **value, struct error *e);

/* An option with two values: 0 where `given` is the first or NULL, 1 where it is the second, -1 and a message else. */
int command_choice(
    const char *option, const char *given, const char *first, const char *second, struct error *e);
/* Puts the option's name before what its parser said in `e`. Returns -1. */
int command_blame(const char *option, struct error *e);

/* The text of --help, appended to `out`. */
void command_help(const struct command *c, struct buffer *out);

/*
 * The folder of the tables that the programs read: `given` (an option's value), else $SHIDIAN_DATA, else
 * share/shidian beside the folder that the program lies in. Writes `folder/name` into `path`.
 * 0, or -1 when the name is too long.
 */
int command_data(const char *given, const char *name, char *path, size_t room, struct error *e);

#endif
