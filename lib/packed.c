#define _GNU_SOURCE
#include "packed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { ROOM = 64 * 1024, GZIP_ONLY = 16 + MAX_WBITS };

struct packed {
	const char *path;
	int fd;
	bool gzip, begun;          /* of members; one was begun, and isn't at its end */
	bool eof;                  /* of the file */
	unsigned long long read;   /* bytes of the file that were read into `in` so far */
	unsigned long long member; /* where the member begins */
	unsigned long long given;  /* bytes of the member that were taken */
	size_t from, to;           /* bytes of `out` not taken yet; in a plain file, of `in` */
	z_stream z;                /* next_in and avail_in: bytes of `in` that aren't unpacked yet */
	unsigned char in[ROOM], out[ROOM];
};

/* Reads another block into `in`, of which nothing is left. */
static enum packed_result
block_read(struct packed *p, struct error *e)
{
	ssize_t n;
	do
		n = read(p->fd, p->in, ROOM);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		error_system(e, "%s", p->path);
		return PACKED_FAILED;
	}
	p->read += (size_t)n;
	p->eof = n == 0;
	p->z.next_in = p->in;
	p->z.avail_in = (unsigned)n;
	return n > 0 ? PACKED_MORE : PACKED_END;
}

struct packed *
packed_open(const char *path, struct error *e)
{
	struct packed *p = calloc(1, sizeof *p);
	if (p == NULL || inflateInit2(&p->z, GZIP_ONLY) != Z_OK) {
		error_set(e, "no memory");
		free(p);
		return NULL;
	}
	p->path = path;
	p->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (p->fd < 0) {
		error_system(e, "%s", path);
		packed_close(p);
		return NULL;
	}
	if (block_read(p, e) == PACKED_FAILED) {
		packed_close(p);
		return NULL;
	}
	p->gzip = p->z.avail_in >= 2 && p->in[0] == 0x1f && p->in[1] == 0x8b;
	p->to = p->gzip ? 0 : p->z.avail_in;
	return p;
}

void
packed_close(struct packed *p)
{
	if (p == NULL)
		return;
	if (p->fd >= 0)
		close(p->fd);
	inflateEnd(&p->z);
	free(p);
}

/* Where the next byte to be unpacked lies in the file. */
static unsigned long long
here(const struct packed *p)
{
	return p->read - p->z.avail_in;
}

static enum packed_result
damaged(const struct packed *p, const char *what, struct error *e)
{
	error_set(e, "%s:%llu: damaged: the gzip member that begins there %s byte %llu", p->path, p->member,
	    what, here(p));
	return PACKED_DAMAGED;
}

/* Unpacks more of the member at hand. PACKED_END: there is no more of it. */
static enum packed_result
member_read(struct packed *p, struct error *e)
{
	p->from = p->to = 0;
	while (p->begun && p->to == 0) {
		if (p->z.avail_in == 0) {
			enum packed_result r = block_read(p, e);
			if (r == PACKED_END)
				return damaged(p, "is cut off at the file's end,", e);
			if (r != PACKED_MORE)
				return r;
		}
		p->z.next_out = p->out;
		p->z.avail_out = ROOM;
		int code = inflate(&p->z, Z_NO_FLUSH);
		p->to = ROOM - p->z.avail_out;
		if (code == Z_STREAM_END)
			p->begun = false;
		else if (code == Z_MEM_ERROR) {
			error_set(e, "%s: no memory", p->path);
			return PACKED_FAILED;
		} else if (code != Z_OK && code != Z_BUF_ERROR)
			return damaged(p, "is unsound at or before", e);
	}
	return p->to > 0 ? PACKED_MORE : PACKED_END;
}

static enum packed_result
member_begin(struct packed *p, struct error *e)
{
	if (p->z.avail_in == 0 && !p->eof) {
		enum packed_result r = block_read(p, e);
		if (r == PACKED_FAILED)
			return r;
	}
	if (p->z.avail_in == 0)
		return PACKED_END;
	p->member = here(p);
	p->given = 0;
	if (p->z.next_in[0] != 0x1f) {
		error_set(e, "%s:%llu: damaged: no gzip member begins there, behind the last one", p->path,
		    p->member);
		return PACKED_DAMAGED;
	}
	inflateReset(&p->z);
	p->begun = true;
	return PACKED_MORE;
}

enum packed_result
packed_peek(struct packed *p, struct view *bytes, struct error *e)
{
	enum packed_result r = PACKED_MORE;
	while (p->from == p->to && r == PACKED_MORE) {
		if (!p->gzip) {
			p->given += p->to;
			r = block_read(p, e);
			p->from = 0;
			p->to = p->z.avail_in;
		} else {
			r = member_read(p, e);
			if (r == PACKED_END)
				r = member_begin(p, e);
		}
	}
	const unsigned char *from = p->gzip ? p->out : p->in;
	if (r == PACKED_MORE)
		*bytes = (struct view) { (const char *)from + p->from, p->to - p->from };
	return r;
}

void
packed_take(struct packed *p, size_t n)
{
	p->from += n;
	if (p->gzip)
		p->given += n;
}

bool
packed_gzip(const struct packed *p)
{
	return p->gzip;
}

unsigned long long
packed_offset(const struct packed *p)
{
	return p->gzip ? p->member : p->given + p->from;
}

bool
packed_begins(const struct packed *p)
{
	return !p->gzip || p->given == 0;
}

enum packed_result
packed_ends(struct packed *p, unsigned long long *end, struct error *e)
{
	*end = packed_offset(p);
	if (!p->gzip)
		return PACKED_END;
	enum packed_result r = p->from < p->to ? PACKED_MORE : member_read(p, e);
	*end = here(p);
	return r;
}
