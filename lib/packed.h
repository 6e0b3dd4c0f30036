/*
 * A file read from front to end, plain or packed as gzip members (RFC 1952), in constant memory: each piece
 * of it together with where it lies. By zlib, because a member may be larger than memory.
 *
 * In a file of gzip members each member can be read by itself, which is how WARC files are made
 * addressable. So a piece never holds bytes of two members, and a reader can ask whether one begins or ends
 * where it stands.
 */
#ifndef PACKED_H
#define PACKED_H

#include "error.h"
#include "view.h"

enum packed_result {
	PACKED_MORE = 1,
	PACKED_END = 0,
	PACKED_DAMAGED =
	    -1, /* told as `file:offset: what`: cut short, unsound, or something else than gzip behind a member */
	PACKED_FAILED = -2, /* the system failed: the file can't be read, no memory */
};

struct packed;

/* Opens a file for reading. NULL: see `e`. The path is borrowed. */
struct packed *packed_open(const char *path, struct error *e);
void packed_close(struct packed *p); /* NULL is allowed */

/*
 * PACKED_MORE: `*bytes` are the next ones, at least one, valid until the next call. They stay the next
 * until they're taken.
 */
enum packed_result packed_peek(struct packed *p, struct view *bytes, struct error *e);
/* Goes on by `n` bytes of those that were peeked at. */
void packed_take(struct packed *p, size_t n);

bool packed_gzip(const struct packed *p); /* made of gzip members, judged by its first bytes */

/*
 * Where the next byte lies, once it was peeked at: in a plain file its offset; else that of the member that
 * holds it.
 */
unsigned long long packed_offset(const struct packed *p);
/*
 * Whether reading from packed_offset on gives this byte first: always in a plain file, else at the
 * beginning of a member.
 */
bool packed_begins(const struct packed *p);
/*
 * Whether the member that was read from ends here. PACKED_END: yes, `*end` is the offset behind it (in a
 * plain file, here); its checksum was right. PACKED_MORE: there are more bytes of it.
 */
enum packed_result packed_ends(struct packed *p, unsigned long long *end, struct error *e);

#endif
