#include "zip.h"

#include "coding.h"

#include <stdint.h>

enum {
	END_BYTES = 22,
	COMMENT_BYTES = 65535,
	ENTRY_BYTES = 46,
	LOCAL_BYTES = 30,
	STORED = 0,
	DEFLATED = 8,
	ENCRYPTED = 1
};

struct entry {
	struct view name;
	unsigned flags, method;
	uint32_t crc, packed, size, local;
};

/* `bytes` bytes at `at`, the lowest first; they are known to be there. */
static uint32_t
number(struct view v, size_t at, int bytes)
{
	uint32_t n = 0;
	for (int i = bytes - 1; i >= 0; i--)
		n = n << 8 | (unsigned char)v.at[at + (size_t)i];
	return n;
}

int
zip_open(struct zip *z, struct view bytes, struct error *e)
{
	size_t most = END_BYTES + COMMENT_BYTES;
	for (size_t back = END_BYTES; back <= bytes.len && back <= most; back++) {
		struct view end = view_slice(bytes, bytes.len - back, bytes.len);
		if (!view_starts(end, VIEW("PK\5\6")) || number(end, 20, 2) != back - END_BYTES)
			continue;
		uint32_t files = number(end, 10, 2), size = number(end, 12, 4), from = number(end, 16, 4);
		if (files == 0xFFFF || size == UINT32_MAX || from == UINT32_MAX || number(end, 8, 2) != files)
			return error_set(
			    e, "a ZIP file of a kind that isn't read (ZIP64, or several volumes)");
		if (from > bytes.len || size > bytes.len - from)
			break;
		*z = (struct zip) { bytes, view_slice(bytes, from, (size_t)from + size) };
		return 0;
	}
	return error_set(e, "no ZIP file, or a damaged one");
}

/* The next entry of the directory; `*at` is 0 at first. False where there is no more, or the directory is damaged. */
static bool
next_entry(const struct zip *z, size_t *at, struct entry *x)
{
	struct view d = view_slice(z->directory, *at, z->directory.len);
	if (d.len < ENTRY_BYTES || !view_starts(d, VIEW("PK\1\2")))
		return false;
	size_t name = number(d, 28, 2), more = number(d, 30, 2) + number(d, 32, 2);
	if (d.len - ENTRY_BYTES < name + more)
		return false;
	*x = (struct entry) { view_slice(d, ENTRY_BYTES, ENTRY_BYTES + name), number(d, 8, 2),
		number(d, 10, 2), number(d, 16, 4), number(d, 20, 4), number(d, 24, 4), number(d, 42, 4) };
	*at += ENTRY_BYTES + name + more;
	return true;
}

static int
unpack(const struct zip *z, const struct entry *x, size_t cap, struct coding *c, struct buffer *out,
    struct error *e)
{
	struct view local = view_slice(z->bytes, x->local, z->bytes.len);
	if (x->flags & ENCRYPTED)
		return error_set(e, "%.*s: encrypted", VIEW_ARGS(x->name));
	if (x->method != STORED && x->method != DEFLATED)
		return error_set(
		    e, "%.*s: packed by method %u, which isn't read", VIEW_ARGS(x->name), x->method);
	if (x->size > cap)
		return error_set(e, "%.*s: more than %zu bytes", VIEW_ARGS(x->name), cap);
	if (local.len < LOCAL_BYTES || !view_starts(local, VIEW("PK\3\4")))
		return error_set(e, "%.*s: damaged", VIEW_ARGS(x->name));
	size_t from = LOCAL_BYTES + number(local, 26, 2) + number(local, 28, 2);
	struct view packed = view_slice(local, from, from + x->packed);
	size_t before = out->len;
	if (packed.len != x->packed || (x->method == STORED && x->packed != x->size))
		return error_set(e, "%.*s: cut short", VIEW_ARGS(x->name));
	if (x->method == STORED)
		buffer_append(out, packed);
	else if (coding_inflate(c, packed, x->size, out) != CODING_OK)
		return error_set(e, "%.*s: damaged", VIEW_ARGS(x->name));
	struct view got = view_slice(buffer_view(out), before, out->len);
	if (out->failed)
		return error_set(e, "no memory");
	return coding_crc32(got) == x->crc ? 0 : error_set(e, "%.*s: damaged", VIEW_ARGS(x->name));
}

int
zip_read(
    const struct zip *z, struct view name, size_t cap, struct coding *c, struct buffer *out, struct error *e)
{
	struct entry x;
	for (size_t at = 0; next_entry(z, &at, &x);)
		if (view_equal(x.name, name))
			return unpack(z, &x, cap, c, out, e) == 0 ? 1 : -1;
	return 0;
}
