/*
 * A borrowed piece of text: a pointer and a length in bytes. It owns nothing and need not end in NUL.
 */
#ifndef VIEW_H
#define VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct view {
	const char *at;
	size_t len;
};

/* A view of a string literal, usable in expressions; VIEW_INIT for the initialiser of a static object. */
#define VIEW(literal) ((struct view) { (literal), sizeof(literal) - 1 })
#define VIEW_INIT(literal)                                                                                   \
	{                                                                                                    \
		(literal), sizeof(literal) - 1                                                               \
	}

/* `%.*s` wants an int and a pointer: printf("%.*s", VIEW_ARGS(v)). */
#define VIEW_ARGS(v) (int)((v).len > 200 ? 200 : (v).len), (v).at

/* The shortest are in line: they are asked for every few bytes of a page. */

/* Of a NUL-terminated string; NULL gives the empty view. */
static inline struct view
view_of(const char *string)
{
	return (struct view) { string ? string : "", string ? strlen(string) : 0 };
}

/* Bytes from..to (to excluded), both clamped to the view. */
static inline struct view
view_slice(struct view v, size_t from, size_t to)
{
	if (to > v.len)
		to = v.len;
	if (from > to)
		from = to;
	return v.len > 0 ? (struct view) { v.at + from, to - from } : v;
}

static inline bool
view_equal(struct view a, struct view b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool
view_starts(struct view v, struct view prefix)
{
	return v.len >= prefix.len && (prefix.len == 0 || memcmp(v.at, prefix.at, prefix.len) == 0);
}

static inline bool
view_ends(struct view v, struct view suffix)
{
	return v.len >= suffix.len &&
	       (suffix.len == 0 || memcmp(v.at + v.len - suffix.len, suffix.at, suffix.len) == 0);
}

/* The value of a hexadecimal digit, small or capital; -1: it is none. */
static inline int
view_hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	                              : -1;
}

int view_compare(struct view a, struct view b); /* by bytes: <0, 0, >0 */
/* Offset of the first `needle` at or behind `from`, or (size_t)-1. An empty needle is found at once. */
size_t view_find(struct view v, struct view needle, size_t from);
/* Without ASCII white space at both ends. */
struct view view_trim(struct view v);
/* Cuts the part before the first `mark` off `*rest` into `*part`; the last part has no mark. False when nothing is left. */
bool view_split(struct view *rest, char mark, struct view *part);
/* Decimal digits only, at least one, no sign, no overflow: 0; anything else: -1. The one checked number parser. */
int view_number(struct view v, unsigned long long *number);

#endif
