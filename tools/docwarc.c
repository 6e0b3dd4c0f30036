/* docwarc: lists, prints, checks and imports files of archived records (WARC, ARC). */
#include "address.h"
#include "archive.h"
#include "audit.h"
#include "filelist.h"
#include "listing.h"
#include "lookup.h"
#include "payload.h"
#include "tool.h"

#include <sys/stat.h>

#define PAYLOAD_BYTES ((size_t)256 << 20)

enum option { RAW, RECORD };
static const struct command_option options[] = {
	[RAW] = { "raw", NULL, "cat: the payload as it was received, codings on it" },
	[RECORD] = { "record", NULL, "cat: the whole record, with its heads" },
	{ NULL, NULL, NULL },
};
static const struct command command = { "docwarc", "ls|check FILE ... | cat STORE RECORD ...",
	"Lists, checks and prints archived records: WARC/1.0, WARC/1.1, ARC 1, plain or gzip.", options };

struct run {
	bool raw, record;
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

static int
list(struct run *run)
{
	struct tsv_writer out;
	struct listing l = { .out = &out };
	struct error e;
	int status = STATUS_OK;
	tsv_start(&out, STDOUT_FILENO);
	listing_header(&l);
	for (size_t i = 0; i < run->files.count; i++) {
		status = worse(status, tell(listing_file(&l, run->files.paths[i], &e), &e));
		tool_progress(&command, &run->progress);
	}
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

static int
check_file(struct proof *proof, struct tsv_writer *out, const char *path)
{
	struct audit a = { 0 };
	struct error e;
	struct arena row = { 0 };
	char numbers[4][24];
	enum packed_result r = audit_file(&a, proof, path, tell_fault, NULL, &e);
	unsigned long long counts[] = { a.records, a.digests, a.unknown, a.faults };
	struct view fields[5] = { tsv_encode(view_of(path), &row) };
	for (size_t i = 0; i < 4; i++) {
		snprintf(numbers[i], sizeof numbers[i], "%llu", counts[i]);
		fields[i + 1] = view_of(numbers[i]);
	}
	tsv_write(out, fields, 5);
	arena_free(&row);
	int status = tell(r, &e);
	return status == STATUS_OK && a.faults > 0 ? STATUS_CHECK : status;
}

static int
check(struct run *run)
{
	static const struct view header[] = { VIEW_INIT("file"), VIEW_INIT("records"), VIEW_INIT("digests"),
		VIEW_INIT("unknown"), VIEW_INIT("faults") };
	struct tsv_writer out;
	struct error e;
	struct proof *proof = proof_new();
	int status = STATUS_OK;
	if (proof == NULL) {
		error_set(&e, "no memory");
		return tool_fail(&command, &e);
	}
	tsv_start(&out, STDOUT_FILENO);
	tsv_write(&out, header, sizeof header / sizeof *header);
	for (size_t i = 0; i < run->files.count; i++) {
		status = worse(status, check_file(proof, &out, run->files.paths[i]));
		tool_progress(&command, &run->progress);
	}
	proof_free(proof);
	return finish(&out, status);
}

/* ---- cat ---- */

/* Prints what was asked for of a record. */
static int
print_record(
    const struct run *run, const char *name, const struct record_head *h, struct view block, struct error *e)
{
	struct payload_reader *reader = payload_reader_new();
	struct buffer body = { 0 };
	struct payload about;
	struct view out = block;
	struct error what = { "no memory" };
	bool page = view_equal(h->type, VIEW("response")) || view_equal(h->type, VIEW("resource"));
	int bad = reader == NULL ? -1 : 0;
	if (run->record)
		fwrite(h->whole.at, 1, h->whole.len, stdout);
	else if (bad == 0 && page && run->raw)
		bad = payload_raw(reader, h, block, &out, &what);
	else if (bad == 0 && page) {
		bad = payload_read(reader, h, block, PAYLOAD_BYTES, &body, &about, &what);
		if (bad == 1)
			error_set(&what, "its payload can't be decoded (%s); --raw prints it as it is",
			    about.error);
		out = buffer_view(&body);
	}
	if (bad == 0)
		fwrite(out.at, 1, out.len, stdout);
	else
		error_set(e, "%s: %.800s", name, what.text);
	buffer_free(&body);
	payload_reader_free(reader);
	return bad == 0 ? STATUS_OK : tool_fail(&command, e);
}

static int
print_address(struct run *run, const char *wanted)
{
	struct lookup l = { 0 };
	struct buffer url = { 0 };
	struct record_head h;
	struct error e;
	int status = STATUS_OK;
	if (address_join(VIEW(""), view_of(wanted), &url) != 0)
		buffer_append(&url, view_of(wanted));
	l.url = buffer_view(&url);
	for (size_t i = 0; i < run->files.count; i++)
		status = worse(status, tell(lookup_file(&l, run->files.paths[i], &e), &e));
	if (l.found && record_head_parse(buffer_view(&l.record), &h, &e) == 0) {
		status = worse(status, print_record(run, wanted, &h, h.message.block, &e));
	} else {
		error_set(&e, "%.800s: no capture of it in %zu file(s)", wanted, run->files.count);
		status = tool_fail(&command, &e);
	}
	lookup_free(&l);
	buffer_free(&url);
	return status;
}

static int
print_place(struct run *run, struct archive *store, const char *record)
{
	struct record_head h;
	struct view block;
	struct error e;
	if (archive_record(store, view_of(record), &h, &block, &e) != 0)
		return tool_fail(&command, &e);
	return print_record(run, record, &h, block, &e);
}

/* `place`: a store's folder, or a file. */
static int
print(struct run *run, const char *place, char *const records[], size_t count)
{
	struct error e;
	struct stat s;
	struct buffer folder = { 0 };
	int status = STATUS_OK;
	bool is_file = stat(place, &s) == 0 && !S_ISDIR(s.st_mode);
	size_t len = is_file ? (size_t)(filelist_name(place) - place) : strlen(place);
	buffer_append(&folder, len > 0 ? (struct view) { place, len } : VIEW("."));
	buffer_byte(&folder, '\0');
	struct archive *store = folder.failed ? NULL : archive_open(folder.at, &e);
	if (store == NULL)
		status = tool_fail(&command, &e);
	for (size_t i = 0; i < count && status != STATUS_FAILED; i++) {
		if (strstr(records[i], "://") == NULL)
			status = worse(status, print_place(run, store, records[i]));
		else if (run->files.count == 0 && filelist_add(&run->files, place, &e) != 0)
			status = tool_fail(&command, &e);
		else
			status = worse(status, print_address(run, records[i]));
	}
	archive_close(store);
	buffer_free(&folder);
	return status;
}

/* ---- the command line ---- */

static int
start(struct run *run, const char *verb, char *const operands[], size_t count)
{
	struct error e = { "needs ls, cat or check (see docwarc --help)" };
	bool cat = strcmp(verb, "cat") == 0, ls = strcmp(verb, "ls") == 0;
	if (!cat && !ls && strcmp(verb, "check") != 0)
		return tool_fail(&command, &e);
	if (!cat && (run->raw || run->record)) {
		error_set(&e, "--raw and --record are for cat");
		return tool_fail(&command, &e);
	}
	if (count < (cat ? 2 : 1)) {
		error_set(&e, "%s needs %s", verb, cat ? "a store and a record" : "a file");
		return tool_fail(&command, &e);
	}
	if (cat)
		return print(run, operands[0], operands + 1, count - 1);
	for (size_t i = 0; i < count; i++)
		if (filelist_add(&run->files, operands[i], &e) != 0)
			return tool_fail(&command, &e);
	return ls ? list(run) : check(run);
}

/* Options may stand before the subcommand and behind it. A status to end with, or -1. */
static int
take_options(struct run *run, int argc, char *argv[], int *at)
{
	struct error e;
	const char *value;
	int code, status;
	while ((code = command_next(&command, argc, argv, at, &value, &e)) != COMMAND_END) {
		if (code == RAW)
			run->raw = true;
		else if (code == RECORD)
			run->record = true;
		else if ((status = tool_option(&command, code, &e, &run->progress)) >= 0)
			return status;
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
