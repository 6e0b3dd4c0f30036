/*
 * What became of a run's pages, by host.
 */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "arena.h"
#include "error.h"
#include "keymap.h"
#include "tsv.h"

enum summary_end { SUMMARY_GOT, SUMMARY_UNCHANGED, SUMMARY_FAILED };

struct summary_error {
	const char *token;
	unsigned long long count;
};
struct summary_host {
	struct view name;
	unsigned long long got, unchanged, failed, bytes, ms;
	struct summary_error *errors;
	size_t count;
};

/* All zero bytes: nothing yet. */
struct summary {
	struct keymap names;
	struct summary_host **hosts;
	size_t count, room;
	struct summary_host total;
	struct arena memory;
};

void summary_free(struct summary *s);

/*
 * Adds a page of `url`'s host (of a file address the first part of its path, `-` where there is none): how it ended,
 * with which error (kept; a string that stays), how many bytes came and how long it took. 0, or -1: no memory.
 */
int summary_add(struct summary *s, struct view url, enum summary_end end, const char *error,
    unsigned long long bytes, unsigned long long ms);

/* Appends one line of plain English about the whole run, without a newline. */
void summary_line(const struct summary *s, struct buffer *out);
/*
 * Writes a table: host asked got unchanged failed errors bytes seconds; by host, and first the whole run as `*`. `errors`
 * is `token=count` with commas between. 0, or -1: no memory.
 */
int summary_write(const struct summary *s, struct tsv_writer *w, struct error *e);
/* True where more than `percent` of what was asked for failed. */
bool summary_failed(const struct summary *s, unsigned percent);

#endif
