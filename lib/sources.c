#define _GNU_SOURCE
#include "sources.h"

#include "address.h"
#include "digest.h"
#include "keymap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OUT = 256 * 1024 };

/* Which addresses were there already, while the input is read: hashes by number, and numbers (+ 1) by hash. */
struct seen {
	uint64_t *hashes;
	size_t room;
	uint32_t *table;
	size_t slots; /* a power of two */
};

int
source_id(struct view url, char id[SOURCE_ID + 1])
{
	char hex[DIGEST_HEX + 1];
	if (digest_of(url, hex) != 0)
		return -1;
	memcpy(id, hex, SOURCE_ID);
	id[SOURCE_ID] = '\0';
	return 0;
}

/* ---- the spool ---- */

static int
spool_flush(struct sources *s, struct error *e)
{
	struct view v = buffer_view(&s->out);
	while (v.len > 0) {
		ssize_t n = write(s->spool, v.at, v.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_system(e, "spool of the sources");
		v = view_slice(v, (size_t)n, v.len);
	}
	buffer_reset(&s->out);
	return 0;
}

static int
spool_open(struct error *e)
{
	const char *folder = getenv("TMPDIR");
	folder = folder != NULL && *folder != '\0' ? folder : "/tmp";
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	return fd >= 0 ? fd : error_system(e, "spool of the sources in %s", folder);
}

/* Appends the row to the spool. 0, or -1: see `e`. */
static int
spool_add(struct sources *s, const struct view *fields, struct error *e)
{
	if (s->count + 2 > s->room) {
		size_t room = s->room ? s->room * 2 : 1024;
		uint64_t *begins = realloc(s->begins, room * sizeof *begins);
		if (begins == NULL)
			return error_set(e, "no memory for so many sources");
		s->begins = begins;
		s->room = room;
	}
	size_t before = s->out.len;
	for (size_t i = 0; i < s->width; i++) {
		buffer_append(&s->out, fields[i]);
		buffer_byte(&s->out, i + 1 < s->width ? '\t' : '\n');
	}
	if (s->out.failed)
		return error_set(e, "no memory for a source");
	s->begins[s->count++] = s->spooled;
	s->spooled += s->out.len - before;
	s->begins[s->count] = s->spooled;
	return s->out.len < OUT ? 0 : spool_flush(s, e);
}

static int
spool_read(struct sources *s, size_t number, struct error *e)
{
	uint64_t at = s->begins[number];
	size_t len = (size_t)(s->begins[number + 1] - at);
	buffer_reset(&s->line);
	if (buffer_reserve(&s->line, len) != 0)
		return error_set(e, "no memory for a source");
	while (s->line.len < len) {
		ssize_t n =
		    pread(s->spool, s->line.at + s->line.len, len - s->line.len, (off_t)(at + s->line.len));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return error_system(e, "spool of the sources");
		s->line.len += (size_t)n;
	}
	return 0;
}

int
sources_get(struct sources *s, size_t number, struct source *source, struct error *e)
{
	if (spool_read(s, number, e) != 0)
		return -1;
	struct view rest = { s->line.at, s->line.len - 1 };
	for (size_t i = 0; i < s->width; i++) {
		s->fields[i] = VIEW("");
		view_split(&rest, '\t', &s->fields[i]);
	}
	arena_reset(&s->decoded);
	struct view url = tsv_decode(s->fields[s->column], &s->decoded);
	if (url.at == NULL || source_id(url, s->id) != 0)
		return error_set(e, "no memory for a source");
	bool absolute = address_join(VIEW(""), url, &s->joined) == 0;
	*source =
	    (struct source) { s->fields, view_of(s->id), absolute ? buffer_view(&s->joined) : VIEW("") };
	return 0;
}

/* ---- reading ---- */

static int
seen_grow(struct seen *seen, size_t count)
{
	if (count == seen->room) {
		size_t room = seen->room ? seen->room * 2 : 1024;
		uint64_t *hashes = realloc(seen->hashes, room * sizeof *hashes);
		if (hashes == NULL)
			return -1;
		seen->hashes = hashes;
		seen->room = room;
	}
	if (count * 2 < seen->slots)
		return 0;
	size_t slots = seen->slots ? seen->slots * 2 : 4096;
	uint32_t *table = calloc(slots, sizeof *table);
	if (table == NULL)
		return -1;
	for (size_t i = 0; i < count; i++) {
		size_t at = (size_t)seen->hashes[i] & (slots - 1);
		while (table[at] != 0)
			at = (at + 1) & (slots - 1);
		table[at] = (uint32_t)i + 1;
	}
	free(seen->table);
	seen->table = table;
	seen->slots = slots;
	return 0;
}

/* True where the source of that number has this (raw) address. -1: see `e`. */
static int
has_address(struct sources *s, size_t number, struct view raw, struct error *e)
{
	if (spool_flush(s, e) != 0 || spool_read(s, number, e) != 0)
		return -1;
	struct view rest = { s->line.at, s->line.len - 1 }, field = VIEW("");
	for (int i = 0; i <= s->column; i++)
		view_split(&rest, '\t', &field);
	return view_equal(field, raw);
}

/* 1: the (raw) address stands there already; 0: it is noted for number s->count; -1: see `e`. */
static int
seen_before(struct sources *s, struct seen *seen, struct view raw, struct error *e)
{
	uint64_t hash = keymap_hash(raw, 0);
	if (seen_grow(seen, s->count) != 0)
		return error_set(e, "no memory for so many sources");
	size_t at = (size_t)hash & (seen->slots - 1);
	for (; seen->table[at] != 0; at = (at + 1) & (seen->slots - 1)) {
		size_t number = seen->table[at] - 1;
		int same = seen->hashes[number] == hash ? has_address(s, number, raw, e) : 0;
		if (same != 0)
			return same;
	}
	seen->table[at] = (uint32_t)s->count + 1;
	seen->hashes[s->count] = hash;
	return 0;
}

static int
add(struct sources *s, struct seen *seen, const struct tsv *in, const struct view *fields, struct error *e)
{
	struct error what;
	struct view raw = fields[s->column];
	if (raw.len == 0)
		return error_set(e, "%s:%llu: empty url", tsv_file(in), tsv_line(in));
	int twice = s->count >= SOURCES_MOST ? error_set(&what, "more sources than there may be")
	                                     : seen_before(s, seen, raw, &what);
	if (twice == 1)
		return error_set(
		    e, "%s:%llu: url stands twice: %.*s", tsv_file(in), tsv_line(in), VIEW_ARGS(raw));
	struct address a = address_parse(view_trim(raw));
	if (s->first_file == SIZE_MAX && address_scheme(&a, "file"))
		s->first_file = s->count;
	return twice == 0 && spool_add(s, fields, &what) == 0
	           ? 0
	           : error_set(e, "%s:%llu: %.900s", tsv_file(in), tsv_line(in), what.text);
}

int
sources_read(struct sources *s, struct tsv *in, struct error *e)
{
	struct seen seen = { 0 };
	struct view *fields;
	*s = (struct sources) { .spool = -1, .first_file = SIZE_MAX, .width = tsv_width(in) };
	s->column = tsv_need(in, "url", e);
	if (s->column < 0 || (s->spool = spool_open(e)) < 0)
		return -1;
	s->fields = calloc(s->width, sizeof *s->fields);
	int got = s->fields == NULL ? error_set(e, "no memory") : 0;
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1)
		got = add(s, &seen, in, fields, e);
	free(seen.hashes);
	free(seen.table);
	return got == 0 ? spool_flush(s, e) : -1;
}

void
sources_free(struct sources *s)
{
	if (s->begins != NULL || s->fields != NULL)
		close(s->spool);
	free(s->begins);
	free(s->fields);
	buffer_free(&s->out);
	buffer_free(&s->line);
	buffer_free(&s->joined);
	arena_free(&s->decoded);
	*s = (struct sources) { .spool = -1 };
}
