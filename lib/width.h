/*
 * How many columns text takes where every character has its cell, as on a terminal: 2 for a wide character (Unicode Standard
 * Annex 11, classes W and F), 0 for one that combines or has no shape, else 1 (also class A, "ambiguous"). By utf8proc.
 *
 * A control character takes 1: width_put shows it as a blank, because it would move the terminal's cursor.
 */
#ifndef WIDTH_H
#define WIDTH_H

#include "arena.h"
#include "view.h"

/* The character at byte `at` of `v`, which must not be the end: its bytes, and its columns in `*columns`. A malformed byte is 1 and 1. */
size_t width_step(struct view v, size_t at, unsigned *columns);
/* Columns that `v` takes. */
size_t width_of(struct view v);
/* The longest beginning, and the longest end, of `v` that take at most `columns`. No character is cut. */
struct view width_head(struct view v, size_t columns);
struct view width_tail(struct view v, size_t columns);
/* Appends `v`, control characters (C0, DEL and C1) as blanks. */
void width_put(struct buffer *out, struct view v);
/* Appends `count` blanks. */
void width_pad(struct buffer *out, size_t count);

#endif
