#include "dateline.h"

#include "utf8.h"

#define NOWHERE ((size_t)-1)

/* Characters of such a line, and of one without a time of day, at most; blocks behind the title that are looked at; characters of a paragraph. */
enum { LONGEST = 80, SHORT = 30, BEHIND = 16, NEXT = 3, PROSE = 40 };

static bool
is_digit(struct view v, size_t at)
{
	return at < v.len && v.at[at] >= '0' && v.at[at] <= '9';
}

/* h:mm behind a day: after blanks, a T, or at once. */
static bool
has_time(struct view text, size_t at)
{
	while (at < text.len && (text.at[at] == ' ' || text.at[at] == 'T' || text.at[at] == OUTLINE_INLINE))
		at++;
	if (!is_digit(text, at))
		return false;
	at += is_digit(text, at + 1) ? 2 : 1;
	return at < text.len && text.at[at] == ':' && is_digit(text, at + 1) && is_digit(text, at + 2);
}

bool
dateline_read(struct view text, int last, struct date *d)
{
	size_t start, end;
	if (text.len > 4 * LONGEST || !date_find(text, 0, last, d, &start, &end) || d->day == 0)
		return false;
	size_t chars = utf8_count(text);
	if (has_time(text, end))
		return chars <= LONGEST;
	bool figures = start == 0 && end > 4 && (text.at[4] == '-' || text.at[4] == '/' || text.at[4] == '.');
	return figures && chars <= SHORT;
}

/* The title's block: the main heading that holds all of it, else the first block; without one the first main heading; o->count: there is neither. */
static size_t
title_block(const struct outline *o, struct view title)
{
	size_t first = o->count, heading = o->count;
	struct buffer plain = { 0 };
	for (size_t i = 0; i < o->count; i++) {
		const struct block *b = &o->blocks[i];
		if ((b->flags & (OUTLINE_HEAD | OUTLINE_HIDDEN)) || b->linked > 0)
			continue;
		bool holds =
		    title.len > 0 && view_find(outline_plain_text(o, i, &plain), title, 0) != NOWHERE;
		if (holds && b->heading == 1) {
			first = i;
			break;
		}
		first = holds && first == o->count ? i : first;
		heading = b->heading == 1 && heading == o->count ? i : heading;
	}
	buffer_free(&plain);
	return first < o->count ? first : heading;
}

void
dateline_offer(const struct outline *o, struct facts *f)
{
	if (f->value[FACT_PUBLISHED].len > 0 && f->trials == NULL) /* it couldn't be taken */
		return;
	size_t from = title_block(o, f->value[FACT_TITLE]), prose = 0;
	for (size_t i = from; i < o->count && i <= from + BEHIND && prose < 2; i++) {
		const struct block *b = &o->blocks[i];
		struct date d;
		char out[DATE_ROOM];
		struct view text = outline_text(o, i);
		prose += b->chars >= PROSE && b->stops >= 2;
		bool aside =
		    (b->flags & OUTLINE_ASIDE) && i > from + NEXT; /* beside the text, not under its title */
		if ((b->flags & (OUTLINE_HEAD | OUTLINE_HIDDEN)) || aside ||
		    !dateline_read(text, f->last, &d))
			continue;
		struct date alone;
		if (date_at(text, 0, f->last, &alone) == text.len)
			return;
		facts_offer(f, FACT_PUBLISHED, (struct view) { out, date_write(d, out) }, "dateline");
		return;
	}
}
