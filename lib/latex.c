#include "latex.h"

#include "prose.h"

#include "utf8.h"

enum { UNBROKEN = 16, WIDE = 36 };

static const char *
escape(char c)
{
	switch (c) {
	case '\\':
		return "\\textbackslash{}";
	case '^':
		return "\\textasciicircum{}";
	case '~':
		return "\\textasciitilde{}";
	case '<':
		return "\\textless{}";
	case '>':
		return "\\textgreater{}";
	case '{':
		return "\\{";
	case '}':
		return "\\}";
	case '$':
		return "\\$";
	case '&':
		return "\\&";
	case '#':
		return "\\#";
	case '_':
		return "\\_";
	case '%':
		return "\\%";
	/* Within brackets, as an option would be. */
	case '[':
		return "{[}";
	case ']':
		return "{]}";
	default:
		return NULL;
	}
}

/* Digests and addresses have no blank to be broken at. */
static void
put(struct buffer *out, struct view text)
{
	struct buffer sound = { 0 };
	size_t run = 0;
	utf8_repair(text, &sound);
	for (size_t i = 0; i < sound.len; i++) {
		unsigned char c = (unsigned char)sound.at[i];
		const char *escaped = escape((char)c);
		run = c <= ' ' || c >= 0x80 ? 0 : run + 1;
		if (escaped != NULL)
			buffer_append(out, view_of(escaped));
		else
			buffer_byte(out, c < ' ' || c == 0x7f ? ' ' : (char)c);
		if (run > 0 && run % UNBROKEN == 0)
			buffer_append(out, VIEW("\\allowbreak{}"));
	}
	out->failed |= sound.failed;
	buffer_free(&sound);
}

static const struct prose prose;

static void
put_line(struct buffer *out, const char *before, struct view text, const char *behind)
{
	prose_line(out, &prose, before, text, behind);
}

/* ---- tables ---- */

static bool
is_wide(const struct sheet *s, size_t column)
{
	for (size_t row = 0; row < s->shown; row++)
		if (utf8_count(s->cells[row * s->count + column].words) > WIDE)
			return true;
	return false;
}

static size_t
shown_columns(const struct sheet *s, size_t from, size_t to)
{
	size_t n = 0;
	for (size_t c = from; c < to; c++)
		n += sheet_column_shown(&s->columns[c]);
	return n;
}

static void
put_columns(struct buffer *out, const struct sheet *s)
{
	bool few = shown_columns(s, 0, s->count) <= 3;
	buffer_append(out, VIEW("\\begin{longtable}{@{}"));
	for (size_t c = 0; c < s->count; c++) {
		if (!sheet_column_shown(&s->columns[c]))
			continue;
		if (s->columns[c].kind != SHEET_WORDS)
			buffer_byte(out, 'r');
		else if (is_wide(s, c))
			buffer_format(
			    out, ">{\\raggedright\\arraybackslash}p{%s\\linewidth}", few ? ".55" : ".26");
		else
			buffer_byte(out, 'l');
	}
	buffer_append(out, VIEW("@{}}\n"));
}

/* The groups' headings and the rules below them, where there are groups. */
static void
put_groups(struct buffer *out, const struct sheet *s)
{
	struct buffer rules = { 0 };
	size_t at = 0;
	for (size_t c = 0, end; c < s->count; c = end) {
		end = sheet_group_end(s, c);
		size_t n = shown_columns(s, c, end);
		if (n == 0)
			continue;
		buffer_append(out, at > 0 ? VIEW(" & ") : VIEW(""));
		if (s->columns[c].group.len > 0) {
			buffer_format(out, "\\multicolumn{%zu}{c}{", n);
			put_line(out, "", s->columns[c].group, "}");
			buffer_format(&rules, "\\cmidrule(lr){%zu-%zu}", at + 1, at + n);
		}
		at += n;
	}
	buffer_append(out, VIEW(" \\\\\n"));
	buffer_append(out, buffer_view(&rules));
	buffer_byte(out, '\n');
	out->failed |= rules.failed;
	buffer_free(&rules);
}

static void
put_head(struct buffer *out, const struct sheet *s)
{
	bool first = true;
	buffer_append(out, VIEW("\\toprule\n"));
	if (sheet_grouped(s))
		put_groups(out, s);
	for (size_t c = 0; c < s->count; c++) {
		if (!sheet_column_shown(&s->columns[c]))
			continue;
		put_line(out, first ? "" : " & ", s->columns[c].head, "");
		first = false;
	}
	buffer_append(out, VIEW(" \\\\\n\\midrule\n"));
}

static void
put_row(struct buffer *out, const struct sheet *s, size_t row, struct arena *a)
{
	bool first = true;
	if (row == s->totals && row > 0)
		buffer_append(out, VIEW("\\midrule\n"));
	for (size_t c = 0; c < s->count; c++) {
		if (!sheet_column_shown(&s->columns[c]))
			continue;
		struct view text = sheet_shown(s, row, c, a);
		out->failed |= text.at == NULL;
		put_line(out, first ? "" : " & ", text, "");
		first = false;
	}
	buffer_append(out, VIEW(" \\\\\n"));
}

static void
put_sheet(struct buffer *out, const struct sheet *s)
{
	struct arena memory = { 0 };
	buffer_append(out, VIEW("{\\footnotesize\n"));
	put_columns(out, s);
	put_line(out, "\\caption*{", s->caption, "}\\\\\n");
	put_head(out, s);
	buffer_append(out, VIEW("\\endfirsthead\n"));
	put_head(out, s);
	buffer_append(out, VIEW("\\endhead\n\\bottomrule\n\\endlastfoot\n"));
	for (size_t row = 0; row < s->shown; row++)
		put_row(out, s, row, &memory);
	buffer_append(out, VIEW("\\end{longtable}}\n"));
	if (s->note.len > 0)
		put_line(out, "{\\footnotesize\\noindent ", s->note, "\\par}\n");
	buffer_byte(out, '\n');
	arena_free(&memory);
}

/* ---- the document ---- */

static const struct prose prose = { put, put_sheet, { "\\section*{", "}\n" }, { "", "\n\n" },
	{ "\\textbf{", "}\n\n" } };

void
latex_report(struct buffer *out, const struct report *r)
{
	buffer_append(
	    out, VIEW("% Compile with: xelatex FILE\n\\documentclass[a4paper]{article}\n"
	              "\\usepackage[margin=2cm]{geometry}\n\\usepackage{array,booktabs,longtable,caption}\n"
	              "\\usepackage{fontspec}\n\\usepackage{xeCJK}\n"
	              "\\IfFontExistsTF{Noto Serif CJK SC}{\\setCJKmainfont{Noto Serif CJK SC}}{}\n"
	              "\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{.6em}\n\\begin{document}\n"));
	put_line(out, "{\\LARGE ", r->title, "\\par}\n\n");
	if (r->synthetic.len > 0)
		put_line(out, "\\fbox{\\parbox{.96\\linewidth}{\\textbf{", r->synthetic, "}}}\n\n");
	if (r->figure_count == 0)
		put_line(out, "", r->lead, "\n\n");
	for (size_t i = 0; i < r->figure_count; i++)
		put_line(out, "", r->figures[i].sentence, "\n\n");
	prose_blocks(out, &prose, r);
	buffer_append(out, VIEW("\\end{document}\n"));
}
