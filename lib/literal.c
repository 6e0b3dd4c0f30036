#include "literal.h"

#include <string.h>

/*
 * A recursive descent over the pattern's text. Every construct yields the best list it can promise: the one whose
 * shortest literal is longest. A run of plain characters is collected in `run`; whatever is not plain ends it.
 */
enum { DEPTH = 100 };

struct reader {
	struct view rest;
	struct arena *memory;
	bool lost;  /* something that is not understood */
	bool full;  /* no memory */
	bool plain; /* nothing but plain characters so far */
	int depth;
};

struct run {
	char *at;
	size_t len, last; /* `last`: where the last character begins */
};

static struct literals read_choice(struct reader *r);

static size_t
weakest(const struct literals *l)
{
	size_t least = 0;
	for (size_t i = 0; i < l->count; i++)
		if (i == 0 || l->items[i].len < least)
			least = l->items[i].len;
	return least;
}

static void
keep_better(struct literals *best, struct literals other)
{
	if (weakest(&other) > weakest(best))
		*best = other;
}

static int
peek(const struct reader *r)
{
	return r->rest.len > 0 ? (unsigned char)r->rest.at[0] : -1;
}

static void
skip(struct reader *r, size_t n)
{
	r->rest = view_slice(r->rest, n, r->rest.len);
}

static void
lose(struct reader *r)
{
	r->lost = true;
	r->rest.len = 0;
}

/* Whether a run may hold the byte: none that the stream's escapes would change. */
static bool
is_clean(int c)
{
	return c >= ' ' && c != '\\' && c != 127;
}

/* Ends the run: its literal competes with what was found so far. */
static void
end_run(struct reader *r, struct run *run, struct literals *best)
{
	if (run->len == 0 || r->full)
		return;
	struct view *item = arena_take(r->memory, sizeof *item);
	struct view copy = arena_copy(r->memory, (struct view) { run->at, run->len });
	if (item == NULL || copy.at == NULL) {
		r->full = true;
		return;
	}
	*item = copy;
	keep_better(best, (struct literals) { .items = item, .count = 1 });
	run->len = run->last = 0;
}

/* The least number of times that the quantifier at hand asks for; 1 without one. `*any`: there was one. */
static unsigned
read_quantifier(struct reader *r, bool *any)
{
	unsigned least = 1;
	int c = peek(r);
	*any = c == '*' || c == '?' || c == '+' || c == '{';
	if (!*any)
		return 1;
	r->plain = false;
	skip(r, 1);
	if (c == '{') {
		if (peek(r) < '0' || peek(r) > '9')
			lose(r);
		least = peek(r) == '0' ? 0 : 1; /* {0..}, and {03} for all we care */
		while (peek(r) == ',' || (peek(r) >= '0' && peek(r) <= '9'))
			skip(r, 1);
		if (peek(r) != '}')
			lose(r);
		skip(r, 1);
	} else if (c != '+') {
		least = 0;
	}
	if (peek(r) == '?' || peek(r) == '+')
		skip(r, 1);
	return least;
}

/* A class [...]: only its end matters. */
static void
read_class(struct reader *r)
{
	skip(r, 1);
	if (peek(r) == '^')
		skip(r, 1);
	if (peek(r) == ']')
		skip(r, 1);
	while (r->rest.len > 0 && peek(r) != ']') {
		bool quoted = r->rest.len > 1 && (r->rest.at[1] == 'Q' || r->rest.at[1] == 'E');
		if (peek(r) == '[' || (peek(r) == '\\' && quoted))
			lose(r);
		skip(r, peek(r) == '\\' ? 2 : 1);
	}
	skip(r, 1);
}

/* A group. What it promises is returned; a look-around promises nothing of the match itself. */
static struct literals
read_group(struct reader *r)
{
	static const struct view looks[] = { VIEW_INIT("?="), VIEW_INIT("?!"), VIEW_INIT("?<="),
		VIEW_INIT("?<!") };
	struct literals none = { 0 };
	bool look = false;
	skip(r, 1);
	for (size_t i = 0; i < sizeof looks / sizeof *looks && !look; i++)
		if (view_starts(r->rest, looks[i])) {
			look = true;
			skip(r, looks[i].len);
		}
	if (!look && view_starts(r->rest, VIEW("?:")))
		skip(r, 2);
	if (peek(r) == '?' || peek(r) == '*' || ++r->depth > DEPTH)
		lose(r);
	struct literals inside = read_choice(r);
	r->depth--;
	if (peek(r) != ')')
		lose(r);
	skip(r, 1);
	return look ? none : inside;
}

/* An escape: a character of its own, or a class that ends the run. Returns the character, or -1. */
static int
read_escape(struct reader *r)
{
	int c = r->rest.len > 1 ? (unsigned char)r->rest.at[1] : -1;
	skip(r, 2);
	if (c > 0 && strchr("dDsSwWhHvVRbBAzZGntrf", c) != NULL)
		return -1;
	if (c < 0 || c >= 128 || c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z'))
		lose(r);
	return c;
}

/* One plain character, of all its bytes, onto the run; a quantifier behind it may take it back. */
static void
read_plain(struct reader *r, struct run *run, struct literals *best)
{
	size_t n = 1;
	run->last = run->len;
	if (peek(r) == '\\') {
		int c = read_escape(r);
		if (!is_clean(c)) {
			r->plain = false;
			end_run(r, run, best);
			n = 0;
		} else {
			run->at[run->len++] = (char)c;
		}
	} else {
		while (n < r->rest.len && ((unsigned char)r->rest.at[n] & 0xC0) == 0x80)
			n++;
		memcpy(run->at + run->len, r->rest.at, n);
		run->len += n;
		skip(r, n);
	}
	bool any;
	unsigned least = read_quantifier(r, &any);
	if (least == 0 && n > 0)
		run->len = run->last;
	if (any)
		end_run(r, run, best);
}

static bool
is_plain(int c)
{
	return is_clean(c) && strchr("[](){}*+?.^$|", c) == NULL;
}

/* One branch of a choice. */
static struct literals
read_branch(struct reader *r)
{
	struct literals best = { 0 };
	struct run run = { arena_take(r->memory, r->rest.len + 1), 0, 0 };
	r->full |= run.at == NULL;
	while (!r->full && r->rest.len > 0 && peek(r) != '|' && peek(r) != ')') {
		int c = peek(r);
		bool any;
		if (is_plain(c) || c == '\\') {
			read_plain(r, &run, &best);
			continue;
		}
		struct literals group = { 0 };
		r->plain = false;
		end_run(r, &run, &best);
		if (c == '(')
			group = read_group(r);
		else if (c == '[')
			read_class(r);
		else if (c == '.' || c == '^' || c == '$' || (c >= 0 && c < ' '))
			skip(r, 1);
		else
			lose(r);
		if (read_quantifier(r, &any) > 0)
			keep_better(&best, group);
	}
	end_run(r, &run, &best);
	return best;
}

static void
join(struct reader *r, struct literals *all, struct literals branch)
{
	size_t count = all->count + branch.count;
	struct view *items = arena_clear(r->memory, count, sizeof *items);
	if (items == NULL) {
		r->full = true;
		return;
	}
	memcpy(items, all->items, all->count * sizeof *items);
	memcpy(items + all->count, branch.items, branch.count * sizeof *items);
	*all = (struct literals) { .items = items, .count = count };
}

/* Branches with `|` between them: the promise is the union, and none if a branch has none. */
static struct literals
read_choice(struct reader *r)
{
	struct literals all = read_branch(r);
	bool good = all.count > 0;
	while (!r->full && peek(r) == '|') {
		r->plain = false;
		skip(r, 1);
		struct literals branch = read_branch(r);
		good = good && branch.count > 0 && all.count + branch.count <= LITERAL_MOST;
		if (good)
			join(r, &all, branch);
	}
	return good ? all : (struct literals) { 0 };
}

int
literal_derive(struct view pattern, struct arena *a, struct literals *out)
{
	struct reader r = { .rest = pattern, .memory = a, .plain = true };
	*out = read_choice(&r);
	if (r.rest.len > 0) /* a `)` too many */
		r.lost = true;
	if (r.lost || r.full)
		*out = (struct literals) { 0 };
	out->whole = !r.lost && r.plain && out->count == 1;
	return r.full ? -1 : 0;
}
