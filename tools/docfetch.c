/* docfetch: fetches the pages of a list of sources into a store, and says what became of each. */
#include "plan.h"
#include "tool.h"

#include <fcntl.h>
#include <signal.h>

/* Once a second: a page may take as long. */
static void
tell_progress(struct progress *p, unsigned long long pages)
{
	time_t now = p->on && pages != p->rows ? time(NULL) : p->last;
	if (now == p->last)
		return;
	fprintf(stderr, "%s: %llu pages\n", plan_command.name, pages);
	p->last = now;
	p->rows = pages;
}

static int
fetch_all(struct harvest *h, struct progress *progress, struct error *e)
{
	unsigned long long pages;
	int got;
	while ((got = harvest_step(h, &pages, e)) == 1)
		tell_progress(progress, pages);
	return got;
}

static int
print_rows(struct harvest *h, const struct tsv *in, struct sources *s, struct tsv_writer *w, struct error *e)
{
	struct tsv_layout l;
	struct view row[STORE_COLUMNS];
	int bad = tsv_layout(&l, in, store_columns, STORE_COLUMNS, e);
	if (bad == 0)
		tsv_header(&l, w);
	for (size_t i = 0; bad == 0 && i < s->count; i++) {
		struct source source;
		if ((bad = sources_get(s, i, &source, e)) != 0 ||
		    (bad = harvest_row(h, source.id, row, e)) != 0)
			break;
		tsv_fill(&l, source.fields);
		for (size_t k = 0; k < STORE_COLUMNS; k++)
			l.fields[l.own[k]] = row[k];
		tsv_row(&l, w);
	}
	tsv_layout_free(&l);
	return bad;
}

static void
tell(const struct buffer *notes)
{
	struct view rest = buffer_view(notes), line;
	while (view_split(&rest, '\n', &line))
		if (line.len > 0)
			fprintf(stderr, "%s: %.*s\n", plan_command.name, VIEW_ARGS(line));
}

/* The summary's file, opened before anything is fetched. -1: none, or it can't be (see `bad`). */
static int
open_summary(const struct plan *p, bool *bad, struct error *e)
{
	int fd = p->summary == NULL ? -1 : open(p->summary, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	*bad = p->summary != NULL && fd < 0;
	if (*bad)
		error_system(e, "%s", p->summary);
	return fd;
}

/* Writes the summary where it is wanted. 0, or -1: see `e`. */
static int
tell_summary(
    const struct plan *p, int fd, const struct summary *s, const struct progress *progress, struct error *e)
{
	struct buffer line = { 0 };
	struct tsv_writer w;
	if (progress->on || p->summary != NULL || p->max_failed < 100) {
		summary_line(s, &line);
		fprintf(stderr, "%s: %.*s\n", plan_command.name, (int)line.len, line.len > 0 ? line.at : "");
		buffer_free(&line);
	}
	if (fd < 0)
		return 0;
	tsv_start(&w, fd);
	int bad = summary_write(s, &w, e);
	struct error unwritten;
	if (tsv_finish(&w, &unwritten) == 0 || bad != 0)
		return bad;
	return error_set(e, "%s: %.900s", p->summary, unwritten.text);
}

static int
fetch(const struct plan *p, char *const files[], size_t count, struct progress *progress)
{
	struct error e, write_error;
	struct tsv_writer w;
	struct sources sources = { 0 };
	struct buffer notes = { 0 };
	struct harvest *h = NULL;
	bool bad, too_many = false;
	int summary = open_summary(p, &bad, &e);
	struct tsv *in = bad ? NULL : tsv_open(files, count, &e);
	tsv_start(&w, STDOUT_FILENO);
	if (in != NULL && sources_read(&sources, in, &e) == 0) {
		h = harvest_open(&p->harvest, &sources, &notes, &e);
		tell(&notes);
	}
	bad = h == NULL || fetch_all(h, progress, &e) != 0 || print_rows(h, in, &sources, &w, &e) != 0 ||
	      tell_summary(p, summary, harvest_summary(h), progress, &e) != 0;
	too_many = !bad && summary_failed(harvest_summary(h), p->max_failed);
	bool unwritten = tsv_finish(&w, &write_error) != 0;
	bool unclosed = summary >= 0 && close(summary) != 0;
	if (unclosed && !bad)
		bad = error_system(&e, "%s", p->summary) != 0;
	harvest_close(h);
	sources_free(&sources);
	tsv_close(in);
	buffer_free(&notes);
	if (bad || unwritten)
		return tool_fail(&plan_command, bad ? &e : &write_error);
	return too_many ? STATUS_CHECK : STATUS_OK;
}

int
main(int argc, char *argv[])
{
	struct plan p;
	struct progress progress = { 0 };
	struct error e;
	const char *value;
	char media[4096];
	int at = 1, code, status;
	signal(SIGPIPE, SIG_IGN); /* a reader that leaves must not end a run before its journal is written */
	plan_start(&p);
	while ((code = command_next(&plan_command, argc, argv, &at, &value, &e)) != COMMAND_END) {
		if (code >= 0 && plan_option(&p, code, value, &e) != 0)
			return tool_fail(&plan_command, &e);
		if (code < 0 && (status = tool_option(&plan_command, code, &e, &progress)) >= 0)
			return status;
	}
	p.harvest.media = media;
	if (plan_check(&p, &e) != 0 || command_data(NULL, "media.tsv", media, sizeof media, &e) != 0)
		return tool_fail(&plan_command, &e);
	return tool_close(&plan_command, fetch(&p, argv + at, (size_t)(argc - at), &progress));
}
