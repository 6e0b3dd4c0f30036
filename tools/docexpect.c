/* docexpect: tells of each document that a study should hold whether it does. */
#include "expected.h"
#include "tool.h"

enum option { OPTION_LIST, OPTION_MAX_MISSING, OPTIONS };

static const struct command_option options[] = {
	[OPTION_LIST] = { "list", "FILE",
	    "the documents expected: columns url, docno, title, issuer, issued" },
	[OPTION_MAX_MISSING] = { "max-missing", "N", "end with status 1 when more than N aren't held" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = { "docexpect", "--list FILE [--max-missing N] [FILE ...]",
	"Tells of each document that a study should hold whether it is held, unread or missing.", options };

static int
meet_all(struct expected *x, char *const paths[], size_t count, struct progress *progress, struct error *e)
{
	struct view *fields;
	struct tsv *in = tsv_open(paths, count, e);
	int got = in == NULL ? -1 : expected_bind(x, in, e);
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		got = expected_meet(x, fields) != 0 ? error_set(e, "no memory") : 0;
		tool_progress(&command, progress);
	}
	tsv_close(in);
	return got;
}

/* How many are not held; -1 with what is wrong. */
static long
expect(char *const paths[], size_t count, const char *list, struct progress *progress, struct error *e)
{
	struct expected x;
	struct tsv_writer w;
	struct error unwritten;
	long missing = -1;
	tsv_start(&w, STDOUT_FILENO);
	int got = expected_load(&x, list, e);
	if (got == 0)
		got = meet_all(&x, paths, count, progress, e);
	if (got == 0 && (missing = expected_write(&x, &w)) < 0)
		error_set(e, "no memory");
	expected_free(&x);
	if (tsv_finish(&w, &unwritten) != 0 && missing >= 0) {
		*e = unwritten;
		missing = -1;
	}
	return missing;
}

int
main(int argc, char *argv[])
{
	struct error e;
	struct progress progress = { 0 };
	const char *values[OPTIONS] = { NULL };
	unsigned long long most = 0;
	int at, status = tool_options(&command, argc, argv, &at, values, &progress);
	if (status >= 0)
		return status;
	const char *limit = values[OPTION_MAX_MISSING];
	if (values[OPTION_LIST] == NULL)
		error_set(&e, "--list is missing (see docexpect --help)");
	else if (limit != NULL && view_number(view_of(limit), &most) != 0)
		error_set(&e, "--max-missing: not a whole number: %.100s", limit);
	else {
		long missing = expect(argv + at, (size_t)(argc - at), values[OPTION_LIST], &progress, &e);
		if (missing >= 0)
			return tool_close(&command,
			    limit != NULL && (unsigned long long)missing > most ? STATUS_CHECK : STATUS_OK);
	}
	return tool_fail(&command, &e);
}
