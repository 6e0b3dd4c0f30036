#include "markup.h"

#include "tag.h"

#include <string.h>
#include <strings.h>

#define NOWHERE ((size_t)-1)

enum { FAR = 1 << 20 }; /* a quoted value that isn't closed within this many bytes isn't closed */

struct open {
	enum tag tag;
	bool renamed; /* its closing tag is written </span> */
	unsigned hash;
};

struct pass {
	struct view page;
	size_t at;
	struct buffer *out;
	struct markup *seen;
	struct open stack[MARKUP_DEPTH];
	size_t depth, dropped; /* `dropped`: opening tags left out since the depth was reached */
	bool no_comment_end;   /* there is no more --> in the page: don't look again */
	bool no_quote[2];      /* no more " or ' */
	unsigned no_raw;       /* bit per raw element: no more closing tag of it */
};

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
same(struct view a, const char *lower)
{
	return a.len == strlen(lower) && strncasecmp(a.at, lower, a.len) == 0;
}

static char
peek(const struct pass *p, size_t ahead)
{
	return p->at + ahead < p->page.len ? p->page.at[p->at + ahead] : '\0';
}

/* Moves behind the next `mark`, or to the end. */
static void
skip_behind(struct pass *p, char mark)
{
	const char *hit = memchr(p->page.at + p->at, mark, p->page.len - p->at);
	p->at = hit ? (size_t)(hit - p->page.at) + 1 : p->page.len;
}

/* <!-- … -->. Without an end it is closed at its first >, as browsers of old did: better a stray word than no page. */
static void
skip_comment(struct pass *p)
{
	size_t end = p->no_comment_end ? NOWHERE : view_find(p->page, VIEW("-->"), p->at + 2);
	if (end != NOWHERE) {
		p->at = end + 3;
		return;
	}
	p->no_comment_end = true;
	skip_behind(p, '>');
}

/* ---- attributes ---- */

struct attribute {
	struct view name, value;
};

static struct view
read_quoted(struct pass *p, char quote)
{
	size_t from = p->at + 1;
	bool *none = &p->no_quote[quote == '"'];
	const char *hit =
	    *none || from >= p->page.len ? NULL : memchr(p->page.at + from, quote, p->page.len - from);
	if (hit == NULL)
		*none = true;
	size_t end = hit ? (size_t)(hit - p->page.at) : NOWHERE;
	if (end == NOWHERE || end - from > FAR) { /* unclosed: it ends with the tag */
		p->at = from;
		while (p->at < p->page.len && p->page.at[p->at] != '>')
			p->at++;
		return view_slice(p->page, from, p->at);
	}
	p->at = end + 1;
	return view_slice(p->page, from, end);
}

static struct view
read_value(struct pass *p)
{
	while (is_space(peek(p, 0)))
		p->at++;
	if (peek(p, 0) == '"' || peek(p, 0) == '\'')
		return read_quoted(p, peek(p, 0));
	size_t from = p->at;
	while (p->at < p->page.len && !is_space(p->page.at[p->at]) && p->page.at[p->at] != '>')
		p->at++;
	return view_slice(p->page, from, p->at);
}

/* The next attribute of the tag that we are in. False at its end, which is passed. */
static bool
read_attribute(struct pass *p, struct attribute *a)
{
	while (is_space(peek(p, 0)) || peek(p, 0) == '/' || peek(p, 0) == '"' || peek(p, 0) == '\'')
		p->at++;
	if (p->at >= p->page.len || peek(p, 0) == '>' || peek(p, 0) == '<') { /* `<`: the tag wasn't closed */
		p->at += peek(p, 0) == '>';
		return false;
	}
	size_t from = p->at++;
	while (p->at < p->page.len && !is_space(peek(p, 0)) && peek(p, 0) != '=' && peek(p, 0) != '>' &&
	       peek(p, 0) != '/')
		p->at++;
	a->name = view_slice(p->page, from, p->at);
	a->value = (struct view) { "", 0 };
	size_t mark = p->at;
	while (is_space(peek(p, 0)))
		p->at++;
	if (peek(p, 0) == '=') {
		p->at++;
		a->value = read_value(p);
	} else
		p->at = mark;
	return true;
}

static void
put_value(struct buffer *out, struct view value)
{
	size_t from = 0;
	for (size_t i = 0; i < value.len; i++) {
		const char *mended = value.at[i] == '"' ? "&quot;" : value.at[i] == '<' ? "&lt;" : NULL;
		if (mended == NULL)
			continue;
		buffer_append(out, view_slice(value, from, i));
		buffer_append(out, view_of(mended));
		from = i + 1;
	}
	buffer_append(out, view_slice(value, from, value.len));
}

static void
put_attribute(struct buffer *out, const char *name, struct view value)
{
	buffer_byte(out, ' ');
	buffer_append(out, view_of(name));
	buffer_append(out, VIEW("=\""));
	put_value(out, value);
	buffer_byte(out, '"');
}

/* Is display:none among the declarations of a style? */
static bool
is_hidden(struct view style)
{
	for (size_t i = 0; i + 7 < style.len; i++) {
		if (strncasecmp(style.at + i, "display", 7) != 0)
			continue;
		i += 7;
		while (i < style.len && (is_space(style.at[i]) || style.at[i] == ':'))
			i++;
		return style.len - i >= 4 && strncasecmp(style.at + i, "none", 4) == 0;
	}
	return false;
}

static void
keep_attribute(struct pass *p, const struct attribute *a)
{
	static const char *const kept[] = { "class", "id", "href", "name", "property", "content",
		"http-equiv", "role", "rowspan", "title", "itemprop" };
	if (a->value.len > MARKUP_VALUE)
		return;
	if (same(a->name, "hidden") || (same(a->name, "style") && is_hidden(a->value)))
		put_attribute(p->out, "hidden", VIEW("1"));
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (same(a->name, kept[i]))
			put_attribute(p->out, kept[i], a->value);
}

/* ---- tags ---- */

static struct view
read_name(struct pass *p)
{
	size_t from = p->at;
	while (p->at < p->page.len && !is_space(peek(p, 0)) && peek(p, 0) != '>' && peek(p, 0) != '/' &&
	       peek(p, 0) != '<')
		p->at++;
	return view_slice(p->page, from, p->at);
}

static unsigned
hash_name(struct view name)
{
	unsigned h = 2166136261u;
	for (size_t i = 0; i < name.len; i++)
		h = (h ^ ((unsigned char)name.at[i] | 32)) * 16777619u;
	return h;
}

static void
put_name(struct buffer *out, struct view name)
{
	for (size_t i = 0; i < name.len; i++)
		buffer_byte(
		    out, (char)(name.at[i] >= 'A' && name.at[i] <= 'Z' ? name.at[i] + 32 : name.at[i]));
}

/* The closing tag of a raw element at or behind `from`. */
static size_t
find_closing(struct view page, struct view name, size_t from)
{
	for (size_t at = from; (at = view_find(page, VIEW("</"), at)) != NOWHERE; at += 2)
		if (page.len - at - 2 >= name.len && strncasecmp(page.at + at + 2, name.at, name.len) == 0)
			return at;
	return NOWHERE;
}

/* The content of a raw element is skipped; one that is never closed takes only what stands before the next tag. */
static void
skip_raw(struct pass *p, struct view name)
{
	unsigned bit = 1u << hash_name(name) % 32;
	size_t from = p->at, end = p->no_raw & bit ? NOWHERE : find_closing(p->page, name, p->at);
	if (end == NOWHERE) {
		p->no_raw |= bit;
		while (p->at < p->page.len &&
		       !(peek(p, 0) == '<' && (is_letter(peek(p, 1)) || peek(p, 1) == '/')))
			p->at++;
	} else {
		p->at = end;
		skip_behind(p, '>');
	}
	if (same(name, "script")) {
		p->seen->scripts++;
		p->seen->script_bytes += (end == NOWHERE ? p->at : end) - from;
	}
	p->seen->noscript = p->seen->noscript || same(name, "noscript");
}

static void
skip_attributes(struct pass *p)
{
	struct attribute a;
	while (read_attribute(p, &a))
		;
}

static void
put_open(struct pass *p, struct view name, enum tag tag)
{
	buffer_byte(p->out, '<');
	if (tag == TAG_NONE) {
		buffer_append(p->out, VIEW("span"));
		put_attribute(p->out, "class", name);
	} else
		put_name(p->out, name);
	struct attribute a;
	for (size_t n = 0; read_attribute(p, &a); n++)
		if (n < MARKUP_ATTRIBUTES)
			keep_attribute(p, &a);
		else
			p->seen->capped = true;
	buffer_byte(p->out, '>');
}

static void
read_open(struct pass *p)
{
	p->at++;
	struct view name = read_name(p);
	enum tag tag = tag_find(name);
	bool again = tag == TAG_HTML || tag == TAG_BODY ||
	             tag == TAG_HEAD; /* the parser makes its own: a second one would end the first */
	if (tag == TAG_RAW || again || ++p->seen->tags > MARKUP_TAGS) {
		p->seen->capped = p->seen->capped || p->seen->tags > MARKUP_TAGS;
		skip_attributes(p);
		if (tag == TAG_RAW)
			skip_raw(p, name);
		return;
	}
	if (tag_is_void(tag)) {
		put_open(p, name, tag);
		return;
	}
	if (p->depth >= MARKUP_DEPTH) {
		skip_attributes(p);
		p->dropped++;
		p->seen->capped = true;
		if (tag_is_block(tag))
			buffer_append(p->out, VIEW("<br>"));
		return;
	}
	p->stack[p->depth++] = (struct open) { tag, tag == TAG_NONE, hash_name(name) };
	put_open(p, name, tag);
}

static void
read_close(struct pass *p)
{
	p->at += 2;
	struct view name = read_name(p);
	unsigned hash = hash_name(name);
	enum tag tag = tag_find(name);
	skip_behind(p, '>');
	if (tag == TAG_HTML || tag == TAG_BODY || tag == TAG_HEAD || tag == TAG_RAW ||
	    (tag_is_void(tag) && tag != TAG_BR))
		return;
	if (p->dropped > 0) {
		p->dropped--;
		if (tag_is_block(tag))
			buffer_append(p->out, VIEW("<br>"));
		return;
	}
	size_t depth = p->depth;
	while (depth > 0 && p->stack[depth - 1].hash != hash)
		depth--;
	if (depth > 0)
		p->depth = depth - 1;
	else if (tag != TAG_P && tag != TAG_BR)
		return; /* closes what isn't open */
	buffer_append(p->out, VIEW("</"));
	if (tag == TAG_NONE)
		buffer_append(p->out, VIEW("span"));
	else
		put_name(p->out, name);
	buffer_byte(p->out, '>');
}

/* ---- text ---- */

/* A named reference that lost its semicolon: browsers still read the old ones. */
static size_t
bare_reference(struct view rest)
{
	static const struct view old[] = { VIEW_INIT("&nbsp"), VIEW_INIT("&amp"), VIEW_INIT("&lt"),
		VIEW_INIT("&gt"), VIEW_INIT("&quot"), VIEW_INIT("&middot"), VIEW_INIT("&copy"),
		VIEW_INIT("&reg"), VIEW_INIT("&times") };
	for (size_t i = 0; i < sizeof old / sizeof *old; i++)
		if (view_starts(rest, old[i])) {
			char next = rest.len > old[i].len ? rest.at[old[i].len] : ' ';
			return next == ';' || (is_letter(next) && i > 0) ? 0 : old[i].len;
		}
	return 0;
}

static void
read_text(struct pass *p)
{
	size_t from = p->at;
	while (p->at < p->page.len && p->page.at[p->at] != '<') {
		size_t bare =
		    p->page.at[p->at] == '&' ? bare_reference(view_slice(p->page, p->at, p->page.len)) : 0;
		p->at += bare ? bare : 1;
		if (bare == 0)
			continue;
		buffer_append(p->out, view_slice(p->page, from, p->at));
		buffer_byte(p->out, ';');
		from = p->at;
	}
	buffer_append(p->out, view_slice(p->page, from, p->at));
}

int
markup_clean(struct view page, struct buffer *out, struct markup *seen)
{
	struct pass p = { .page = page, .out = out, .seen = seen };
	*seen = (struct markup) { 0 };
	while (p.at < page.len) {
		char next = peek(&p, 1);
		if (page.at[p.at] != '<')
			read_text(&p);
		else if (is_letter(next))
			read_open(&p);
		else if (next == '/' && is_letter(peek(&p, 2)))
			read_close(&p);
		else if (next == '!' && peek(&p, 2) == '-' && peek(&p, 3) == '-')
			skip_comment(&p);
		else if (next == '!' || next == '?' || next == '/')
			skip_behind(&p, '>');
		else {
			buffer_append(out, VIEW("&lt;"));
			p.at++;
		}
	}
	return out->failed ? -1 : 0;
}
