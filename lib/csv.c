#include "csv.h"

#include "wholefile.h"

#include <stdlib.h>
#include <string.h>

struct csv {
	const char *file;
	struct buffer text;
	struct charset_result charset;
	size_t at;
	unsigned long long line, begin; /* lines are counted from 1 */
	struct view *fields;
	size_t count, room;
	struct arena memory; /* fields that had doubled quotes or CRLF in them */
};

static int
load(struct csv *c, struct charset *charset, struct error *e)
{
	struct buffer bytes = { 0 };
	int bad = wholefile_read(c->file, CSV_BYTES, &bytes, e);
	if (bad == 0)
		bad = charset_decode(charset, buffer_view(&bytes), VIEW(""), &c->text, &c->charset, e);
	buffer_free(&bytes);
	if (bad == 0 && c->charset.failed)
		return error_set(e, "%s: in no charset that is known", c->file);
	return bad;
}

struct csv *
csv_open(const char *path, struct charset *charset, struct error *e)
{
	struct csv *c = calloc(1, sizeof *c);
	if (c == NULL) {
		error_set(e, "no memory");
		return NULL;
	}
	*c = (struct csv) { .file = path, .line = 1 };
	if (load(c, charset, e) != 0) {
		csv_close(c);
		return NULL;
	}
	return c;
}

void
csv_close(struct csv *c)
{
	if (c == NULL)
		return;
	buffer_free(&c->text);
	arena_free(&c->memory);
	free(c->fields);
	free(c);
}

static int
add_field(struct csv *c, struct view field, struct error *e)
{
	if (c->count == CSV_COLUMNS)
		return error_set(e, "%s:%llu: more than %d fields", c->file, c->line, CSV_COLUMNS);
	if (c->count == c->room) {
		size_t room = c->room ? c->room * 2 : 32;
		struct view *fields = realloc(c->fields, room * sizeof *fields);
		if (fields == NULL)
			return error_set(e, "no memory");
		c->fields = fields;
		c->room = room;
	}
	c->fields[c->count++] = field;
	return 0;
}

/* The length of the line end at `at`: 2, 1, or 0 where there is none. */
static size_t
line_end(const struct csv *c, size_t at)
{
	const char *p = c->text.at + at;
	size_t left = c->text.len - at;
	if (left >= 2 && p[0] == '\r' && p[1] == '\n')
		return 2;
	return left >= 1 && p[0] == '\n';
}

static int
plain_field(struct csv *c, struct error *e)
{
	size_t from = c->at;
	while (c->at < c->text.len && c->text.at[c->at] != ',' && line_end(c, c->at) == 0) {
		if (c->text.at[c->at] == '"')
			return error_set(
			    e, "%s:%llu: a quote within a field that has none around it", c->file, c->line);
		c->at++;
	}
	return add_field(c, (struct view) { c->text.at + from, c->at - from }, e);
}

/* What stands between quotes, with doubled quotes halved and CRLF as LF. */
static int
unquote(struct csv *c, struct view inside, struct error *e)
{
	if (memchr(inside.at, '"', inside.len) == NULL && memchr(inside.at, '\r', inside.len) == NULL)
		return add_field(c, inside, e);
	char *out = arena_take(&c->memory, inside.len);
	size_t n = 0;
	if (out == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < inside.len; i++) {
		bool next = i + 1 < inside.len;
		if (inside.at[i] == '\r' && next && inside.at[i + 1] == '\n')
			continue;
		out[n++] = inside.at[i];
		if (inside.at[i] == '"')
			i++; /* the second one of two */
	}
	return add_field(c, (struct view) { out, n }, e);
}

static int
quoted_field(struct csv *c, struct error *e)
{
	size_t from = ++c->at;
	unsigned long long begin = c->line;
	for (; c->at < c->text.len; c->at++) {
		c->line += c->text.at[c->at] == '\n';
		if (c->text.at[c->at] != '"')
			continue;
		if (c->at + 1 == c->text.len || c->text.at[c->at + 1] != '"')
			break;
		c->at++;
	}
	if (c->at == c->text.len)
		return error_set(e, "%s:%llu: a quote that is never closed", c->file, begin);
	struct view inside = { c->text.at + from, c->at - from };
	c->at++;
	if (c->at < c->text.len && c->text.at[c->at] != ',' && line_end(c, c->at) == 0)
		return error_set(e, "%s:%llu: text behind a closing quote", c->file, c->line);
	return unquote(c, inside, e);
}

int
csv_next(struct csv *c, struct view **fields, size_t *count, struct error *e)
{
	size_t from = c->at;
	arena_reset(&c->memory);
	c->count = 0;
	c->begin = c->line;
	if (c->at == c->text.len)
		return 0;
	for (;;) {
		bool quoted = c->at < c->text.len && c->text.at[c->at] == '"';
		if ((quoted ? quoted_field(c, e) : plain_field(c, e)) != 0)
			return -1;
		if (c->at == c->text.len || c->text.at[c->at] != ',')
			break;
		c->at++;
	}
	if (c->at - from > CSV_RECORD)
		return error_set(
		    e, "%s:%llu: a record of more than %zu bytes", c->file, c->begin, CSV_RECORD);
	size_t end = line_end(c, c->at);
	c->at += end;
	c->line += end > 0;
	*fields = c->fields;
	*count = c->count;
	return 1;
}

unsigned long long
csv_line(const struct csv *c)
{
	return c->begin;
}

const struct charset_result *
csv_charset(const struct csv *c)
{
	return &c->charset;
}

static bool
is_formula(struct view v)
{
	if (v.len == 0 || strchr("=+-@", v.at[0]) == NULL || v.at[0] == '\0')
		return false;
	for (size_t i = 1; i < v.len; i++)
		if ((v.at[i] < '0' || v.at[i] > '9') && v.at[i] != '.')
			return true;
	return v.len == 1 || v.at[0] == '=' || v.at[0] == '@';
}

static void
append_field(struct buffer *out, struct view v)
{
	bool formula = is_formula(v), quoted = false;
	for (size_t i = 0; i < v.len; i++)
		quoted = quoted || strchr("\",\r\n", v.at[i]) != NULL;
	if (quoted)
		buffer_byte(out, '"');
	if (formula)
		buffer_byte(out, '\'');
	for (size_t i = 0; i < v.len; i++) {
		if (v.at[i] == '"')
			buffer_byte(out, '"');
		buffer_byte(out, v.at[i]);
	}
	if (quoted)
		buffer_byte(out, '"');
}

void
csv_append(struct buffer *out, const struct view *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_byte(out, ',');
		append_field(out, fields[i]);
	}
	buffer_append(out, VIEW("\r\n"));
}
