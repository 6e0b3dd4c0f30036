#include "choices.h"

#include <string.h>

enum field { CHOICE, TAGS, DROP, WHERE, UNIT, SCOPE, WITHOUT, OF, FIELDS };

static const char *const names[FIELDS] = { "choice", "tags", "drop", "where", "unit", "scope", "without",
	"of" };

/* A row of the table, while it is turned into a choice. */
struct row {
	struct view fields[FIELDS];
	unsigned long long line;
	const char *file;
};

static int
bad(const struct row *r, enum field f, struct error *e)
{
	return error_set(
	    e, "%s:%llu: %s: unknown \"%.*s\"", r->file, r->line, names[f], VIEW_ARGS(r->fields[f]));
}

/* Which of the words, up to NULL, the field is: 0 the first; -1 and a message: none. An empty field is the first. */
static int
word_of(const struct row *r, enum field f, const char *const words[], struct error *e)
{
	for (int i = 0; words[i] != NULL; i++)
		if (view_equal(r->fields[f], view_of(words[i])))
			return i;
	return bad(r, f, e);
}

static int
read_without(const struct row *r, unsigned *without, struct error *e)
{
	static const char *const kinds[] = { "own", "other", "name", "broad", "ambiguous" };
	struct view rest = r->fields[WITHOUT], kind;
	while (rest.len > 0 && view_split(&rest, ' ', &kind)) {
		unsigned bit = 0;
		for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
			if (view_equal(kind, view_of(kinds[i])))
				bit = 1U << i;
		if (bit == 0)
			return bad(r, WITHOUT, e);
		*without |= bit;
	}
	return 0;
}

/* A tag with or without the ending _literal. `tags`: 0 as it is, 1 literal, 2 guarded. */
static void
append_tag(struct buffer *b, struct view tag, int tags)
{
	static const struct view ending = VIEW_INIT("_literal");
	if (tags != 0 && view_ends(tag, ending))
		tag.len -= ending.len;
	buffer_append(b, tag);
	if (tags == 1)
		buffer_append(b, ending);
}

/* The study's conditions, without those on the dropped column, the population's tag as the choice has it, and the choice's own. */
static void
append_where(struct buffer *b, const struct row *r, const char *where, const struct expression *x, int tags)
{
	struct view rest = view_of(where), part;
	bool first = true;
	for (size_t i = 0; i < x->count && view_split(&rest, ',', &part); i++) {
		if (view_equal(x->conditions[i].column, r->fields[DROP]))
			continue;
		if (b->len > 0)
			buffer_byte(b, ',');
		if (x->conditions[i].how == IS_SET && first) {
			append_tag(b, part, tags);
			first = false;
		} else {
			buffer_append(b, part);
		}
	}
	if (r->fields[WHERE].len > 0)
		buffer_format(b, ",%.*s", (int)r->fields[WHERE].len, r->fields[WHERE].at);
}

static const char *
keep(struct arena *a, struct buffer *b)
{
	struct view v = arena_copy(a, buffer_view(b));
	bool failed = b->failed;
	buffer_reset(b);
	return failed ? NULL : v.at;
}

static int
make(struct choice *c, const struct row *r, const struct reading_made *study, const struct expression *x,
    struct arena *a, struct error *e)
{
	static const char *const tag_words[] = { "", "literal", "guarded", NULL };
	static const char *const unit_words[] = { "", "document", "family", NULL };
	static const char *const scope_words[] = { "", "paragraph", "sentence", NULL };
	static const char *const of_words[] = { "", "focus", NULL };
	int tags = word_of(r, TAGS, tag_words, e), unit = word_of(r, UNIT, unit_words, e);
	int scope = word_of(r, SCOPE, scope_words, e), of = word_of(r, OF, of_words, e);
	if (tags < 0 || unit < 0 || scope < 0 || of < 0 || read_without(r, &c->without, e) != 0)
		return -1;
	struct buffer b = { 0 };
	c->name = r->fields[CHOICE];
	c->by_family = unit == 0 ? study->by_family : unit == 2;
	c->scoped = scope > 0;
	c->of_focus = of == 1;
	append_where(&b, r, study->where, x, tags);
	c->where = keep(a, &b);
	append_tag(&b, view_of(study->focus), tags);
	c->focus = keep(a, &b);
	append_tag(&b, expression_tag(x), tags);
	c->population = view_of(keep(a, &b));
	buffer_append(&b, view_of(c->focus));
	if (scope > 0)
		buffer_format(&b, ".%.*s.%s", VIEW_ARGS(c->population), scope_words[scope]);
	c->column = keep(a, &b);
	buffer_free(&b);
	return c->where && c->focus && c->column ? 0 : error_set(e, "no memory");
}

int
choices_load(struct choices *c, const char *path, const struct reading_made *study, struct error *e)
{
	struct expression x;
	int columns[FIELDS];
	*c = (struct choices) { 0 };
	if (expression_parse(&x, study->where, e) != 0 || table_load(&c->table, path, e) != 0)
		return -1;
	for (int f = 0; f < FIELDS; f++)
		if ((columns[f] = table_need(&c->table, names[f], e)) < 0)
			return -1;
	for (size_t r = 0; r < c->table.rows; r++) {
		struct row row = { .line = c->table.lines[r], .file = path };
		for (int f = 0; f < FIELDS; f++)
			row.fields[f] = table_cell(&c->table, r, columns[f]);
		if (c->count == CHOICES)
			return error_set(e, "%s:%llu: more than %d choices", path, row.line, CHOICES);
		if (make(&c->list[c->count++], &row, study, &x, &c->memory, e) != 0)
			return -1;
	}
	return c->count > 0 ? 0 : error_set(e, "%s: no choice", path);
}

void
choices_free(struct choices *c)
{
	table_free(&c->table);
	arena_free(&c->memory);
}
