#include "json.h"

#include "utf8.h"

#include <string.h>

struct parse {
	struct view text;
	size_t at;
	struct arena *memory;
	struct error *e;
	int depth;
};

static void
skip_space(struct parse *p)
{
	while (
	    p->at < p->text.len && strchr(" \t\r\n", p->text.at[p->at]) != NULL && p->text.at[p->at] != '\0')
		p->at++;
}

static char
peek(const struct parse *p)
{
	return p->at < p->text.len ? p->text.at[p->at] : '\0';
}

static int
wrong(struct parse *p, const char *what)
{
	return error_set(p->e, "JSON, byte %zu: %s", p->at, what);
}

static bool
take(struct parse *p, char c)
{
	skip_space(p);
	if (peek(p) != c)
		return false;
	p->at++;
	return true;
}

static int
hex4(struct parse *p, uint32_t *value)
{
	*value = 0;
	for (int i = 0; i < 4; i++, p->at++) {
		int digit = view_hex(peek(p));
		if (digit < 0)
			return wrong(p, "\\u without four hex digits");
		*value = *value * 16 + (uint32_t)digit;
	}
	return 0;
}

/* What stands behind \u; a surrogate without its other half, and NUL, become U+FFFD. */
static int
read_unicode(struct parse *p, char **out)
{
	uint32_t c, low;
	if (hex4(p, &c) != 0)
		return -1;
	size_t behind = p->at;
	if (c >= 0xD800 && c < 0xDC00 && view_starts(view_slice(p->text, p->at, p->text.len), VIEW("\\u"))) {
		p->at += 2;
		if (hex4(p, &low) != 0)
			return -1;
		if (low >= 0xDC00 && low < 0xE000)
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
		else
			p->at = behind;
	}
	*out += utf8_encode(c == 0 ? 0xFFFD : c, *out);
	return 0;
}

static int
read_escape(struct parse *p, char **out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char c = peek(p);
	p->at++;
	if (c == 'u')
		return read_unicode(p, out);
	const char *hit = c ? strchr(from, c) : NULL;
	if (hit == NULL)
		return wrong(p, "an unknown escape");
	*(*out)++ = to[hit - from];
	return 0;
}

/* The end of the string that begins at `at`: its closing quote. Behind the text where there is none. */
static size_t
string_end(struct view text, size_t at)
{
	while (at < text.len && text.at[at] != '"')
		at += text.at[at] == '\\' ? 2 : 1;
	return at;
}

/* Behind the opening quote. A decoded string is never longer than what is written. */
static int
read_string(struct parse *p, struct view *text)
{
	size_t end = string_end(p->text, p->at);
	if (end >= p->text.len)
		return wrong(p, "a string without its end");
	char *out = arena_take(p->memory, end - p->at + 1);
	if (out == NULL)
		return wrong(p, "no memory");
	text->at = out;
	while (p->at < end) {
		unsigned char c = (unsigned char)p->text.at[p->at++];
		if (c == '\\') {
			if (read_escape(p, &out) != 0)
				return -1;
		} else
			*out++ = (char)c; /* raw control characters too: servers send them */
	}
	p->at = end + 1;
	text->len = (size_t)(out - text->at);
	return 0;
}

static int read_value(struct parse *p, struct json *j);

static int
read_member(struct parse *p, struct json *j, bool named)
{
	skip_space(p);
	if (named && (!take(p, '"') || read_string(p, &j->key) != 0 || !take(p, ':')))
		return wrong(p, "no name and colon");
	return read_value(p, j);
}

static int
read_members(struct parse *p, struct json *j, bool named)
{
	char end = named ? '}' : ']';
	struct json **link = &j->first;
	if (++p->depth > JSON_DEPTH)
		return wrong(p, "too deep");
	if (!take(p, end))
		do {
			*link = arena_clear(p->memory, 1, sizeof **link);
			if (*link == NULL)
				return wrong(p, "no memory");
			if (read_member(p, *link, named) != 0)
				return -1;
			link = &(*link)->next;
			if (take(p, end))
				break;
		} while (take(p, ',') || wrong(p, "no comma") == 0);
	p->depth--;
	return p->text.at[p->at - 1] == end ? 0 : -1;
}

static int
read_word(struct parse *p, struct json *j)
{
	static const struct {
		struct view word;
		enum json_kind kind;
	} words[] = { { VIEW_INIT("null"), JSON_NULL }, { VIEW_INIT("false"), JSON_FALSE },
		{ VIEW_INIT("true"), JSON_TRUE } };
	struct view rest = view_slice(p->text, p->at, p->text.len);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (view_starts(rest, words[i].word)) {
			j->kind = words[i].kind;
			p->at += words[i].word.len;
			return 0;
		}
	size_t n = 0;
	while (n < rest.len && rest.at[n] != '\0' && strchr("+-.0123456789eE", rest.at[n]) != NULL)
		n++;
	if (n == 0)
		return wrong(p, "no value");
	j->kind = JSON_NUMBER;
	j->text = view_slice(rest, 0, n);
	p->at += n;
	return 0;
}

static int
read_value(struct parse *p, struct json *j)
{
	skip_space(p);
	char c = peek(p);
	if (c != '"' && c != '{' && c != '[')
		return read_word(p, j);
	p->at++;
	j->kind = c == '"' ? JSON_STRING : c == '{' ? JSON_OBJECT : JSON_ARRAY;
	return c == '"' ? read_string(p, &j->text) : read_members(p, j, c == '{');
}

/* `text` without a byte order mark, and without the `name(` of a call, which `*called` tells. */
static struct view
inside_call(struct view text, bool *called)
{
	if (view_starts(text, VIEW("\xEF\xBB\xBF")))
		text = view_slice(text, 3, text.len);
	text = view_trim(text);
	size_t n = 0;
	while (n < text.len && n < 64 &&
	       ((text.at[n] >= 'a' && text.at[n] <= 'z') || (text.at[n] >= 'A' && text.at[n] <= 'Z') ||
	           (text.at[n] >= '0' && text.at[n] <= '9') || text.at[n] == '_' || text.at[n] == '.' ||
	           text.at[n] == '$'))
		n++;
	*called = n > 0 && n < text.len && text.at[n] == '(';
	return *called ? view_trim(view_slice(text, n + 1, text.len)) : text;
}

bool
json_looks(struct view text)
{
	bool called;
	text = inside_call(text, &called);
	return text.len > 0 && (text.at[0] == '{' || text.at[0] == '[');
}

struct json *
json_parse(struct view text, struct arena *a, struct error *e)
{
	bool called;
	struct parse p = { .text = inside_call(text, &called), .memory = a, .e = e };
	struct json *j = arena_clear(a, 1, sizeof *j);
	if (j == NULL) {
		error_set(e, "JSON: no memory");
		return NULL;
	}
	if (read_value(&p, j) != 0)
		return NULL;
	skip_space(&p);
	if (called && peek(&p) == ')')
		p.at = p.text.len;
	if (p.at < p.text.len) {
		wrong(&p, "something behind the value");
		return NULL;
	}
	return j;
}

const struct json *
json_member(const struct json *j, struct view key)
{
	const struct json *found = NULL;
	if (j == NULL || j->kind != JSON_OBJECT)
		return NULL;
	for (const struct json *m = j->first; m != NULL; m = m->next)
		if (view_equal(m->key, key))
			found = m;
	return found;
}

int
json_walk(const struct json *j, struct view path, json_visit *visit, void *context)
{
	struct view name;
	if (path.len == 0)
		return visit(context, j);
	(void)view_split(&path, '.', &name);
	if (!view_equal(name, VIEW("*"))) {
		j = json_member(j, name);
		return j == NULL ? 0 : json_walk(j, path, visit, context);
	}
	int ended = 0;
	for (const struct json *m = j->first; m != NULL && ended == 0; m = m->next)
		ended = json_walk(m, path, visit, context);
	return ended;
}

void
json_string(struct buffer *out, struct view text)
{
	struct buffer sound = { 0 };
	utf8_repair(text, &sound);
	buffer_byte(out, '"');
	for (size_t i = 0; i < sound.len; i++) {
		unsigned char c = (unsigned char)sound.at[i];
		if (c == '"' || c == '\\')
			buffer_byte(out, '\\');
		if (c < ' ')
			buffer_format(out, "\\u%04x", c);
		else
			buffer_byte(out, (char)c);
	}
	buffer_byte(out, '"');
	out->failed |= sound.failed;
	buffer_free(&sound);
}
