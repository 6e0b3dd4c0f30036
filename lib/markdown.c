#include "markdown.h"

#include "prose.h"

#include <string.h>

/* A backslash takes the meaning from every ASCII mark (CommonMark 0.30 §2.4). */
static void
put(struct buffer *out, struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		unsigned char c = (unsigned char)v.at[i];
		if (c != 0 && strchr("\\`*_{}[]<>#|&~$", c) != NULL)
			buffer_byte(out, '\\');
		buffer_byte(out, c < ' ' || c == 0x7f ? ' ' : (char)c);
	}
}

static const struct prose prose;

static void
put_line(struct buffer *out, const char *before, struct view text, const char *behind)
{
	prose_line(out, &prose, before, text, behind);
}

static void
put_sheet(struct buffer *out, const struct sheet *s)
{
	struct arena memory = { 0 };
	put_line(out, "", s->caption, ":\n\n|");
	for (size_t c = 0; c < s->count; c++)
		if (s->columns[c].head.len > 0)
			put_line(out, " ", sheet_heading(s, c, &memory), " |");
	buffer_append(out, VIEW("\n|"));
	for (size_t c = 0; c < s->count; c++)
		if (s->columns[c].head.len > 0)
			buffer_append(
			    out, s->columns[c].kind == SHEET_WORDS ? VIEW(" --- |") : VIEW(" ---: |"));
	for (size_t row = 0; row < s->shown; row++) {
		buffer_append(out, VIEW("\n|"));
		for (size_t c = 0; c < s->count; c++)
			if (s->columns[c].head.len > 0)
				put_line(out, " ", sheet_shown(s, row, c, &memory), " |");
	}
	buffer_append(out, VIEW("\n\n"));
	if (s->note.len > 0)
		put_line(out, "", s->note, "\n\n");
	arena_free(&memory);
}

static const struct prose prose = { put, put_sheet, { "## ", "\n\n" }, { "", "\n\n" }, { "**", "**\n\n" } };

void
markdown_report(struct buffer *out, const struct report *r)
{
	put_line(out, "# ", r->title, "\n\n");
	if (r->synthetic.len > 0)
		put_line(out, "**", r->synthetic, "**\n\n");
	if (r->figure_count == 0)
		put_line(out, "", r->lead, "\n\n");
	for (size_t i = 0; i < r->figure_count; i++)
		put_line(out, "* ", r->figures[i].sentence, i + 1 == r->figure_count ? "\n\n" : "\n");
	prose_blocks(out, &prose, r);
}
