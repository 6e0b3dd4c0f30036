#include "ruleset.h"

#include "literal.h"
#include "table.h"

#include <string.h>

struct columns {
	int tag, field, pattern, unless, keep, ambiguous, set;
};

static int
bad(const struct table *t, size_t row, struct error *e, const char *what)
{
	return error_set(e, "%s:%llu: %s", t->file, t->lines[row], what);
}

static int
find_columns(const struct table *t, struct columns *c, struct error *e)
{
	static const char *const known[] = { "tag", "field", "pattern", "unless", "keep", "ambiguous", "set",
		"note", "source" };
	*c = (struct columns) {
		.tag = table_column(t, "tag"),
		.field = table_column(t, "field"),
		.pattern = table_column(t, "pattern"),
		.unless = table_column(t, "unless"),
		.keep = table_column(t, "keep"),
		.ambiguous = table_column(t, "ambiguous"),
		.set = table_column(t, "set"),
	};
	for (size_t i = 0; i < t->columns; i++) {
		bool ok = false;
		for (size_t k = 0; k < sizeof known / sizeof *known; k++)
			ok |= view_equal(t->names[i], view_of(known[k]));
		if (!ok)
			return error_set(
			    e, "%s:1: rules have no column \"%.*s\"", t->file, VIEW_ARGS(t->names[i]));
	}
	if (table_need(t, "tag", e) < 0 || table_need(t, "field", e) < 0 || table_need(t, "pattern", e) < 0)
		return -1;
	return 0;
}

/* A tag becomes a column's name, so it may not be one that the stream has for something else. */
static int
check_tag(const struct table *t, size_t row, struct view tag, struct error *e)
{
	static const char *const taken[] = { "id", "title", "text", "error", "limits" };
	if (tag.len == 0)
		return bad(t, row, e, "no tag");
	if (tag.len > RULESET_TAG)
		return bad(t, row, e, "a tag of over 64 bytes");
	for (size_t i = 0; i < tag.len; i++)
		if ((unsigned char)tag.at[i] <= ' ' || strchr("=!<>,.:\\", tag.at[i]) != NULL)
			return bad(t, row, e, "a tag holds no blank and none of = ! < > , . : \\");
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (view_equal(tag, view_of(taken[i])))
			return error_set(e,
			    "%s:%llu: a tag cannot be called \"%s\": the stream has that column", t->file,
			    t->lines[row], taken[i]);
	return 0;
}

size_t
ruleset_tag(const struct ruleset *s, struct view name)
{
	size_t tag = 0;
	while (tag < s->tag_count && !view_equal(view_of(s->tags[tag]), name))
		tag++;
	return tag;
}

static int
read_tag(struct ruleset *s, const struct table *t, size_t row, struct view tag, struct error *e)
{
	struct rule *r = &s->rules[s->count];
	if (check_tag(t, row, tag, e) != 0)
		return -1;
	r->tag = ruleset_tag(s, tag);
	if (r->tag < s->tag_count)
		return 0;
	if (s->tag_count == RULESET_TAGS)
		return bad(t, row, e, "more than 256 tags");
	char *kept = arena_take(&s->memory, tag.len + 1);
	if (kept == NULL)
		return bad(t, row, e, "no memory");
	memcpy(kept, tag.at, tag.len);
	kept[tag.len] = '\0';
	s->tags[s->tag_count++] = kept;
	return 0;
}

static int
read_words(const struct table *t, size_t row, const struct columns *c, struct rule *r, struct error *e)
{
	struct view field = table_cell(t, row, c->field), set = table_cell(t, row, c->set);
	if (view_equal(field, VIEW("title")))
		r->field = RULE_TITLE;
	else if (view_equal(field, VIEW("text")))
		r->field = RULE_TEXT;
	else if (view_equal(field, VIEW("any")))
		r->field = RULE_ANY;
	else
		return bad(t, row, e, "field must be title, text or any");
	r->broad = view_equal(set, VIEW("broad"));
	if (!r->broad && set.len > 0 && !view_equal(set, VIEW("narrow")))
		return bad(t, row, e, "set must be narrow or broad");
	return 0;
}

/* The pattern in a cell; NULL in `*out` where it is empty. */
static int
read_pattern(const struct table *t, size_t row, int column, struct pattern **out, struct error *e)
{
	struct view source = table_cell(t, row, column);
	struct error why;
	if (source.len == 0)
		return 0;
	*out = pattern_new(source, PATTERN_FAST, &why);
	if (*out != NULL)
		return 0;
	return error_set(
	    e, "%s:%llu: %.*s: %s", t->file, t->lines[row], VIEW_ARGS(t->names[column]), why.text);
}

static int
read_literals(struct ruleset *s, struct rule *r, struct view source, struct error *e)
{
	struct literals found;
	if (literal_derive(source, &s->memory, &found) != 0)
		return error_set(e, "%s:%llu: no memory", s->file, r->line);
	r->literal = found.whole ? found.items[0] : VIEW("");
	r->needs = arena_clear(&s->memory, found.count + 1, sizeof *r->needs);
	if (r->needs == NULL)
		return error_set(e, "%s:%llu: no memory", s->file, r->line);
	for (size_t i = 0; i < found.count; i++) {
		struct error why;
		int number = prefilter_add(s->filter, found.items[i], &why);
		if (number < 0)
			return error_set(e, "%s:%llu: %s", s->file, r->line, why.text);
		r->needs[i] = (size_t)number;
	}
	r->need_count = found.count;
	return 0;
}

/* Whether a line break, or its escape, stands in a pattern. */
static bool
asks_for_break(struct view pattern)
{
	for (size_t i = 0; i < pattern.len; i++) {
		if (pattern.at[i] == '\n')
			return true;
		if (pattern.at[i] == '\\' && ++i < pattern.len &&
		    (pattern.at[i] == 'n' || pattern.at[i] == 'R'))
			return true;
	}
	return false;
}

static int
read_rule(struct ruleset *s, const struct table *t, size_t row, const struct columns *c, struct error *e)
{
	struct rule *r = &s->rules[s->count];
	struct view pattern = table_cell(t, row, c->pattern);
	r->line = t->lines[row];
	r->wraps = asks_for_break(pattern);
	if (pattern.len == 0)
		return bad(t, row, e, "no pattern");
	if (read_tag(s, t, row, table_cell(t, row, c->tag), e) != 0 || read_words(t, row, c, r, e) != 0)
		return -1;
	s->count++; /* from here on ruleset_free sees its patterns */
	if (read_pattern(t, row, c->pattern, &r->pattern, e) != 0 ||
	    read_pattern(t, row, c->unless, &r->unless, e) != 0 ||
	    read_pattern(t, row, c->keep, &r->keep, e) != 0 ||
	    read_pattern(t, row, c->ambiguous, &r->ambiguous, e) != 0)
		return -1;
	return read_literals(s, r, pattern, e);
}

static int
read_table(struct ruleset *s, const struct table *t, struct error *e)
{
	struct columns c;
	if (find_columns(t, &c, e) != 0)
		return -1;
	if (t->rows == 0)
		return error_set(e, "%s:1: no rule", t->file);
	if (t->rows > RULESET_RULES)
		return error_set(e, "%s: more than %d rules", t->file, RULESET_RULES);
	s->filter = prefilter_new(PREFILTER_FAST);
	s->rules = arena_clear(&s->memory, t->rows, sizeof *s->rules);
	s->tags = arena_clear(&s->memory, RULESET_TAGS, sizeof *s->tags);
	if (s->filter == NULL || s->rules == NULL || s->tags == NULL)
		return error_set(e, "%s: no memory", t->file);
	for (size_t row = 0; row < t->rows; row++)
		if (read_rule(s, t, row, &c, e) != 0)
			return -1;
	return prefilter_build(s->filter, e);
}

int
ruleset_load(struct ruleset *s, const char *path, struct error *e)
{
	struct table t;
	*s = (struct ruleset) { .file = path };
	int got = table_load(&t, path, e);
	if (got == 0)
		got = read_table(s, &t, e);
	table_free(&t);
	return got;
}

void
ruleset_free(struct ruleset *s)
{
	for (size_t i = 0; i < s->count; i++) {
		pattern_free(s->rules[i].pattern);
		pattern_free(s->rules[i].unless);
		pattern_free(s->rules[i].keep);
		pattern_free(s->rules[i].ambiguous);
	}
	prefilter_free(s->filter);
	arena_free(&s->memory);
	*s = (struct ruleset) { 0 };
}

enum rule_field
ruleset_fields(const struct ruleset *s, size_t tag)
{
	unsigned fields = 0;
	for (size_t i = 0; i < s->count; i++)
		if (s->rules[i].tag == tag)
			fields |= s->rules[i].field;
	return (enum rule_field)fields;
}
