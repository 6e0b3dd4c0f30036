#include "audit.h"

#include <stdio.h>

struct place {
	const char *path;
	const struct warcfile_record *record;
	audit_tell *tell;
	void *context;
};

static void
judge(struct audit *a, enum proof_verdict v, const char *whose, const struct place *at)
{
	struct error line;
	const struct record_head *h = &at->record->head;
	a->digests += v == PROOF_RIGHT || v == PROOF_WRONG;
	a->unknown += v == PROOF_UNKNOWN;
	a->faults += v == PROOF_WRONG;
	if (v != PROOF_WRONG)
		return;
	error_set(&line, "%s:%llu: the %s's digest is wrong (%.*s %.*s)", at->path, at->record->offset, whose,
	    VIEW_ARGS(h->type), VIEW_ARGS(h->url));
	at->tell(at->context, line.text);
}

enum packed_result
audit_file(
    struct audit *a, struct proof *proof, const char *path, audit_tell *tell, void *context, struct error *e)
{
	struct warcfile_record record;
	struct place at = { path, &record, tell, context };
	struct view piece;
	struct warcfile *w = warcfile_open(path, e);
	enum packed_result r = w == NULL ? PACKED_FAILED : PACKED_MORE;
	while (r == PACKED_MORE && (r = warcfile_next(w, &record, e)) == PACKED_MORE) {
		proof_begin(proof, &record.head);
		while ((r = warcfile_block(w, &piece, e)) == PACKED_MORE)
			proof_add(proof, piece);
		if (r == PACKED_END)
			r = warcfile_end(w, &record, e);
		struct proof_verdicts v = proof_end(proof);
		if (r != PACKED_MORE)
			break;
		a->records++;
		judge(a, v.block, "block", &at);
		judge(a, v.payload, "payload", &at);
	}
	a->faults += r == PACKED_DAMAGED;
	warcfile_close(w);
	return r;
}

void
audit_header(struct tsv_writer *out)
{
	static const struct view names[] = { VIEW_INIT("file"), VIEW_INIT("records"), VIEW_INIT("digests"),
		VIEW_INIT("unknown"), VIEW_INIT("faults") };
	tsv_write(out, names, sizeof names / sizeof *names);
}

int
audit_row(const struct audit *a, const char *path, struct tsv_writer *out)
{
	const unsigned long long counts[] = { a->records, a->digests, a->unknown, a->faults };
	char numbers[4][24];
	struct arena row = { 0 };
	struct view fields[5] = { tsv_encode(view_of(path), &row) };
	for (size_t i = 0; i < 4; i++) {
		snprintf(numbers[i], sizeof numbers[i], "%llu", counts[i]);
		fields[i + 1] = view_of(numbers[i]);
	}
	int bad = fields[0].at == NULL ? -1 : 0;
	if (bad == 0)
		tsv_write(out, fields, 5);
	arena_free(&row);
	return bad;
}
