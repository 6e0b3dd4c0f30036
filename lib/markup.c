#include "markup.h"

#include "reference.h"
#include "tree.h"

#include <string.h>
#include <strings.h>

#define NOWHERE ((size_t)-1)

enum {
	FAR = 1 << 20, /* a quoted value that isn't closed within this many bytes isn't closed */
	MEMOS = 64,    /* element names that are known without looking them up; a power of two */
	SKIPPED = 16,  /* kinds of elements whose content is dropped, at least */
};

/* An element's name as a number: its first eight letters, in lower case; of a longer one a digest. */
struct name {
	struct view text;
	uint64_t number;
	enum tag tag;
};

struct memo {
	uint64_t number;
	enum tag tag;
};

struct pass {
	struct view page;
	size_t at;
	struct html *html;
	struct tree tree;
	struct memo memos[MEMOS];
	bool no_comment_end;      /* there is none behind here: don't look again */
	size_t quotes[2];         /* where the next ' and " stand; NOWHERE: there are no more */
	uint64_t no_end[SKIPPED]; /* names of dropped elements that have no end tag behind here */
	size_t no_ends;
};

static bool
is_letter(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static char
peek(const struct pass *p, size_t ahead)
{
	return p->at + ahead < p->page.len ? p->page.at[p->at + ahead] : '\0';
}

static size_t
find_byte(struct view page, char mark, size_t from)
{
	const char *hit = from < page.len ? memchr(page.at + from, mark, page.len - from) : NULL;
	return hit ? (size_t)(hit - page.at) : NOWHERE;
}

/* Moves behind the next `mark`, or to the end. */
static void
skip_behind(struct pass *p, char mark)
{
	size_t hit = find_byte(p->page, mark, p->at);
	p->at = hit == NOWHERE ? p->page.len : hit + 1;
}

/* <!-- … -->, also --!>. Without an end it is closed at its first >: better a stray word than no page. */
static void
skip_comment(struct pass *p)
{
	size_t end = p->no_comment_end ? NOWHERE : view_find(p->page, VIEW("--"), p->at + 2);
	while (end != NOWHERE) {
		size_t behind =
		    end + 2 + (end + 2 < p->page.len && end > p->at + 3 && p->page.at[end + 2] == '!');
		if (behind < p->page.len && p->page.at[behind] == '>') {
			p->at = behind + 1;
			return;
		}
		end = view_find(p->page, VIEW("--"), end + 1);
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
	size_t from = p->at + 1, *next = &p->quotes[quote == '"'];
	if (*next < from)
		*next = find_byte(p->page, quote, from);
	if (*next == NOWHERE || *next - from > FAR) { /* unclosed: it ends with the tag */
		size_t end = find_byte(p->page, '>', from);
		p->at = end == NOWHERE ? p->page.len : end;
		return view_slice(p->page, from, p->at);
	}
	p->at = *next + 1;
	return view_slice(p->page, from, *next);
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

/* The next attribute of the tag we are in. False at its end, behind the >. */
static bool
read_attribute(struct pass *p, struct attribute *a)
{
	const char *page = p->page.at;
	size_t at = p->at, len = p->page.len;
	while (at < len && (is_space(page[at]) || page[at] == '/'))
		at++;
	if (at >= len || page[at] == '>') {
		p->at = at < len ? at + 1 : len;
		return false;
	}
	size_t from = at++; /* an = that begins a name is part of it */
	while (at < len && !is_space(page[at]) && page[at] != '=' && page[at] != '>' && page[at] != '/')
		at++;
	a->name = view_slice(p->page, from, at);
	a->value = (struct view) { "", 0 };
	p->at = at;
	while (at < len && is_space(page[at]))
		at++;
	if (at < len && page[at] == '=') {
		p->at = at + 1;
		a->value = read_value(p);
	}
	return true;
}

/* A name of letters and hyphens, without its case. */
static bool
same(struct view a, const char *lower)
{
	for (size_t i = 0; i < a.len; i++)
		if ((a.at[i] | 32) != lower[i]) /* also where `lower` ends */
			return false;
	return lower[a.len] == '\0';
}

/* Is display:none among the declarations of a style? */
static bool
is_hidden(struct view style)
{
	for (size_t i = 0; i + 7 < style.len; i++) {
		if ((style.at[i] | 32) != 'd' || strncasecmp(style.at + i, "display", 7) != 0)
			continue;
		i += 7;
		while (i < style.len && (is_space(style.at[i]) || style.at[i] == ':'))
			i++;
		return style.len - i >= 4 && strncasecmp(style.at + i, "none", 4) == 0;
	}
	return false;
}

/* Which of the names that are kept it is; HTML_NAMES: none. */
static enum html_name
attribute_name(struct view name)
{
	switch (name.len) {
	case 2:
		return same(name, "id") ? HTML_ID : HTML_NAMES;
	case 4:
		return same(name, "href") ? HTML_HREF : same(name, "name") ? HTML_NAME : HTML_NAMES;
	case 5:
		return same(name, "class") ? HTML_CLASS : same(name, "title") ? HTML_TITLE : HTML_NAMES;
	case 6:
		return same(name, "hidden") ? HTML_HIDDEN : HTML_NAMES;
	case 7:
		return same(name, "content") ? HTML_CONTENT : HTML_NAMES;
	case 8:
		return same(name, "property")   ? HTML_PROPERTY
		       : same(name, "itemprop") ? HTML_ITEMPROP
		       : same(name, "datetime") ? HTML_DATETIME
		                                : HTML_NAMES;
	default:
		return HTML_NAMES;
	}
}

static void
keep_attribute(struct pass *p, const struct attribute *a)
{
	struct html *h = p->html;
	size_t from = h->values.len;
	enum html_name name = attribute_name(a->name);
	if (a->value.len > MARKUP_VALUE)
		return;
	bool style = a->name.len == 5 && same(a->name, "style");
	if (name == HTML_HIDDEN || (style && is_hidden(a->value))) {
		name = HTML_HIDDEN;
		buffer_byte(&h->values, '1');
	} else if (name != HTML_NAMES)
		reference_text(a->value, true, &h->values);
	if (name != HTML_NAMES && !html_attribute_add(h, name, from))
		p->tree.failed = true;
}

/* The rest of an opening tag; its attributes are `kept`, or passed over. True for one that closes itself: <svg/>. */
static bool
read_attributes(struct pass *p, bool kept)
{
	struct attribute a;
	for (size_t n = 0; read_attribute(p, &a); n++)
		if (n >= MARKUP_ATTRIBUTES)
			p->html->seen.capped = true;
		else if (kept)
			keep_attribute(p, &a);
	return p->at >= 2 && p->page.at[p->at - 1] == '>' && p->page.at[p->at - 2] == '/';
}

/* ---- names of elements ---- */

static bool
ends_name(char c)
{
	return is_space(c) || c == '>' || c == '/' || c == '<';
}

static struct name
read_name(struct pass *p)
{
	const char *page = p->page.at;
	size_t from = p->at, at = from, len = p->page.len;
	uint64_t number = 0;
	for (; at < len && !ends_name(page[at]); at++) {
		unsigned char c = (unsigned char)page[at];
		c = (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
		number =
		    at - from < 8 ? number << 8 | c : ((number ^ c) * 0x100000001B3u) | (uint64_t)1 << 63;
	}
	p->at = at;
	struct name name = { view_slice(p->page, from, at), number, TAG_NONE };
	if (at - from > 8) {
		name.tag = tag_find(name.text);
		return name;
	}
	struct memo *m = &p->memos[number * 0x9E3779B97F4A7C15u >> 58 & (MEMOS - 1)];
	if (m->number != number)
		*m = (struct memo) { number, tag_find(name.text) };
	name.tag = m->tag;
	return name;
}

/* ---- elements whose content is dropped ---- */

/* The end tag of a name at or behind `from`. */
static size_t
find_end(struct view page, struct view name, size_t from)
{
	for (size_t at = from; (at = find_byte(page, '<', at)) != NOWHERE; at++) {
		if (page.len - at < name.len + 2 || page.at[at + 1] != '/')
			continue;
		char next = page.len - at > name.len + 2 ? page.at[at + 2 + name.len] : '>';
		if (strncasecmp(page.at + at + 2, name.at, name.len) == 0 &&
		    (!is_letter(next) || ends_name(next)))
			return at;
	}
	return NOWHERE;
}

/*
 * The same for <svg> and <math>, which hold elements of their own and nothing that begins a paragraph: before such a tag they
 * have ended (§13.2.6.5).
 */
static size_t
find_foreign_end(struct pass *p, struct view name)
{
	size_t before = p->at;
	for (size_t at = before; (at = find_byte(p->page, '<', at)) != NOWHERE; at++) {
		p->at = at + 1;
		if (peek(p, 0) == '/') {
			p->at++;
			if (same(name, "svg") ? same(read_name(p).text, "svg")
			                      : same(read_name(p).text, "math")) {
				p->at = before;
				return at;
			}
			continue;
		}
		enum tag tag = is_letter(peek(p, 0)) ? read_name(p).tag : TAG_NONE;
		bool ends = tag == TAG_P || tag == TAG_DIV || tag == TAG_TABLE || tag == TAG_UL ||
		            tag == TAG_OL || tag == TAG_BR || (tag >= TAG_H1 && tag <= TAG_H6);
		if (ends)
			break;
	}
	p->at = before;
	return NOWHERE;
}

static bool
has_no_end(const struct pass *p, uint64_t number)
{
	for (size_t i = 0; i < p->no_ends; i++)
		if (p->no_end[i] == number)
			return true;
	return false;
}

/* The content of an element is dropped; of one that is never closed only what stands before the next tag. */
static void
skip_content(struct pass *p, const struct name *name)
{
	bool foreign = same(name->text, "svg") || same(name->text, "math");
	size_t end = NOWHERE;
	if (!has_no_end(p, name->number)) {
		end = foreign ? find_foreign_end(p, name->text) : find_end(p->page, name->text, p->at);
		if (end == NOWHERE && p->no_ends < SKIPPED)
			p->no_end[p->no_ends++] = name->number;
	}
	if (end != NOWHERE) {
		p->at = end;
		skip_behind(p, '>');
	} else
		while (p->at < p->page.len &&
		       !(peek(p, 0) == '<' && (is_letter(peek(p, 1)) || peek(p, 1) == '/')))
			p->at++;
	p->html->seen.scripts += same(name->text, "script");
	p->html->seen.noscript = p->html->seen.noscript || same(name->text, "noscript");
}

/* ---- text ---- */

static void
put_text(struct pass *p, size_t from, size_t to)
{
	if (from >= to || !tree_text(&p->tree))
		return;
	reference_text(view_slice(p->page, from, to), false, &p->html->text);
	tree_text_end(&p->tree);
}

/* ---- tags ---- */

static bool
is_frame(enum tag t)
{
	return t == TAG_HTML || t == TAG_BODY ||
	       t == TAG_HEAD; /* a page has one of each; a second one ends nothing */
}

static void
read_open(struct pass *p)
{
	p->at++;
	struct name name = read_name(p);
	bool passed = name.tag == TAG_RAW || is_frame(name.tag) || ++p->html->seen.tags > MARKUP_TAGS;
	p->html->seen.capped = p->html->seen.capped || p->html->seen.tags > MARKUP_TAGS;
	bool made = !passed && tree_open(&p->tree, name.tag, name.number);
	if (made && name.tag == TAG_NONE)
		keep_attribute(p, &(struct attribute) { VIEW("class"), name.text });
	bool closed = read_attributes(p, made);
	if (name.tag == TAG_RAW && !(closed && (same(name.text, "svg") || same(name.text, "math"))))
		skip_content(p, &name);
}

static void
read_close(struct pass *p)
{
	p->at += 2;
	struct name name = read_name(p);
	skip_behind(p, '>');
	if (name.tag == TAG_P || name.tag == TAG_BR) /* these may make an element */
		p->html->seen.tags++;
	if (p->html->seen.tags > MARKUP_TAGS)
		p->html->seen.capped = true;
	else if (name.tag == TAG_BR)
		tree_open(&p->tree, TAG_BR, 0);
	else if (!is_frame(name.tag) && name.tag != TAG_RAW && !tag_is_void(name.tag))
		tree_close(&p->tree, name.tag, name.number);
}

static void
read_mark(struct pass *p)
{
	char next = peek(p, 1);
	if (is_letter(next))
		read_open(p);
	else if (next == '/' && is_letter(peek(p, 2)))
		read_close(p);
	else if (next == '!' && peek(p, 2) == '-' && peek(p, 3) == '-')
		skip_comment(p);
	else if (next == '!' || next == '?' || next == '/')
		skip_behind(p, '>');
	else { /* a lone < is a character; so is what follows, up to the next */
		size_t end = find_byte(p->page, '<', p->at + 1);
		end = end == NOWHERE ? p->page.len : end;
		put_text(p, p->at, end);
		p->at = end;
	}
}

int
markup_read(struct view page, struct html *h)
{
	struct pass p = { .page = page, .html = h };
	tree_begin(&p.tree, h);
	while (p.at < page.len && !p.tree.failed) {
		size_t end = find_byte(page, '<', p.at);
		end = end == NOWHERE ? page.len : end;
		put_text(&p, p.at, end);
		p.at = end;
		if (end < page.len)
			read_mark(&p);
	}
	if (!p.tree.failed)
		tree_end(&p.tree);
	return p.tree.failed || h->text.failed || h->values.failed ? -1 : 0;
}
