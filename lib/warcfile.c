#include "warcfile.h"

#include <stdlib.h>
#include <string.h>

struct warcfile {
	const char *path;
	struct packed *in;
	struct buffer head;
	unsigned long long left; /* of the block */
	bool begins;             /* the record at hand stands at a place that can be read from */
};

struct warcfile *
warcfile_open(const char *path, struct error *e)
{
	struct warcfile *w = calloc(1, sizeof *w);
	if (w == NULL) {
		error_set(e, "no memory");
		return NULL;
	}
	w->path = path;
	w->head.limit = RECORDHEAD_BYTES;
	w->in = packed_open(path, e);
	if (w->in == NULL) {
		warcfile_close(w);
		return NULL;
	}
	return w;
}

void
warcfile_close(struct warcfile *w)
{
	if (w == NULL)
		return;
	packed_close(w->in);
	buffer_free(&w->head);
	free(w);
}

static enum packed_result
damaged(const struct warcfile *w, unsigned long long offset, const char *what, struct error *e)
{
	error_set(e, "%s:%llu: damaged: %s", w->path, offset, what);
	return PACKED_DAMAGED;
}

/* Appends a line, with its end, to the head. */
static enum packed_result
line_read(struct warcfile *w, unsigned long long offset, struct error *e)
{
	for (;;) {
		struct view bytes;
		enum packed_result r = packed_peek(w->in, &bytes, e);
		if (r == PACKED_END)
			return damaged(
			    w, offset, "the file ends within the head of the record that begins there", e);
		if (r != PACKED_MORE)
			return r;
		const char *newline = memchr(bytes.at, '\n', bytes.len);
		size_t n = newline ? (size_t)(newline - bytes.at) + 1 : bytes.len;
		buffer_append(&w->head, view_slice(bytes, 0, n));
		packed_take(w->in, n);
		if (w->head.failed)
			return damaged(
			    w, offset, "no record begins there, or one with a head above 1 MiB", e);
		if (newline != NULL)
			return PACKED_MORE;
	}
}

static enum packed_result
head_read(struct warcfile *w, unsigned long long offset, struct error *e)
{
	enum packed_result r = line_read(w, offset, e);
	bool warc = record_head_is_warc(buffer_view(&w->head));
	while (warc && r == PACKED_MORE) {
		size_t from = w->head.len;
		r = line_read(w, offset, e);
		struct view line = view_slice(buffer_view(&w->head), from, w->head.len);
		if (r == PACKED_MORE && view_trim(line).len == 0)
			break;
	}
	return r;
}

enum packed_result
warcfile_next(struct warcfile *w, struct warcfile_record *record, struct error *e)
{
	struct view bytes;
	struct error what;
	enum packed_result r = packed_peek(w->in, &bytes, e);
	if (r != PACKED_MORE)
		return r;
	unsigned long long offset = packed_offset(w->in);
	w->begins = packed_begins(w->in);
	buffer_reset(&w->head);
	r = head_read(w, offset, e);
	if (r != PACKED_MORE)
		return r;
	if (record_head_parse(buffer_view(&w->head), &record->head, &what) != 0)
		return damaged(w, offset, what.text, e);
	record->offset = offset;
	record->length = 0;
	w->left = record->head.length;
	return PACKED_MORE;
}

enum packed_result
warcfile_block(struct warcfile *w, struct view *piece, struct error *e)
{
	if (w->left == 0)
		return PACKED_END;
	enum packed_result r = packed_peek(w->in, piece, e);
	if (r == PACKED_END) {
		error_set(e, "%s:%llu: damaged: the file ends there, %llu bytes before the record's end",
		    w->path, packed_offset(w->in), w->left);
		return PACKED_DAMAGED;
	}
	if (r != PACKED_MORE)
		return r;
	if (piece->len > w->left)
		piece->len = (size_t)w->left;
	w->left -= piece->len;
	packed_take(w->in, piece->len);
	return PACKED_MORE;
}

/*
 * Notes where the record can end, for one who reads it alone: anywhere in a plain file, else at a gzip
 * member's end.
 */
static enum packed_result
place_note(struct warcfile *w, struct warcfile_record *record, bool *closed, struct error *e)
{
	unsigned long long end;
	enum packed_result r = packed_ends(w->in, &end, e);
	*closed = r == PACKED_END;
	if (*closed && w->begins)
		record->length = end - record->offset;
	return *closed ? PACKED_MORE : r;
}

/*
 * The line ends that the record's next byte may be, having had `taken` of them: as the head's in WARC, any
 * in ARC. '\0': no more.
 */
static const char *
newline_next(const struct record_head *h, size_t taken)
{
	const char *ends = view_ends(h->whole, VIEW("\r\n")) ? "\r\n\r\n" : "\n\n";
	return h->arc ? "\r\n" : taken < strlen(ends) ? ends + taken : "";
}

/* Skips the line ends behind the block: two in WARC, as many as there are in ARC. */
static enum packed_result
newlines_skip(struct warcfile *w, struct warcfile_record *record, struct error *e)
{
	const struct record_head *h = &record->head;
	struct view bytes;
	bool closed;
	size_t taken = 0;
	const char *next = newline_next(h, 0);
	enum packed_result r = place_note(w, record, &closed, e);
	while (r == PACKED_MORE && *next != '\0' && (!h->arc || !closed || !packed_gzip(w->in))) {
		r = packed_peek(w->in, &bytes, e);
		if (r != PACKED_MORE || (bytes.at[0] != next[0] && (!h->arc || bytes.at[0] != next[1])))
			break;
		packed_take(w->in, 1);
		next = newline_next(h, ++taken);
		r = place_note(w, record, &closed, e);
	}
	if (r == PACKED_DAMAGED || r == PACKED_FAILED)
		return r;
	if (h->arc || *next == '\0')
		return PACKED_MORE;
	error_set(e,
	    "%s:%llu: damaged: two line ends are missing behind the record that begins there: it is cut off, "
	    "or "
	    "its Content-Length %llu is wrong",
	    w->path, record->offset, record->head.length);
	return PACKED_DAMAGED;
}

enum packed_result
warcfile_end(struct warcfile *w, struct warcfile_record *record, struct error *e)
{
	struct view piece;
	enum packed_result r;
	while ((r = warcfile_block(w, &piece, e)) == PACKED_MORE)
		continue;
	return r == PACKED_END ? newlines_skip(w, record, e) : r;
}

enum packed_result
warcfile_read(
    struct warcfile *w, struct warcfile_record *record, size_t cap, struct buffer *block, struct error *e)
{
	struct view piece;
	enum packed_result r;
	buffer_reset(block);
	while ((r = warcfile_block(w, &piece, e)) == PACKED_MORE)
		buffer_append(block, view_slice(piece, 0, cap - block->len));
	if (block->failed) {
		error_set(e, "%s:%llu: no memory for the record", w->path, record->offset);
		return PACKED_FAILED;
	}
	return r == PACKED_END ? newlines_skip(w, record, e) : r;
}
