#include "heading.h"

#include "utf8.h"

#include <string.h>

int
heading_load(struct heading_labels *l, const char *path, struct error *e)
{
	memset(l, 0, sizeof *l);
	if (table_load(&l->table, path, e) != 0 || (l->label = table_need(&l->table, "label", e)) < 0 ||
	    (l->column = table_need(&l->table, "column", e)) < 0)
		return -1;
	for (size_t r = 0; r < l->table.rows; r++) {
		struct view column = table_cell(&l->table, r, l->column);
		size_t i = 0;
		while (i < l->count && !view_equal(l->columns[i], column))
			i++;
		if (i < l->count || view_equal(column, VIEW("-")))
			continue;
		if (l->count == HEADING_COLUMNS)
			return error_set(
			    e, "%s:%llu: more than %d columns", path, l->table.lines[r], HEADING_COLUMNS);
		l->columns[l->count++] = column;
	}
	return 0;
}

void
heading_free(struct heading_labels *l)
{
	table_free(&l->table);
}

static int
find_label(const struct heading_labels *l, struct view label)
{
	for (size_t r = 0; r < l->table.rows; r++)
		if (view_equal(table_cell(&l->table, r, l->label), label))
			return (int)r;
	return -1;
}

struct view
heading_column(const struct heading_labels *l, struct view label)
{
	int row = find_label(l, label);
	struct view column = row < 0 ? VIEW("") : table_cell(&l->table, (size_t)row, l->column);
	return view_equal(column, VIEW("-")) ? VIEW("") : column;
}

/* Without blanks at both ends, the wide one (U+3000) among them. */
static struct view
trim(struct view v)
{
	static const char wide[] = "\xE3\x80\x80";
	for (;;) {
		size_t before = v.len;
		v = view_trim(v);
		if (view_starts(v, VIEW(wide)))
			v = view_slice(v, 3, v.len);
		if (view_ends(v, VIEW(wide)))
			v = view_slice(v, 0, v.len - 3);
		if (v.len == before)
			return v;
	}
}

/* A statement that begins a line: where its label stands in the table, and where its value begins. */
struct opening {
	int row;
	size_t value; /* offset behind label and colon */
};

static bool
opens(const struct heading_labels *l, struct view line, struct opening *o)
{
	bool bracket = view_starts(line, VIEW("【"));
	size_t from = bracket ? strlen("【") : 0;
	for (size_t r = 0; r < l->table.rows; r++) {
		struct view label = table_cell(&l->table, r, l->label),
		            rest = view_slice(line, from, line.len);
		if (label.len == 0 || !view_starts(rest, label))
			continue;
		rest = view_slice(rest, label.len, rest.len);
		if (bracket && !view_starts(rest, VIEW("】")))
			continue;
		if (bracket)
			rest = view_slice(rest, strlen("】"), rest.len);
		struct view value = trim(rest);
		size_t colon = view_starts(value, VIEW("：")) ? strlen("：") : view_starts(value, VIEW(":"));
		/* A label without bracket and colon is one only if it stands alone. */
		if (!bracket && colon == 0 && value.len > 0)
			continue;
		*o = (struct opening) { (int)r, line.len - value.len + colon };
		if (value.len == 0)
			o->value = line.len;
		return true;
	}
	return false;
}

/* Where the next statement begins in a line, behind blanks; else the line's length. */
static size_t
next_opening(const struct heading_labels *l, struct view line, size_t from)
{
	struct opening o;
	for (size_t i = from; i < line.len; i++) {
		bool blank = line.at[i] == ' ' || line.at[i] == '\t' ||
		             view_starts(view_slice(line, i, line.len), VIEW("\xE3\x80\x80"));
		if (!blank && !view_starts(view_slice(line, i, line.len), VIEW("【")))
			continue;
		struct view rest = trim(view_slice(line, i, line.len));
		/* The line was trimmed, so `rest` ends where it ends. */
		if (rest.len > 0 && opens(l, rest, &o) && o.value < rest.len)
			return line.len - rest.len;
	}
	return line.len;
}

static void
state(const struct heading_labels *l, struct heading *h, int row, struct view value)
{
	struct view column = table_cell(&l->table, (size_t)row, l->column);
	for (size_t i = 0; i < l->count; i++)
		if (view_equal(l->columns[i], column) && h->values[i].len == 0)
			h->values[i] = trim(value);
}

/* The statements of a line. Returns the row of a label whose value must be on the next line, -1, or -2: no statement. */
static int
read_line(const struct heading_labels *l, struct heading *h, struct view line)
{
	struct opening o;
	int open = -2;
	while (line.len > 0 && opens(l, line, &o)) {
		size_t end = next_opening(l, line, o.value);
		struct view value = trim(view_slice(line, o.value, end));
		h->statements++;
		open = value.len == 0 ? o.row : -1;
		if (value.len > 0)
			state(l, h, o.row, value);
		line = trim(view_slice(line, end, line.len));
	}
	return open;
}

/* Cuts the first line off, trimmed. */
static bool
take_line(struct view *rest, struct view *line)
{
	if (!view_split(rest, '\n', line))
		return false;
	*line = trim(*line);
	return true;
}

/* The text without blank lines at its ends, and without dropped statements at its end. */
static struct view
trim_text(const struct heading_labels *l, struct view text)
{
	struct opening o;
	for (;;) {
		text = trim(text);
		size_t from = text.len;
		while (from > 0 && text.at[from - 1] != '\n')
			from--;
		struct view last = trim(view_slice(text, from, text.len));
		if (last.len == 0 || !opens(l, last, &o) ||
		    !view_equal(table_cell(&l->table, (size_t)o.row, l->column), VIEW("-")))
			return text;
		text = view_slice(text, 0, from);
	}
}

void
heading_read(const struct heading_labels *l, struct view text, struct heading *h)
{
	struct view rest = text, line, body = text;
	struct opening o;
	int open = -1; /* a label that waits for its value */
	memset(h, 0, sizeof *h);
	while (take_line(&rest, &line)) {
		if (line.len == 0) {
			open = -1;
			continue;
		}
		if (h->title.len == 0 && h->statements == 0 && !opens(l, line, &o)) {
			h->title = line;
			body = rest;
			continue;
		}
		if (opens(l, line, &o) &&
		    view_equal(table_cell(&l->table, (size_t)o.row, l->column), VIEW("text"))) {
			/* 正文： ends the head; what stands behind it on the line is the text's beginning. */
			h->statements++;
			body = (struct view) { line.at + o.value,
				(size_t)(text.at + text.len - line.at) - o.value };
			break;
		}
		int got = read_line(l, h, line);
		if (got == -2 && open >= 0)
			state(l, h, open, line);
		else if (got == -2)
			break;
		open = got == -2 ? -1 : got;
		body = rest;
	}
	h->text = trim_text(l, h->statements > 0 ? body : text);
}

/* ---- names of files ---- */

/* What stands in the last pair of brackets, if the name ends in one; `*before` is what stands before it. */
static bool
last_brackets(struct view name, struct view *inside, struct view *before)
{
	static const char *const pairs[][2] = { { "(", ")" }, { "（", "）" } };
	for (size_t i = 0; i < 2; i++) {
		struct view open = view_of(pairs[i][0]), close = view_of(pairs[i][1]);
		if (!view_ends(name, close))
			continue;
		struct view rest = view_slice(name, 0, name.len - close.len);
		for (size_t from = rest.len; from-- > 0;)
			if (view_starts(view_slice(rest, from, rest.len), open)) {
				*inside = view_slice(rest, from + open.len, rest.len);
				*before = trim(view_slice(rest, 0, from));
				return true;
			}
	}
	return false;
}

static struct view
read_code(struct view v)
{
	size_t digits = 0;
	if (view_starts(v, VIEW("FBM-")))
		v = view_slice(v, 4, v.len);
	if (!view_starts(v, VIEW("CLI.")))
		return VIEW("");
	for (size_t i = 0; i < v.len; i++) {
		char c = v.at[i];
		digits += c >= '0' && c <= '9';
		if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && c != '.')
			return VIEW("");
	}
	return digits > 0 ? v : VIEW("");
}

struct heading_name
heading_name(struct view name)
{
	struct heading_name n = { 0 };
	struct view inside, before;
	unsigned long long copy;
	if (view_ends(name, VIEW(".txt")) || view_ends(name, VIEW(".TXT")))
		name = view_slice(name, 0, name.len - 4);
	name = trim(name);
	if (last_brackets(name, &inside, &before) && inside.len < 3 && view_number(inside, &copy) == 0 &&
	    last_brackets(before, &inside, &(struct view) { 0 }) && read_code(inside).len > 0)
		name = before;
	n.title = name;
	if (last_brackets(name, &inside, &before) && read_code(inside).len > 0) {
		n.code = read_code(inside);
		n.title = before;
	}
	for (bool more = true; more;) {
		more = false;
		static const char *const ends[] = { "…", "..." };
		for (size_t i = 0; i < 2; i++)
			if (view_ends(n.title, view_of(ends[i]))) {
				n.title = trim(view_slice(n.title, 0, n.title.len - 3));
				n.cut = more = true;
			}
	}
	return n;
}
