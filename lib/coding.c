#include "coding.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LEVEL = 1, STEPS = 4, GUESS = 4 };

struct coding {
	struct libdeflate_compressor *packer;
	struct libdeflate_decompressor *unpacker;
	struct buffer step;
};

typedef enum libdeflate_result unpack(
    struct libdeflate_decompressor *, const void *, size_t, void *, size_t, size_t *, size_t *);

struct coding *
coding_new(void)
{
	struct coding *c = calloc(1, sizeof *c);
	if (c == NULL)
		return NULL;
	c->packer = libdeflate_alloc_compressor(LEVEL);
	c->unpacker = libdeflate_alloc_decompressor();
	if (c->packer == NULL || c->unpacker == NULL) {
		coding_free(c);
		return NULL;
	}
	return c;
}

void
coding_free(struct coding *c)
{
	if (c == NULL)
		return;
	libdeflate_free_compressor(c->packer);
	libdeflate_free_decompressor(c->unpacker);
	buffer_free(&c->step);
	free(c);
}

int
coding_pack(struct coding *c, struct view in, struct buffer *out)
{
	size_t room = libdeflate_gzip_compress_bound(c->packer, in.len);
	if (buffer_reserve(out, room) != 0)
		return -1;
	size_t n = libdeflate_gzip_compress(c->packer, in.at, in.len, out->at + out->len, room);
	out->len += n;
	return n > 0 ? 0 : -1;
}

/*
 * Appends one stream of `*in` to `out` and cuts it off. The size of the result isn't known before: the room
 * grows until it suffices or passes the cap.
 */
static enum coding_result
unpack_one(struct coding *c, unpack *call, struct view *in, size_t cap, struct buffer *out)
{
	size_t left = cap - out->len, used = 0, got = 0;
	size_t room = in->len < left / GUESS ? in->len * GUESS : left;
	for (;;) {
		if (buffer_reserve(out, room + 1) != 0)
			return CODING_NO_MEMORY;
		size_t have = out->room - out->len < left ? out->room - out->len : left;
		enum libdeflate_result r =
		    call(c->unpacker, in->at, in->len, out->at + out->len, have, &used, &got);
		if (r == LIBDEFLATE_SUCCESS)
			break;
		if (r != LIBDEFLATE_INSUFFICIENT_SPACE)
			return CODING_DAMAGED;
		if (have == left)
			return CODING_TOO_LARGE;
		room = have < left / 2 ? have * 2 : left;
	}
	out->len += got;
	*in = view_slice(*in, used, in->len);
	return CODING_OK;
}

enum coding_result
coding_unpack(struct coding *c, struct view in, size_t cap, struct buffer *out)
{
	enum coding_result r = CODING_OK;
	buffer_reset(out);
	if (in.len == 0)
		return CODING_DAMAGED;
	while (in.len > 0 && r == CODING_OK)
		r = unpack_one(c, libdeflate_gzip_decompress_ex, &in, cap, out);
	return r;
}

static enum coding_result
undo_deflate(struct coding *c, struct view in, size_t cap, struct buffer *out)
{
	struct view rest = in;
	buffer_reset(out);
	enum coding_result r = unpack_one(c, libdeflate_zlib_decompress_ex, &rest, cap, out);
	if (r == CODING_DAMAGED)
		r = unpack_one(c, libdeflate_deflate_decompress_ex, &in, cap, out);
	return r;
}

static bool
named(struct view name, const char *what)
{
	return name.len == strlen(what) && strncasecmp(name.at, what, name.len) == 0;
}

static enum coding_result
undo_one(struct coding *c, struct view name, struct view in, size_t cap, struct buffer *out)
{
	if (named(name, "gzip") || named(name, "x-gzip"))
		return coding_unpack(c, in, cap, out);
	if (named(name, "deflate"))
		return undo_deflate(c, in, cap, out);
	if (name.len > 0 && !named(name, "identity"))
		return CODING_UNKNOWN;
	if (in.len > cap)
		return CODING_TOO_LARGE;
	buffer_reset(out);
	buffer_append(out, in);
	return out->failed ? CODING_NO_MEMORY : CODING_OK;
}

enum coding_result
coding_undo(struct coding *c, struct view names, struct view body, size_t cap, struct buffer *out)
{
	struct view list[STEPS] = { { "", 0 } }, part;
	size_t count = 0;
	while (view_split(&names, ',', &part)) {
		part = view_trim(part);
		if (part.len == 0 || named(part, "identity"))
			continue;
		if (count == STEPS)
			return CODING_UNKNOWN;
		list[count++] = part;
	}
	/* An empty body may be labelled gzip: answers to HEAD, 304, and some servers' errors. */
	if (count <= 1 || body.len == 0)
		return undo_one(c, body.len > 0 ? list[0] : VIEW(""), body, cap, out);
	enum coding_result r = CODING_OK;
	for (struct view in = body; count > 0 && r == CODING_OK; in = buffer_view(&c->step)) {
		r = undo_one(c, list[--count], in, cap, out);
		if (count == 0 || r != CODING_OK)
			break;
		struct buffer swap = c->step;
		c->step = *out;
		*out = swap;
	}
	return r;
}

enum coding_result
coding_inflate(struct coding *c, struct view in, size_t size, struct buffer *out)
{
	return unpack_one(c, libdeflate_deflate_decompress_ex, &in, out->len + size, out);
}

uint32_t
coding_crc32(struct view bytes)
{
	return libdeflate_crc32(0, bytes.at, bytes.len);
}
