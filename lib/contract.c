#include "contract.h"

#include "form.h"
#include "keymap.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TAGS = 1024 };

struct contract {
	const struct tsv *in;
	struct table columns, rules;
	const char *stage;
	int *form; /* per column of the stream: its row in columns.tsv, or -1 */
	int id, error, family, limits, text, record, level, basis, province, city, population, focus;
	int tags[TAGS];
	size_t tag_count;
	bool ids_recur;         /* a ledger has a row per match */
	struct keymap ids;      /* id -> line */
	struct keymap families; /* representative -> line of its first member */
	struct keymap heads;    /* ids that represent themselves */
};

/* What a stage owes is what it and those before it fill; a ledger and a count stand for themselves. */
static const char *const stages[] = { "import", "fetch", "extract", "attribute", "classify", "dedup", NULL };

static bool
stands_alone(const char *stage)
{
	return strcmp(stage, "aggregate") == 0 || strcmp(stage, "hits") == 0;
}

static bool
owes(const struct contract *c, struct view stage)
{
	if (c->stage == NULL)
		return false;
	if (view_equal(stage, view_of(c->stage)))
		return true;
	if (strcmp(c->stage, "fetch") == 0)
		return view_equal(stage, VIEW("import"));
	if (stands_alone(c->stage))
		return false;
	/* An export was never fetched, so the fetched columns are owed by `fetch` alone. */
	for (size_t i = 0; stages[i] != NULL && strcmp(stages[i], c->stage) != 0; i++)
		if (view_equal(stage, view_of(stages[i])) && !view_equal(stage, VIEW("fetch")))
			return true;
	return false;
}

/* A column may be owed by more than one stage: blanks stand between them. */
static bool
stage_owes(const struct contract *c, struct view list)
{
	struct view stage;
	while (view_split(&list, ' ', &stage))
		if (owes(c, stage))
			return true;
	return false;
}

static int
check_stage(const char *stage, struct error *e)
{
	if (stage == NULL || stands_alone(stage))
		return 0;
	for (size_t i = 0; stages[i] != NULL; i++)
		if (strcmp(stage, stages[i]) == 0)
			return 0;
	return error_set(e,
	    "unknown stage %.50s: one of import fetch extract attribute classify hits dedup aggregate",
	    stage);
}

/* The tags that a classified stream owes: every different one of the rules. */
static int
find_tags(struct contract *c, struct error *e)
{
	int tag = table_need(&c->rules, "tag", e);
	if (tag < 0)
		return -1;
	for (size_t r = 0; r < c->rules.rows; r++) {
		struct view name = table_cell(&c->rules, r, tag);
		bool known = false;
		for (size_t k = 0; k < r && !known; k++)
			known = view_equal(name, table_cell(&c->rules, k, tag));
		if (known)
			continue;
		if (c->tag_count == TAGS)
			return error_set(
			    e, "%s:%llu: more than %d tags", c->rules.file, c->rules.lines[r], TAGS);
		c->tags[c->tag_count++] = tsv_column(c->in, name.at);
	}
	return 0;
}

static int
find_forms(struct contract *c, struct error *e)
{
	int name = table_need(&c->columns, "column", e);
	if (name < 0 || table_need(&c->columns, "stage", e) < 0 || table_need(&c->columns, "form", e) < 0)
		return -1;
	c->form = calloc(tsv_width(c->in), sizeof *c->form);
	if (c->form == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < tsv_width(c->in); i++) {
		c->form[i] = -1;
		for (size_t r = 0; r < c->columns.rows; r++)
			if (view_equal(tsv_name(c->in, i), table_cell(&c->columns, r, name)))
				c->form[i] = (int)r;
	}
	return 0;
}

static void
find_columns(struct contract *c)
{
	struct {
		int *column;
		const char *name;
	} wanted[] = { { &c->id, "id" }, { &c->error, "error" }, { &c->family, "family" },
		{ &c->limits, "limits" }, { &c->text, "text" }, { &c->record, "record" },
		{ &c->level, "level" }, { &c->basis, "basis" }, { &c->province, "province" },
		{ &c->city, "city" }, { &c->population, "population" }, { &c->focus, "focus" } };
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		*wanted[i].column = tsv_column(c->in, wanted[i].name);
}

struct contract *
contract_open(
    const struct tsv *in, const char *columns, const char *stage, const char *rules, struct error *e)
{
	struct contract *c = calloc(1, sizeof *c);
	if (c == NULL) {
		error_set(e, "no memory");
		return NULL;
	}
	c->in = in;
	c->stage = stage;
	c->ids_recur = stage != NULL && strcmp(stage, "hits") == 0;
	find_columns(c);
	if (check_stage(stage, e) != 0 || table_load(&c->columns, columns, e) != 0 || find_forms(c, e) != 0 ||
	    (rules != NULL && (table_load(&c->rules, rules, e) != 0 || find_tags(c, e) != 0))) {
		contract_close(c);
		return NULL;
	}
	return c;
}

void
contract_close(struct contract *c)
{
	if (c == NULL)
		return;
	table_free(&c->columns);
	table_free(&c->rules);
	keymap_free(&c->ids);
	keymap_free(&c->families);
	keymap_free(&c->heads);
	free(c->form);
	free(c);
}

void
contract_columns(struct contract *c, contract_fault *fault, void *context)
{
	char what[256];
	int name = table_column(&c->columns, "column"), stage = table_column(&c->columns, "stage");
	for (size_t r = 0; r < c->columns.rows; r++) {
		const char *column = table_cell(&c->columns, r, name).at;
		/* The text may be dropped once it is classified. */
		bool dropped = c->stage != NULL && strcmp(column, "text") == 0 &&
		               (strcmp(c->stage, "classify") == 0 || strcmp(c->stage, "dedup") == 0);
		if (!stage_owes(c, table_cell(&c->columns, r, stage)) || tsv_column(c->in, column) >= 0 ||
		    dropped)
			continue;
		snprintf(what, sizeof what, "no column \"%s\", which the stage owes", column);
		fault(context, 1, what);
	}
	int tag = table_column(&c->rules, "tag");
	for (size_t r = 0; r < c->rules.rows; r++) {
		const char *column = table_cell(&c->rules, r, tag).at;
		if (tsv_column(c->in, column) >= 0)
			continue;
		snprintf(what, sizeof what, "no column \"%.100s\", a tag of %.100s", column, c->rules.file);
		fault(context, 1, what);
	}
}

static struct view
value(const struct view *fields, int column)
{
	return column < 0 ? VIEW("") : fields[column];
}

/* In counts, rows without a place and totals stand in the place columns under these names. */
static bool
stands_for_places(const struct contract *c, int column, struct view v)
{
	return c->population >= 0 && column >= 0 &&
	       (column == c->level || column == c->province || column == c->city) &&
	       (view_equal(v, VIEW("unplaced")) || view_equal(v, VIEW("total")));
}

static void
check_forms(struct contract *c, const struct view *fields, unsigned long long line, contract_fault *fault,
    void *context)
{
	char what[512];
	int form = table_column(&c->columns, "form");
	for (size_t i = 0; i < tsv_width(c->in); i++) {
		struct view name = tsv_name(c->in, i);
		size_t good = utf8_check(fields[i]);
		if (good < fields[i].len) {
			snprintf(what, sizeof what, "column \"%.*s\": not UTF-8 at byte %zu of the field",
			    VIEW_ARGS(name), good);
			fault(context, line, what);
		} else if (c->form[i] >= 0) {
			struct view wanted = table_cell(&c->columns, (size_t)c->form[i], form);
			if (form_holds(wanted, fields[i]) || stands_for_places(c, (int)i, fields[i]))
				continue;
			snprintf(what, sizeof what, "column \"%.*s\": \"%.*s\" is no %.*s", VIEW_ARGS(name),
			    VIEW_ARGS(view_slice(fields[i], 0, 60)), VIEW_ARGS(wanted));
			fault(context, line, what);
		}
	}
}

/* Tags: a number on a row that was read (or a limit that was hit), nothing on a row that failed: unknown is not zero. */
static void
check_tags(struct contract *c, const struct view *fields, unsigned long long line, contract_fault *fault,
    void *context)
{
	char what[512];
	bool failed = value(fields, c->error).len > 0;
	for (size_t i = 0; i < c->tag_count; i++) {
		if (c->tags[i] < 0)
			continue;
		unsigned long long n;
		struct view count = fields[c->tags[i]], tag = tsv_name(c->in, (size_t)c->tags[i]);
		const char *wrong = NULL;
		if (failed && count.len > 0)
			wrong = "has a count although the row has an error";
		else if (!failed && count.len == 0 &&
		         view_find(value(fields, c->limits), tag, 0) == (size_t)-1)
			wrong = "has no count although the row was read";
		else if (count.len > 0 && view_number(count, &n) != 0)
			wrong = "is no number";
		if (wrong == NULL)
			continue;
		snprintf(what, sizeof what, "tag \"%.*s\" %s", VIEW_ARGS(tag), wrong);
		fault(context, line, what);
	}
}

static void
check_places(struct contract *c, const struct view *fields, unsigned long long line, contract_fault *fault,
    void *context)
{
	struct view level = value(fields, c->level), province = value(fields, c->province),
	            city = value(fields, c->city);
	if (c->population >= 0)
		return;
	if (level.len > 0 && c->basis >= 0 && fields[c->basis].len == 0)
		fault(context, line, "a level without its basis");
	if (view_equal(level, VIEW("province")) && province.len == 0)
		fault(context, line, "level province without a province");
	if (view_equal(level, VIEW("national")) && province.len > 0)
		fault(context, line, "level national with a province");
	if (city.len == 6 && province.len == 6 && memcmp(city.at, province.at, 2) != 0)
		fault(context, line, "the city lies in another province");
}

static void
check_stage_row(struct contract *c, const struct view *fields, unsigned long long line, contract_fault *fault,
    void *context)
{
	if (c->stage == NULL)
		return;
	bool failed = value(fields, c->error).len > 0;
	if (strcmp(c->stage, "fetch") == 0 && failed == (value(fields, c->record).len > 0))
		fault(context, line, failed ? "both a record and an error" : "neither a record nor an error");
	if (strcmp(c->stage, "extract") == 0 && !failed && c->text >= 0 && fields[c->text].len == 0)
		fault(context, line, "neither a text nor an error");
	unsigned long long population, focus;
	if (strcmp(c->stage, "aggregate") == 0 &&
	    view_number(value(fields, c->population), &population) == 0 &&
	    view_number(value(fields, c->focus), &focus) == 0 && focus > population)
		fault(context, line, "focus exceeds population");
}

static int
check_ids(struct contract *c, const struct view *fields, unsigned long long line, contract_fault *fault,
    void *context)
{
	char what[256];
	bool added;
	struct view id = value(fields, c->id), family = value(fields, c->family);
	if (c->id >= 0 && id.len == 0)
		fault(context, line, "no id");
	if (id.len > 0) {
		size_t *first = keymap_put(&c->ids, id, (size_t)line, &added);
		if (first == NULL)
			return -1;
		snprintf(what, sizeof what, "id %.*s stands on line %zu already",
		    VIEW_ARGS(view_slice(id, 0, 64)), *first);
		if (!added && !c->ids_recur)
			fault(context, line, what);
	}
	if (c->family >= 0 && family.len == 0)
		fault(context, line, "no family");
	if (family.len > 0 && keymap_put(&c->families, family, (size_t)line, &added) == NULL)
		return -1;
	if (family.len > 0 && view_equal(family, id) && keymap_put(&c->heads, id, 0, &added) == NULL)
		return -1;
	return 0;
}

int
contract_row(struct contract *c, const struct view *fields, unsigned long long line, contract_fault *fault,
    void *context)
{
	check_forms(c, fields, line, fault, context);
	check_tags(c, fields, line, fault, context);
	check_places(c, fields, line, fault, context);
	check_stage_row(c, fields, line, fault, context);
	return check_ids(c, fields, line, fault, context);
}

void
contract_end(struct contract *c, contract_fault *fault, void *context)
{
	char what[256];
	for (size_t i = 0; c->id >= 0 && i < c->families.room; i++) {
		const struct keymap_slot *slot = &c->families.slots[i];
		if (slot->key.at == NULL || keymap_get(&c->heads, slot->key) != NULL)
			continue;
		snprintf(
		    what, sizeof what, "family %.*s has no row that represents it", VIEW_ARGS(slot->key));
		fault(context, slot->value, what);
	}
}
