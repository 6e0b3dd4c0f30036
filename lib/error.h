/*
 * What went wrong, in one line of plain English.
 *
 * A library function that can fail takes a `struct error *` and returns -1 (or NULL) after writing into it; the
 * program adds its own name and prints the line. A line about a file reads `file:line: what is wrong`.
 */
#ifndef ERROR_H
#define ERROR_H

struct error {
	char text[1024]; /* without a final newline; cut at the cap, never overrun */
};

/* Writes a printf-style message into `e`. Returns -1, so that a caller can write `return error_set(e, ...)`. */
int error_set(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same with `: strerror(errno)` behind it. Returns -1. */
int error_system(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
