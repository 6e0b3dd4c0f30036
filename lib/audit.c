#define _GNU_SOURCE /* access */
#include "audit.h"

#include "archive.h"
#include "digest.h"
#include "journal.h"

#include <stdio.h>
#include <unistd.h>

#define PAGE_BYTES ((size_t)256 << 20) /* a page's, decoded, at most */

struct account {
	unsigned long long records, digests, unknown, faults;
};

int
audit_start(struct audit *a, struct tsv_writer *out, audit_tell *tell, void *context, struct error *e)
{
	static const struct view names[] = { VIEW_INIT("file"), VIEW_INIT("records"), VIEW_INIT("digests"),
		VIEW_INIT("unknown"), VIEW_INIT("faults") };
	*a = (struct audit) { .out = out, .tell = tell, .context = context, .proof = proof_new() };
	tsv_write(out, names, sizeof names / sizeof *names);
	return a->proof != NULL ? 0 : error_set(e, "no memory");
}

void
audit_free(struct audit *a)
{
	proof_free(a->proof);
}

/* Writes the row of a file whose reading ended with `r`. */
static enum packed_result
close_account(struct audit *a, struct account *c, const char *path, enum packed_result r, struct error *e)
{
	char numbers[4][24];
	struct arena row = { 0 };
	c->faults += r == PACKED_DAMAGED;
	a->faults += c->faults;
	const unsigned long long counts[] = { c->records, c->digests, c->unknown, c->faults };
	struct view fields[5] = { tsv_encode(view_of(path), &row) };
	for (size_t i = 0; i < 4; i++) {
		snprintf(numbers[i], sizeof numbers[i], "%llu", counts[i]);
		fields[i + 1] = view_of(numbers[i]);
	}
	if (r != PACKED_FAILED && fields[0].at == NULL) {
		error_set(e, "no memory");
		r = PACKED_FAILED;
	}
	if (r != PACKED_FAILED)
		tsv_write(a->out, fields, 5);
	arena_free(&row);
	return r;
}

static void
tell_fault(
    const struct audit *a, struct account *c, const char *path, unsigned long long at, const char *what)
{
	struct error line;
	c->faults++;
	error_set(&line, "%s:%llu: %.900s", path, at, what);
	a->tell(a->context, line.text);
}

/* ---- files ---- */

static void
judge(const struct audit *a, struct account *c, enum proof_verdict v, const char *whose, const char *path,
    const struct warcfile_record *r)
{
	struct error what;
	c->digests += v == PROOF_RIGHT || v == PROOF_WRONG;
	c->unknown += v == PROOF_UNKNOWN;
	if (v != PROOF_WRONG)
		return;
	error_set(&what, "the %s's digest is wrong (%.*s %.*s)", whose, VIEW_ARGS(r->head.type),
	    VIEW_ARGS(r->head.url));
	tell_fault(a, c, path, r->offset, what.text);
}

enum packed_result
audit_file(struct audit *a, const char *path, struct error *e)
{
	struct account c = { 0 };
	struct warcfile_record record;
	struct view piece;
	struct warcfile *w = warcfile_open(path, e);
	enum packed_result r = w == NULL ? PACKED_FAILED : PACKED_MORE;
	while (r == PACKED_MORE && (r = warcfile_next(w, &record, e)) == PACKED_MORE) {
		proof_begin(a->proof, &record.head);
		while ((r = warcfile_block(w, &piece, e)) == PACKED_MORE)
			proof_add(a->proof, piece);
		if (r == PACKED_END)
			r = warcfile_end(w, &record, e);
		struct proof_verdicts v = proof_end(a->proof);
		if (r != PACKED_MORE)
			break;
		c.records++;
		judge(a, &c, v.block, "block", path, &record);
		judge(a, &c, v.payload, "payload", path, &record);
	}
	warcfile_close(w);
	return close_account(a, &c, path, r, e);
}

/* ---- the journal ---- */

/* The columns that say what is held, and what reading it needs. */
struct journal_audit {
	struct tsv *in;
	int record, bytes, sha256;
	struct archive *store;
	struct buffer body;
	struct arena row;
};

/* 0: the row is right; 1: `e` says what isn't; -1: no memory. */
static int
row_check(struct journal_audit *j, const struct view *fields, struct error *e)
{
	struct payload about;
	char hex[DIGEST_HEX + 1];
	unsigned long long bytes;
	arena_reset(&j->row);
	struct view record = tsv_decode(fields[j->record], &j->row);
	if (record.at == NULL)
		return error_set(e, "no memory");
	int got = archive_read(j->store, record, PAGE_BYTES, &j->body, &about, e);
	if (got == 1)
		error_set(
		    e, "record %.*s: its payload can't be decoded (%s)", VIEW_ARGS(record), about.error);
	if (got != 0)
		return 1;
	if (digest_of(buffer_view(&j->body), hex) != 0)
		return error_set(e, "no memory");
	bool sized = view_number(fields[j->bytes], &bytes) == 0 && bytes == j->body.len;
	if (sized && view_equal(fields[j->sha256], view_of(hex)))
		return 0;
	error_set(e, "record %.*s: its payload has another %s than the row says", VIEW_ARGS(record),
	    sized ? "sha256" : "size");
	return 1;
}

static enum packed_result
rows_check(struct journal_audit *j, const struct audit *a, struct account *c, struct error *e)
{
	struct view *fields;
	struct error what;
	int got;
	while ((got = tsv_next(j->in, &fields, e)) == 1) {
		bool held = fields[j->record].len > 0;
		int wrong = held ? row_check(j, fields, &what) : 0;
		c->records++;
		c->digests += held;
		if (wrong == 1)
			tell_fault(a, c, tsv_file(j->in), tsv_line(j->in), what.text);
		if (wrong < 0) {
			*e = what;
			return PACKED_FAILED;
		}
	}
	return got < 0 ? PACKED_DAMAGED : PACKED_END;
}

static enum packed_result
journal_read(const char *folder, char *path, const struct audit *a, struct account *c, struct error *e)
{
	enum packed_result r = PACKED_FAILED;
	struct journal_audit j = { .in = tsv_open(&path, 1, e) };
	if (j.in != NULL && (j.record = tsv_need(j.in, "record", e)) >= 0 &&
	    (j.bytes = tsv_need(j.in, "bytes", e)) >= 0 && (j.sha256 = tsv_need(j.in, "sha256", e)) >= 0 &&
	    (j.store = archive_open(folder, e)) != NULL)
		r = rows_check(&j, a, c, e);
	archive_close(j.store);
	tsv_close(j.in);
	buffer_free(&j.body);
	arena_free(&j.row);
	return r;
}

enum packed_result
audit_journal(struct audit *a, const char *folder, struct error *e)
{
	struct buffer path = { 0 };
	struct account c = { 0 };
	enum packed_result r = PACKED_END;
	buffer_format(&path, "%s/" JOURNAL_FILE, folder);
	buffer_byte(&path, '\0');
	if (path.failed) {
		error_set(e, "no memory");
		r = PACKED_FAILED;
	} else if (access(path.at, F_OK) == 0) {
		r = journal_read(folder, path.at, a, &c, e);
		r = close_account(a, &c, path.at, r, e);
	}
	buffer_free(&path);
	return r;
}
