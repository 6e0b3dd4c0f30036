/*
 * The process that starts filters, and what goes between it and the process that reads files. It holds no file of its parent's, and is in a
 * sandbox in which it can start the table's programs and nothing else; a program's own sandbox is tighter still: see sandbox.h.
 */
#ifndef FILTERHOST_H
#define FILTERHOST_H

#include "filtertable.h"

enum { FILTER_OUTPUT = 64 << 20 }; /* bytes that a program may write */

enum filter_result { FILTER_RAN, FILTER_FAILED, FILTER_LATE, FILTER_OVERFLOW };

/* What goes to the host before a file's bytes, and what comes back before a text's. */
struct filter_request {
	size_t row, len;
};
struct filter_answer {
	enum filter_result result;
	size_t len;
};

/* All of `len` bytes through a pipe; false: the other side is gone. */
bool filterhost_write(int fd, const void *from, size_t len);
bool filterhost_read(int fd, void *to, size_t len);

/*
 * The host's life, to be called in a child that has no descriptors open but 0 to 2 and these two: says in an answer whether it is in its
 * sandbox, or why not, then serves requests until `from` ends.
 */
_Noreturn void filterhost_live(const struct filtertable *t, int from, int to);

#endif
