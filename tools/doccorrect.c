/* doccorrect: applies what people set right by hand, and tells what became of every correction. */
#include "corrections.h"
#include "tool.h"

enum option { OPTION_CORRECTIONS, OPTION_APPLIED, OPTIONS };

static const struct command_option options[] = {
	[OPTION_CORRECTIONS] = { "corrections", "FILE", "columns id, column, value, coder, reason" },
	[OPTION_APPLIED] = { "applied", "FILE", "write there what became of each correction" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = { "doccorrect", "--corrections FILE [--applied FILE] [FILE ...]",
	"Applies corrections that were made by hand to a stream of documents.", options };

static int
correct_rows(
    struct corrections *c, struct tsv *in, struct tsv_writer *w, struct progress *progress, struct error *e)
{
	static const char *const own[] = { "corrected" };
	struct tsv_layout l;
	struct buffer changed = { 0 };
	struct view *fields;
	int id = tsv_column(in, "id"), got = tsv_layout(&l, in, own, 1, e);
	if (got == 0 && id < 0)
		got = tsv_need(in, "id", e);
	if (got == 0) {
		corrections_bind(c, l.names, l.width);
		tsv_header(&l, w);
	}
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		tsv_fill(&l, fields);
		buffer_reset(&changed);
		got =
		    corrections_apply(c, fields[id], l.fields, &changed) != 0 ? error_set(e, "no memory") : 0;
		l.fields[l.own[0]] = buffer_view(&changed);
		tsv_row(&l, w);
		tool_progress(&command, progress);
	}
	buffer_free(&changed);
	tsv_layout_free(&l);
	return got;
}

static int
write_applied(const void *corrections, struct tsv_writer *w, struct error *e)
{
	return corrections_write(corrections, w) != 0 ? error_set(e, "no memory") : 0;
}

/* What could not be applied is told line by line; the rest in one figure. */
static void
tell(const struct corrections *c)
{
	for (size_t i = 0; i < c->table.rows; i++)
		if (c->list[i].state == CORRECTION_UNKNOWN_ID)
			fprintf(stderr, "%s: %s:%llu: no document has the id %.*s\n", command.name,
			    c->table.file, c->table.lines[i], VIEW_ARGS(table_cell(&c->table, i, c->id)));
		else if (c->list[i].state == CORRECTION_UNKNOWN_COLUMN)
			fprintf(stderr, "%s: %s:%llu: no column \"%.*s\"\n", command.name, c->table.file,
			    c->table.lines[i], VIEW_ARGS(table_cell(&c->table, i, c->column)));
}

static int
correct(char *const paths[], size_t count, const char *const value[], struct progress *progress)
{
	struct error e, unwritten;
	struct tsv_writer w;
	struct corrections c;
	struct tsv *in = NULL;
	tsv_start(&w, STDOUT_FILENO);
	int bad = corrections_load(&c, value[OPTION_CORRECTIONS], &e);
	if (bad == 0)
		bad = (in = tsv_open(paths, count, &e)) == NULL ? -1 : correct_rows(&c, in, &w, progress, &e);
	tsv_close(in);
	if (bad == 0)
		tell(&c);
	if (bad == 0 && value[OPTION_APPLIED] != NULL)
		bad = tsv_save(value[OPTION_APPLIED], write_applied, &c, &e);
	corrections_free(&c);
	if (tsv_finish(&w, &unwritten) != 0 && bad == 0)
		return tool_fail(&command, &unwritten);
	return bad == 0 ? STATUS_OK : tool_fail(&command, &e);
}

int
main(int argc, char *argv[])
{
	struct error e;
	struct progress progress = { 0 };
	const char *values[OPTIONS] = { NULL };
	int at, status = tool_options(&command, argc, argv, &at, values, &progress);
	if (status >= 0)
		return status;
	if (values[OPTION_CORRECTIONS] == NULL) {
		error_set(&e, "--corrections is missing (see doccorrect --help)");
		return tool_fail(&command, &e);
	}
	return tool_close(&command, correct(argv + at, (size_t)(argc - at), values, &progress));
}
