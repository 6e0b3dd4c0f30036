#include "robots.h"

#include "arena.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DAY = 86400 };

/*
 * A pattern in its comparable form: literal `*` and `$` are percent-encoded in it, so that the plain ones are
 * the special ones.
 */
struct rule {
	struct view pattern;
	bool allow;
};

struct rules {
	struct rule *list;
	size_t count, room;
	long delay; /* ms */
};

struct robots {
	struct rules rules;
	struct arena patterns;
};

/* What is known while the lines are read. */
struct parser {
	const char *agent;
	struct rules own, any; /* of the groups that name the robot; of those for `*` */
	bool named;            /* a group names it */
	bool in_own, in_any;   /* the group at hand is for it; for `*` */
	bool naming;           /* no rule has come yet behind the group's user-agent lines */
	struct buffer scratch;
	struct arena *patterns;
};

/* ---- the comparable form of paths and patterns ---- */

static bool
is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("-._~", c) != NULL);
}

static void
append_encoded(struct buffer *out, unsigned char c)
{
	static const char digits[] = "0123456789ABCDEF";
	buffer_byte(out, '%');
	buffer_byte(out, digits[c >> 4]);
	buffer_byte(out, digits[c & 15]);
}

/* The octet at `text[*i]` with its percent-encoding undone; `*i` moves to its last character. */
static unsigned char
octet(struct view text, size_t *i, bool *encoded)
{
	int high = -1, low = -1;
	*encoded = false;
	if (text.at[*i] == '%' && *i + 2 < text.len) {
		high = view_hex(text.at[*i + 1]);
		low = view_hex(text.at[*i + 2]);
	}
	if (high < 0 || low < 0)
		return (unsigned char)text.at[*i];
	*i += 2;
	*encoded = true;
	return (unsigned char)(high << 4 | low);
}

/*
 * Appends `text` with everything encoded that has to be, and nothing else (RFC 9309 §2.2.2): so `%7E` and
 * `~`, a character and its UTF-8 octets, and `:` and `%3A` compare equal, but not `/` and `%2F` in a path.
 * Special characters of a pattern stay as they are.
 */
static void
append_comparable(struct buffer *out, struct view text, bool pattern)
{
	bool query = false, encoded;
	for (size_t i = 0; i < text.len; i++) {
		bool last = i + 1 == text.len;
		unsigned char c = octet(text, &i, &encoded);
		bool special = pattern && !encoded && (c == '*' || (c == '$' && last));
		bool plain = !encoded && c != '\0' &&
		             (strchr("!&'()+,;=", c) != NULL || (c == '/' && !query) || (c == '?' && !query));
		if (special || plain || is_unreserved(c))
			buffer_byte(out, (char)c);
		else
			append_encoded(out, c);
		query = query || (c == '?' && !encoded);
	}
}

/* ---- reading ---- */

static int
rules_add(struct rules *r, struct view pattern, bool allow)
{
	if (r->count == r->room) {
		size_t room = r->room ? r->room * 2 : 16;
		struct rule *list = realloc(r->list, room * sizeof *list);
		if (list == NULL)
			return -1;
		r->list = list;
		r->room = room;
	}
	r->list[r->count++] = (struct rule) { pattern, allow };
	return 0;
}

static int
take_rule(struct parser *p, struct view value, bool allow)
{
	p->naming = false;
	if (value.len == 0 || (!p->in_own && !p->in_any)) /* an empty pattern matches nothing */
		return 0;
	buffer_reset(&p->scratch);
	append_comparable(&p->scratch, value, true);
	struct view pattern =
	    p->scratch.failed ? (struct view) { NULL, 0 } : arena_copy(p->patterns, buffer_view(&p->scratch));
	if (pattern.at == NULL)
		return -1;
	if (p->in_own && rules_add(&p->own, pattern, allow) != 0)
		return -1;
	return p->in_any ? rules_add(&p->any, pattern, allow) : 0;
}

/* A user-agent line behind a rule begins a new group; several in a row share one. */
static void
take_agent(struct parser *p, struct view value)
{
	size_t len = 0;
	while (len < value.len && (is_unreserved((unsigned char)value.at[len])) && value.at[len] != '.' &&
	       value.at[len] != '~')
		len++;
	if (!p->naming)
		p->in_own = p->in_any = false;
	p->naming = true;
	if (len == strlen(p->agent) && strncasecmp(value.at, p->agent, len) == 0)
		p->in_own = p->named = true;
	if (view_starts(value, VIEW("*")))
		p->in_any = true;
}

/* Seconds, perhaps with decimals. The longest delay of a group counts. */
static void
take_delay(struct parser *p, struct view value)
{
	struct view whole = VIEW(""), part;
	unsigned long long seconds, ms = 0, scale = 100;
	if (!view_split(&value, '.', &whole) || view_number(whole, &seconds) != 0)
		return;
	part = value.at == NULL ? VIEW("") : value;
	for (size_t i = 0; i < part.len && part.at[i] >= '0' && part.at[i] <= '9'; i++, scale /= 10)
		ms += (unsigned)(part.at[i] - '0') * scale;
	long delay = seconds >= DAY ? DAY * 1000L : (long)(seconds * 1000 + ms);
	if (p->in_own && delay > p->own.delay)
		p->own.delay = delay;
	if (p->in_any && delay > p->any.delay)
		p->any.delay = delay;
}

static bool
named(struct view key, const char *name)
{
	return key.len == strlen(name) && strncasecmp(key.at, name, key.len) == 0;
}

static int
take_line(struct parser *p, struct view line)
{
	struct view key = VIEW("");
	size_t comment = view_find(line, VIEW("#"), 0);
	if (comment != (size_t)-1)
		line = view_slice(line, 0, comment);
	if (view_find(line, VIEW(":"), 0) == (size_t)-1)
		return 0;
	view_split(&line, ':', &key);
	key = view_trim(key);
	line = view_trim(line);
	if (named(key, "user-agent"))
		take_agent(p, line);
	else if (named(key, "crawl-delay"))
		take_delay(p, line);
	else if (named(key, "allow") || named(key, "disallow"))
		return take_rule(p, line, named(key, "allow"));
	return 0; /* other records, such as Sitemap, are no part of a group (§2.2.4) */
}

static int
take_text(struct parser *p, struct view text)
{
	if (view_starts(text, VIEW("\xef\xbb\xbf")))
		text = view_slice(text, 3, text.len);
	text = view_slice(text, 0, ROBOTS_BYTES);
	while (text.len > 0) {
		size_t end = 0;
		while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
			end++;
		if (take_line(p, view_slice(text, 0, end)) != 0)
			return -1;
		text = view_slice(text, end + 1, text.len);
	}
	return 0;
}

/* The longest first, and of equally long ones those that allow: the first that matches decides. */
static int
order(const void *a, const void *b)
{
	const struct rule *x = a, *y = b;
	if (x->pattern.len != y->pattern.len)
		return x->pattern.len > y->pattern.len ? -1 : 1;
	return (int)y->allow - (int)x->allow;
}

struct robots *
robots_parse(struct view text, const char *agent)
{
	struct robots *r = calloc(1, sizeof *r);
	if (r == NULL)
		return NULL;
	struct parser p = { .agent = agent, .patterns = &r->patterns };
	int bad = take_text(&p, text);
	r->rules = p.named ? p.own : p.any;
	free(p.named ? p.any.list : p.own.list);
	buffer_free(&p.scratch);
	if (bad != 0) {
		robots_free(r);
		return NULL;
	}
	if (r->rules.count > 1)
		qsort(r->rules.list, r->rules.count, sizeof *r->rules.list, order);
	return r;
}

void
robots_free(struct robots *r)
{
	if (r == NULL)
		return;
	free(r->rules.list);
	arena_free(&r->patterns);
	free(r);
}

/* ---- asking ---- */

/*
 * True where the pattern matches the beginning of the path, or all of it where it ends in `$`. Between two
 * `*` the first place that fits is as good as any other.
 */
static bool
matches(struct view pattern, struct view path)
{
	bool whole = view_ends(pattern, VIEW("$")), first = true;
	struct view rest = view_slice(pattern, 0, pattern.len - (whole ? 1 : 0)), piece;
	size_t at = 0;
	while (rest.at != NULL) {
		size_t star = view_find(rest, VIEW("*"), 0);
		bool last = star == (size_t)-1;
		piece = view_slice(rest, 0, last ? rest.len : star);
		rest = last ? (struct view) { NULL, 0 } : view_slice(rest, star + 1, rest.len);
		if (first && !view_starts(path, piece))
			return false;
		if (last && whole) {
			size_t from = path.len < piece.len ? 0 : path.len - piece.len;
			return from >= at && (!first || from == 0) && view_ends(path, piece);
		}
		at = first ? 0 : view_find(path, piece, at);
		if (at == (size_t)-1)
			return false;
		at += piece.len;
		first = false;
	}
	return true;
}

bool
robots_allow(const struct robots *r, struct view path)
{
	struct buffer comparable = { 0 };
	bool allow = true;
	if (r == NULL || r->rules.count == 0 || view_equal(path, VIEW("/robots.txt")))
		return true;
	append_comparable(&comparable, path.len > 0 ? path : VIEW("/"), false);
	for (size_t i = 0; i < r->rules.count && !comparable.failed; i++)
		if (matches(r->rules.list[i].pattern, buffer_view(&comparable))) {
			allow = r->rules.list[i].allow;
			break;
		}
	allow = allow && !comparable.failed;
	buffer_free(&comparable);
	return allow;
}

long
robots_delay(const struct robots *r)
{
	return r == NULL ? 0 : r->rules.delay;
}

size_t
robots_size(const struct robots *r)
{
	return r == NULL ? 0 : sizeof *r + r->rules.room * sizeof(struct rule) + r->patterns.held;
}
