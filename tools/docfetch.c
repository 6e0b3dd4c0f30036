/* docfetch: fetches the pages of a list of sources into a store, and says what became of each. */
#include "address.h"
#include "capture.h"
#include "folder.h"
#include "localpage.h"
#include "sources.h"
#include "tool.h"

#include <signal.h>

enum option { STORE_DIR, RETRY, FILE_ROOT, MAX_BYTES, SEGMENT_BYTES, NO_COMPRESS };
static const struct command_option options[] = {
	[STORE_DIR] = { "store", "DIR", "the store, made where it is missing (needed)" },
	[RETRY] = { "retry", NULL, "fetch again what failed" },
	[FILE_ROOT] = { "file-root", "DIR", "the folder that file:///HOST/PATH lies below" },
	[MAX_BYTES] = { "max-bytes", "N", "most bytes of a page (20971520)" },
	[SEGMENT_BYTES] = { "segment-bytes", "N", "begin a new segment at this size (1073741824)" },
	[NO_COMPRESS] = { "no-compress", NULL, "write segments without gzip" },
	{ NULL, NULL, NULL },
};
static const struct command command = { "docfetch", "--store DIR [OPTION ...] [FILE ...]",
	"Fetches the pages of the sources' column url into a store of WARC files.", options };

enum { BATCH_BYTES = 4 << 20, BATCH_ROWS = 4096 }; /* what a crash may cost at most */

struct settings {
	const char *store, *file_root;
	bool retry;
	unsigned long long max_bytes;
	struct store_options store_options;
};

/* A run's parts, opened in the order in which they stand. */
struct run {
	const struct settings *settings;
	struct progress *progress;
	struct tsv *in;
	struct sources sources;
	struct media media;
	int root; /* of file addresses, -1 = none */
	struct store *store;
	struct recorder recorder;
	struct capture capture;
	struct buffer name;
	size_t rows; /* in the batch */
};

static int
number_option(const char *name, const char *value, unsigned long long low, unsigned long long high,
    unsigned long long *number, struct error *e)
{
	if (view_number(view_of(value), number) == 0 && *number >= low && *number <= high)
		return 0;
	return error_set(e, "--%s %s: must be a number from %llu to %llu", name, value, low, high);
}

static int
take_option(struct settings *s, enum option option, const char *value, struct error *e)
{
	switch (option) {
	case STORE_DIR:
		s->store = value;
		return 0;
	case RETRY:
		s->retry = true;
		return 0;
	case FILE_ROOT:
		s->file_root = value;
		return 0;
	case MAX_BYTES:
		return number_option("max-bytes", value, 1, 64 << 20, &s->max_bytes, e);
	case SEGMENT_BYTES:
		return number_option("segment-bytes", value, 1, 1ULL << 40, &s->store_options.segment, e);
	case NO_COMPRESS:
		s->store_options.plain = true;
		return 0;
	}
	return error_set(e, "unknown option");
}

/* True where the source has to be fetched: no row, or a failed one that is to be tried again. -1: see `e`. */
static int
is_wanted(struct run *r, const struct source *source, struct error *e)
{
	struct view row[STORE_COLUMNS];
	int got = store_find(r->store, source->id, row, e);
	if (got < 0)
		return -1;
	return got == 0 || (r->settings->retry && row[STORE_ERROR].len > 0);
}

static int
batch(struct run *r, struct error *e)
{
	r->rows++;
	tool_progress(&command, r->progress);
	if (r->rows < BATCH_ROWS && store_waiting(r->store) < BATCH_BYTES)
		return 0;
	r->rows = 0;
	return store_commit(r->store, e);
}

static int
fetch_one(struct run *r, const struct source *source, struct error *e)
{
	struct address a = address_parse(source->url);
	struct capture *c = &r->capture;
	capture_reset(c);
	c->url = source->url;
	c->time = (long long)time(NULL);
	if (address_scheme(&a, "file")) {
		if (localpage_fetch(r->root, r->settings->max_bytes, &r->name, c, e) != 0)
			return -1;
	} else {
		c->error = source->url.len > 0 ? "scheme" : "address";
	}
	return recorder_page(&r->recorder, source->id, c, e) != 0 ? -1 : batch(r, e);
}

static int
fetch_all(struct run *r, struct error *e)
{
	for (size_t i = 0; i < r->sources.count; i++) {
		const struct source *source = &r->sources.list[i];
		int wanted = is_wanted(r, source, e);
		if (wanted < 0 || (wanted && fetch_one(r, source, e) != 0))
			return -1;
	}
	return store_commit(r->store, e);
}

static int
print_rows(struct run *r, struct tsv_writer *w, struct error *e)
{
	struct tsv_layout l;
	struct view row[STORE_COLUMNS];
	int got = tsv_layout(&l, r->in, store_columns, STORE_COLUMNS, e);
	if (got == 0)
		tsv_header(&l, w);
	for (size_t i = 0; got == 0 && i < r->sources.count; i++) {
		const struct source *source = &r->sources.list[i];
		tsv_fill(&l, source->fields);
		got = store_find(r->store, source->id, row, e);
		if (got == 0)
			error_set(e, "store: no row of %.*s", VIEW_ARGS(source->id));
		got = got == 1 ? 0 : -1;
		for (size_t k = 0; got == 0 && k < STORE_COLUMNS; k++)
			l.fields[l.own[k]] = row[k];
		if (got == 0)
			tsv_row(&l, w);
	}
	tsv_layout_free(&l);
	return got;
}

/* A file address without a root to look below is a slip of the user's, not the page's failure. */
static int
check_root(const struct run *r, struct error *e)
{
	for (size_t i = 0; r->root < 0 && i < r->sources.count; i++) {
		struct address a = address_parse(r->sources.list[i].url);
		if (address_scheme(&a, "file"))
			return error_set(e, "%.*s: a file address needs --file-root DIR",
			    VIEW_ARGS(r->sources.list[i].url));
	}
	return 0;
}

static int
open_parts(struct run *r, char *const files[], size_t count, struct error *e)
{
	const struct settings *s = r->settings;
	struct buffer notes = { 0 };
	char path[4096];
	if (command_data(NULL, "media.tsv", path, sizeof path, e) != 0 || media_load(&r->media, path, e) != 0)
		return -1;
	r->in = tsv_open(files, count, e);
	if (r->in == NULL || sources_read(&r->sources, r->in, e) != 0)
		return -1;
	if (s->file_root != NULL && (r->root = folder_open(s->file_root, e)) < 0)
		return -1;
	if (check_root(r, e) != 0)
		return -1;
	r->store = store_open(s->store, &s->store_options, &notes, e);
	struct view rest = buffer_view(&notes), line;
	while (view_split(&rest, '\n', &line))
		if (line.len > 0)
			fprintf(stderr, "%s: %.*s\n", command.name, VIEW_ARGS(line));
	buffer_free(&notes);
	return r->store == NULL ? -1 : recorder_start(&r->recorder, r->store, &r->media, s->max_bytes, e);
}

static void
close_parts(struct run *r)
{
	recorder_free(&r->recorder);
	capture_free(&r->capture);
	buffer_free(&r->name);
	store_close(r->store);
	if (r->root >= 0)
		close(r->root);
	sources_free(&r->sources);
	tsv_close(r->in);
	media_free(&r->media);
}

static int
fetch(const struct settings *s, char *const files[], size_t count, struct progress *progress)
{
	struct error e, write_error;
	struct tsv_writer w;
	struct run r = { .settings = s, .progress = progress, .root = -1 };
	int bad = open_parts(&r, files, count, &e);
	tsv_start(&w, STDOUT_FILENO);
	if (bad == 0)
		bad = fetch_all(&r, &e);
	if (bad == 0)
		bad = print_rows(&r, &w, &e);
	int unwritten = tsv_finish(&w, &write_error);
	close_parts(&r);
	return bad || unwritten ? tool_fail(&command, bad ? &e : &write_error) : STATUS_OK;
}

int
main(int argc, char *argv[])
{
	struct settings settings = { .max_bytes = 20 << 20,
		.store_options = { .segment = 1ULL << 30, .software = "docfetch (shidian) " VERSION } };
	struct progress progress = { 0 };
	struct error e;
	const char *value;
	int at = 1, code, status;
	signal(SIGPIPE, SIG_IGN); /* a reader that leaves must not end a run before its journal is written */
	while ((code = command_next(&command, argc, argv, &at, &value, &e)) != COMMAND_END) {
		if (code >= 0 && take_option(&settings, (enum option)code, value, &e) != 0)
			return tool_fail(&command, &e);
		if (code < 0 && (status = tool_option(&command, code, &e, &progress)) >= 0)
			return status;
	}
	if (settings.store == NULL) {
		error_set(&e, "needs --store DIR");
		return tool_fail(&command, &e);
	}
	return tool_close(&command, fetch(&settings, argv + at, (size_t)(argc - at), &progress));
}
