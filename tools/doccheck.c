/* doccheck: validates a stream, and the shape that a stage owes. */
#define _GNU_SOURCE
#include "contract.h"
#include "tool.h"

#include <fcntl.h>
#include <stdlib.h>

enum { SHOWN = 20 };

enum option { OPTION_STAGE, OPTION_RULES, OPTION_DATA };
static const struct command_option options[] = {
	{ "stage", "NAME",
	    "also check what the stage owes: import fetch extract attribute classify hits dedup aggregate" },
	{ "rules", "FILE", "the rules whose tags a classified stream must have" },
	{ "data", "DIR", "folder of the programs' tables" },
	{ NULL, NULL, NULL },
};
static const struct command command = { "doccheck", "[--stage NAME] [--rules FILE] [FILE ...]",
	"Checks a stream against the contract; status 1 = it has a fault, told by line.", options };

struct faults {
	const struct tsv *in;
	unsigned long long count;
};

static void
tell(void *context, unsigned long long line, const char *what)
{
	struct faults *f = context;
	if (f->count++ < SHOWN)
		fprintf(stderr, "%s: %s:%llu: %s\n", command.name, tsv_file(f->in), line, what);
}

/* A file that can't be read is no fault of the stream: status 2, not 1. */
static int
check_readable(char *const paths[], size_t count, struct error *e)
{
	for (size_t i = 0; i < count; i++) {
		char byte;
		int fd =
		    strcmp(paths[i], "-") == 0 ? dup(STDIN_FILENO) : open(paths[i], O_RDONLY | O_CLOEXEC);
		ssize_t n = fd < 0 ? -1 : read(fd, &byte, 0);
		if (n < 0)
			error_system(e, "%s", paths[i]);
		if (fd >= 0)
			close(fd);
		if (n < 0)
			return -1;
	}
	return 0;
}

static int
check_rows(struct tsv *in, struct contract *c, struct progress *progress, struct error *e)
{
	struct faults faults = { .in = in };
	struct view *fields;
	int got;
	contract_columns(c, tell, &faults);
	while ((got = tsv_next(in, &fields, e)) == 1) {
		if (contract_row(c, fields, tsv_line(in), tell, &faults) != 0) {
			error_set(e, "no memory");
			return tool_fail(&command, e);
		}
		tool_progress(&command, progress);
	}
	if (got == 0)
		contract_end(c, tell, &faults);
	else
		tool_fail(&command, e); /* a malformed line is a fault, and nothing behind it can be judged */
	if (faults.count > SHOWN)
		fprintf(stderr, "%s: and %llu more\n", command.name, faults.count - SHOWN);
	return got < 0 || faults.count > 0 ? STATUS_CHECK : STATUS_OK;
}

static int
check(char *const paths[], size_t count, const char *values[], struct progress *progress)
{
	struct error e;
	char columns[4096];
	if (check_readable(paths, count, &e) != 0 ||
	    command_data(values[OPTION_DATA], "columns.tsv", columns, sizeof columns, &e) != 0)
		return tool_fail(&command, &e);
	struct tsv *in = tsv_open(paths, count, &e);
	if (in == NULL) {
		tool_fail(&command, &e);
		return STATUS_CHECK;
	}
	struct contract *c = contract_open(in, columns, values[OPTION_STAGE], values[OPTION_RULES], &e);
	int status = c == NULL ? tool_fail(&command, &e) : check_rows(in, c, progress, &e);
	contract_close(c);
	tsv_close(in);
	return status;
}

int
main(int argc, char *argv[])
{
	struct progress progress = { 0 };
	const char *values[OPTION_DATA + 1] = { NULL };
	int at, status = tool_options(&command, argc, argv, &at, values, &progress);
	if (status >= 0)
		return status;
	return tool_close(&command, check(argv + at, (size_t)(argc - at), values, &progress));
}
