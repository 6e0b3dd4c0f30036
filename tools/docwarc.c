/* docwarc: lists, checks, indexes, imports and prints files of archived records (WARC, ARC). */
#include "audit.h"
#include "cdxj.h"
#include "filelist.h"
#include "intake.h"
#include "listing.h"
#include "lookup.h"
#include "media.h"
#include "payload.h"
#include "tool.h"

#define PAYLOAD_BYTES ((size_t)256 << 20)

enum { IMPORT_BYTES = 20 << 20 }; /* as docfetch and docextract take pages */

enum option { RAW, RECORD, STORE_DIR, COPY, MEDIA };
static const struct command_option options[] = {
	[RAW] = { "raw", NULL, "cat: the payload as it was received, codings on it" },
	[RECORD] = { "record", NULL, "cat: the whole record, with its heads" },
	[STORE_DIR] = { "store", "DIR", "import: the store to copy into" },
	[COPY] = { "copy", NULL, "import: copy the records into the store" },
	[MEDIA] = { "media", "LIST", "import: only these types, such as text/html,application/pdf" },
	{ NULL, NULL, NULL },
};
static const struct command command = { "docwarc",
	"ls FILE ... | check FILE ... | index FILE ... | import FILE ... | cat STORE RECORD ...",
	"Lists, checks, indexes, imports and prints archived records: WARC/1.0, WARC/1.1, ARC 1, plain or "
	"gzip.",
	options };

struct run {
	enum payload_form form;
	bool copy;
	const char *store, *media; /* NULL: not given */
	struct filelist files;
	struct progress progress;
};

/* Tells of a file's damage or failure; the status that the run ends with if nothing worse happens. */
static int
tell(enum packed_result r, const struct error *e)
{
	if (r == PACKED_END || r == PACKED_MORE)
		return STATUS_OK;
	tool_fail(&command, e);
	return r == PACKED_DAMAGED ? STATUS_CHECK : STATUS_FAILED;
}

static int
worse(int a, int b)
{
	return a > b ? a : b;
}

static int
finish(struct tsv_writer *w, int status)
{
	struct error e;
	return tsv_finish(w, &e) == 0 ? status : tool_fail(&command, &e);
}

/* Lines about what was met on the way. */
static void
tell_notes(struct buffer *notes)
{
	struct view rest = buffer_view(notes), line;
	while (view_split(&rest, '\n', &line))
		if (line.len > 0)
			fprintf(stderr, "%s: %.*s\n", command.name, (int)line.len, line.at);
}

/* A subcommand's work on a file. */
typedef enum packed_result visit(void *context, const char *path, struct error *e);

/* Visits every file until one can't be read; damage doesn't stop it. */
static int
visit_files(struct run *run, visit *work, void *context)
{
	struct error e;
	int status = STATUS_OK;
	for (size_t i = 0; i < run->files.count && status != STATUS_FAILED; i++) {
		status = worse(status, tell(work(context, run->files.paths[i], &e), &e));
		tool_progress(&command, &run->progress);
	}
	return status;
}

/* ---- ls ---- */

static enum packed_result
list_file(void *context, const char *path, struct error *e)
{
	return listing_file(context, path, e);
}

static int
list(struct run *run)
{
	struct tsv_writer out;
	struct listing l = { .out = &out };
	tsv_start(&out, STDOUT_FILENO);
	listing_header(&l);
	int status = visit_files(run, list_file, &l);
	listing_free(&l);
	return finish(&out, status);
}

/* ---- check ---- */

static void
tell_fault(void *context, const char *line)
{
	(void)context;
	fprintf(stderr, "%s: %s\n", command.name, line);
}

static enum packed_result
check_file(void *context, const char *path, struct error *e)
{
	return audit_file(context, path, e);
}

/* Files, and of the operands that are stores, the journals. */
static int
check(struct run *run, char *const operands[], size_t count)
{
	struct tsv_writer out;
	struct audit a;
	struct error e;
	tsv_start(&out, STDOUT_FILENO);
	bool ready = audit_start(&a, &out, tell_fault, NULL, &e) == 0;
	int status = ready ? visit_files(run, check_file, &a) : tool_fail(&command, &e);
	for (size_t i = 0; i < count && status != STATUS_FAILED; i++)
		status = worse(status, tell(audit_journal(&a, operands[i], &e), &e));
	status = finish(&out, worse(status, a.faults > 0 ? STATUS_CHECK : STATUS_OK));
	audit_free(&a);
	return status;
}

/* ---- index ---- */

static enum packed_result
index_file(void *context, const char *path, struct error *e)
{
	return cdxj_file(context, path, e);
}

static int
make_index(struct run *run)
{
	struct tsv_writer out;
	struct cdxj c = { 0 };
	tsv_start(&out, STDOUT_FILENO);
	int status = visit_files(run, index_file, &c);
	if (status != STATUS_FAILED)
		cdxj_write(&c, &out);
	cdxj_free(&c);
	return finish(&out, status);
}

/* ---- import ---- */

static enum packed_result
glean_file(void *context, const char *path, struct error *e)
{
	return gleaning_file(context, path, e);
}

static int
write_import(const struct run *run, const struct intake *in, struct error *e)
{
	const struct store_options segments = { .segment = 1ULL << 30,
		.software = "docwarc (shidian) " VERSION };
	struct buffer notes = { 0 };
	intake_header(in->out);
	if (!run->copy)
		return intake_in_place(in, e);
	struct store *store = store_open(run->store, &segments, &notes, e);
	tell_notes(&notes);
	int bad = store == NULL ? -1 : intake_copy(in, store, e);
	store_close(store);
	buffer_free(&notes);
	return bad;
}

static int
import(struct run *run)
{
	struct error e = { "no memory" };
	struct media media = { 0 };
	struct tsv_writer out;
	char path[4096];
	struct gleaning *g = gleaning_new(&media, IMPORT_BYTES);
	struct intake in = { g, &run->files, view_of(run->media), &out };
	tsv_start(&out, STDOUT_FILENO);
	bool ready = g != NULL && command_data(NULL, "media.tsv", path, sizeof path, &e) == 0 &&
	             media_load(&media, path, &e) == 0;
	int status = ready ? visit_files(run, glean_file, g) : tool_fail(&command, &e);
	if (status != STATUS_FAILED && (gleaning_settle(g, &e) != 0 || write_import(run, &in, &e) != 0))
		status = tool_fail(&command, &e);
	status = finish(&out, status);
	gleaning_free(g);
	media_free(&media);
	return status;
}

/* ---- cat ---- */

static int
print_record(struct lookup *l, const char *wanted, enum payload_form form)
{
	struct record_head h;
	struct view block;
	struct buffer out = { 0 }, notes = { 0 };
	struct error e, what;
	int bad = lookup_find(l, wanted, &notes, &h, &block, &e);
	tell_notes(&notes);
	if (bad == 0 && (bad = payload_show(&h, block, form, PAYLOAD_BYTES, &out, &what)) != 0)
		error_set(&e, "%.300s: %.700s", wanted, what.text);
	if (bad == 0)
		fwrite(out.at, 1, out.len, stdout);
	int status = bad ? tool_fail(&command, &e) : notes.len > 0 ? STATUS_CHECK : STATUS_OK;
	buffer_free(&out);
	buffer_free(&notes);
	return status;
}

static int
print(const struct run *run, const char *place, char *const records[], size_t count)
{
	struct lookup l;
	struct error e;
	int status = lookup_open(&l, place, &e) == 0 ? STATUS_OK : tool_fail(&command, &e);
	for (size_t i = 0; i < count && status != STATUS_FAILED; i++)
		status = worse(status, print_record(&l, records[i], run->form));
	lookup_free(&l);
	return status;
}

/* ---- the command line ---- */

static int
check_usage(const struct run *run, const char *verb, size_t count, struct error *e)
{
	bool cat = strcmp(verb, "cat") == 0, imports = strcmp(verb, "import") == 0;
	bool reads = strcmp(verb, "ls") == 0 || strcmp(verb, "check") == 0 || strcmp(verb, "index") == 0;
	if (!cat && !imports && !reads)
		return error_set(e, "needs ls, check, index, import or cat (see docwarc --help)");
	if (!cat && run->form != PAYLOAD_DECODED)
		return error_set(e, "--raw and --record are for cat");
	if (!imports && (run->copy || run->store != NULL || run->media != NULL))
		return error_set(e, "--copy, --store and --media are for import");
	if (run->copy != (run->store != NULL))
		return error_set(e, "--copy and --store DIR go together");
	if (count < (cat ? 2 : 1))
		return error_set(e, "%s needs %s", verb, cat ? "a store and a record" : "a file");
	return 0;
}

static int
start(struct run *run, const char *verb, char *const operands[], size_t count)
{
	struct error e;
	if (check_usage(run, verb, count, &e) != 0)
		return tool_fail(&command, &e);
	if (strcmp(verb, "cat") == 0)
		return print(run, operands[0], operands + 1, count - 1);
	for (size_t i = 0; i < count; i++)
		if (filelist_add(&run->files, operands[i], &e) != 0)
			return tool_fail(&command, &e);
	return strcmp(verb, "ls") == 0      ? list(run)
	       : strcmp(verb, "check") == 0 ? check(run, operands, count)
	       : strcmp(verb, "index") == 0 ? make_index(run)
	                                    : import(run);
}

/* Options may stand before the subcommand and behind it. A status to end with, or -1. */
static int
take_options(struct run *run, int argc, char *argv[], int *at)
{
	struct error e;
	const char *value;
	int code, status;
	while ((code = command_next(&command, argc, argv, at, &value, &e)) != COMMAND_END) {
		if (code < 0 && (status = tool_option(&command, code, &e, &run->progress)) >= 0)
			return status;
		if (code == RAW || code == RECORD)
			run->form = code == RAW ? PAYLOAD_RAW : PAYLOAD_RECORD;
		run->copy |= code == COPY;
		if (code == STORE_DIR)
			run->store = value;
		if (code == MEDIA)
			run->media = value;
	}
	return -1;
}

int
main(int argc, char *argv[])
{
	struct run run = { 0 };
	int at = 1, status = take_options(&run, argc, argv, &at);
	const char *verb = status < 0 && at < argc ? argv[at++] : "";
	if (status < 0)
		status = take_options(&run, argc, argv, &at);
	if (status < 0)
		status = tool_close(&command, start(&run, verb, argv + at, (size_t)(argc - at)));
	filelist_free(&run.files);
	return status;
}
