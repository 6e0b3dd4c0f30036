#include "dossier.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A decoded copy of a raw field. */
static struct view
keep(struct dossier *d, struct view raw)
{
	struct view v = tsv_decode(raw, &d->memory);
	return v.at == raw.at ? arena_copy(&d->memory, v) : v;
}

/* The list of pointers, with room for one more. NULL: no memory, and the list is as it was. */
static void *
grow(void *list, size_t count, size_t *room, struct error *e)
{
	if (count < *room)
		return list;
	size_t more = *room ? *room * 2 : 256;
	void *at = realloc(list, more * sizeof(void *));
	if (at == NULL)
		error_set(e, "no memory for %zu documents", more);
	else
		*room = more;
	return at;
}

static void
find_tags(struct dossier *d)
{
	static const char *const keys[] = { "population", "focus" };
	for (int i = 0; i < 2; i++) {
		d->columns[i] = study_column(d->study, keys[i]);
		d->tags[i] = study_tag(d->columns[i]);
	}
}

/* ---- documents ---- */

struct columns {
	int field[DOSSIER_FIELDS];
	int focus; /* -1: there is none */
};

static void
find_columns(const struct dossier *d, const struct tsv *in, struct columns *c)
{
	static const char *const names[DOSSIER_FIELDS] = { "id", "level", "province", "issued", "title",
		"issuer", "docno", "url", "published", "genre", "basis", "evidence", "record", "error",
		"completeness", "link_text", "family", "media", "fetched" };
	for (int i = 0; i < DOSSIER_FIELDS; i++)
		c->field[i] = tsv_column(in, names[i]);
	c->focus = tsv_find(in, d->columns[1]);
}

static struct dossier_document *
add_document(struct dossier *d, const struct view *fields, const struct columns *c, struct error *e)
{
	bool added;
	struct dossier_document **list = grow(d->list, d->count, &d->room, e);
	struct dossier_document *x = arena_clear(&d->memory, 1, sizeof *x);
	bool failed = x == NULL || list == NULL;
	d->list = list ? list : d->list;
	for (int i = 0; i < DOSSIER_FIELDS && !failed; i++) {
		x->fields[i] = c->field[i] < 0 ? VIEW("") : keep(d, fields[c->field[i]]);
		failed = x->fields[i].at == NULL;
	}
	if (failed || keymap_put(&d->ids, x->fields[DOSSIER_ID], d->count, &added) == NULL) {
		error_set(e, "no memory for %zu documents", d->count);
		return NULL;
	}
	d->list[d->count] = x;
	d->count += added;
	return x;
}

/* ---- units ---- */

static struct dossier_unit *
new_unit(struct dossier *d, struct error *e)
{
	struct dossier_unit **list = grow(d->units, d->unit_count, &d->unit_room, e);
	if (list == NULL)
		return NULL;
	d->units = list;
	struct dossier_unit *u = arena_clear(&d->memory, 1, sizeof *u);
	if (u == NULL) {
		error_set(e, "no memory for %zu documents", d->unit_count);
		return NULL;
	}
	u->class = DOSSIER_NONE;
	d->units[d->unit_count++] = u;
	return u;
}

/* The unit of a row; a row without a family is one of its own. `*represents`: its cell is the unit's. */
static struct dossier_unit *
find_unit(struct dossier *d, const struct view *fields, const struct columns *c, bool by_family,
    bool *represents, struct error *e)
{
	struct view family = by_family ? fields[c->field[DOSSIER_FAMILY]] : VIEW("");
	bool added = false;
	size_t *index = family.len > 0 ? keymap_put(&d->families, family, d->unit_count, &added) : NULL;
	if (family.len > 0 && index == NULL) {
		error_set(e, "no memory for %zu families", d->unit_count);
		return NULL;
	}
	*represents = family.len == 0 || added || view_equal(family, fields[c->field[DOSSIER_ID]]);
	return family.len == 0 || added ? new_unit(d, e) : d->units[*index];
}

static int
place_unit(struct dossier *d, struct dossier_unit *u, const struct view *fields, struct error *e)
{
	struct view key = grouping_key(&d->by, fields);
	key = key.at ? arena_copy(&d->memory, key) : key;
	if (key.at == NULL)
		return error_set(e, "no memory for %zu documents", d->unit_count);
	grouping_split(&d->by, key, u->parts);
	return 0;
}

/* An unread row is never in the population, even where its source's columns satisfy the condition. */
static enum dossier_class
classify(const struct dossier_document *x)
{
	if (x->is != TRUTH_TRUE || !x->held)
		return DOSSIER_POSSIBLE;
	return x->focus ? DOSSIER_FOCUS : DOSSIER_POPULATION;
}

/* The document that represents its family stands first. */
static void
join_unit(struct dossier_unit *u, struct dossier_document *x, bool represents)
{
	if (u->first == NULL)
		u->last = x;
	if (u->first == NULL || represents) {
		x->next = u->first;
		u->first = x;
	} else {
		u->last->next = x;
		u->last = x;
	}
	enum dossier_class class = classify(x);
	if (class < u->class)
		u->class = class;
}

/* A joint document once more, in a further place. */
static struct dossier_document *
repeat_document(struct dossier *d, struct dossier_document *same, struct error *e)
{
	struct dossier_document *x = arena_clear(&d->memory, 1, sizeof *x);
	if (x == NULL) {
		error_set(e, "no memory for %zu documents", d->count);
		return NULL;
	}
	memcpy(x->fields, same->fields, sizeof x->fields);
	x->same = same;
	x->further = d->further;
	d->further = x;
	return x;
}

/* A row in one of its places; `*doc` is what it is in the first one that counts. */
static int
take_place(struct dossier *d, const struct view *row, const struct view *fields, const struct columns *c,
    struct expression *x, enum dossier_units units, struct dossier_document **doc, struct error *e)
{
	enum truth is = expression_test(x, fields);
	bool represents = false;
	struct dossier_unit *u = NULL;
	if (units == DOSSIER_BY_FAMILY || (units == DOSSIER_BY_DOCUMENT && is != TRUTH_FALSE)) {
		u = find_unit(d, fields, c, units == DOSSIER_BY_FAMILY, &represents, e);
		if (u == NULL || (represents && place_unit(d, u, fields, e) != 0))
			return -1;
	}
	d->unknown += is == TRUTH_UNKNOWN && *doc == NULL;
	if (is == TRUTH_FALSE)
		return 0;
	struct dossier_document *here = *doc ? repeat_document(d, *doc, e) : add_document(d, row, c, e);
	if (here == NULL)
		return -1;
	*doc = *doc ? *doc : here;
	here->is = is;
	here->held = reading_held(&x->reading, fields);
	here->focus = here->held && c->focus >= 0 &&
	              reading_set(&x->reading, fields, c->focus, d->tags[1]) == TRUTH_TRUE;
	if (u != NULL)
		join_unit(u, here, represents);
	return 0;
}

static int
take_row(struct dossier *d, const struct view *row, const struct columns *c, struct expression *x,
    enum dossier_units units, struct error *e)
{
	struct dossier_document *doc = NULL;
	const struct view *fields;
	placements_row(&d->placements, row);
	while (placements_next(&d->placements, &fields))
		if (take_place(d, row, fields, c, x, units, &doc, e) != 0)
			return -1;
	return 0;
}

static int
read_documents(
    struct dossier *d, struct tsv *in, struct expression *x, enum dossier_units units, struct error *e)
{
	struct view clock = study_value(d->study, "clock");
	const char *by = clock.len > 0 ? clock.at : "issued";
	struct columns c;
	struct view *fields;
	int got;
	if (tsv_need(in, "id", e) < 0 || expression_bind(x, in, by, e) != 0)
		return -1;
	if (units != DOSSIER_PLAIN &&
	    (grouping_parse(&d->by, "level,province", e) != 0 || grouping_bind(&d->by, in, by, NULL, e) != 0))
		return -1;
	if (units == DOSSIER_BY_FAMILY && tsv_need(in, "family", e) < 0)
		return -1;
	if (placements_bind(&d->placements, in, &d->by, e) != 0)
		return -1;
	find_columns(d, in, &c);
	while ((got = tsv_next(in, &fields, e)) == 1)
		if (take_row(d, fields, &c, x, units, e) != 0)
			return -1;
	return got;
}

/* ---- hits ---- */

enum {
	HIT_ID,
	HIT_TAG,
	HIT_PARAGRAPH,
	HIT_OFFSET,
	HIT_SENTENCE,
	HIT_MATCH,
	HIT_COUNTED,
	HIT_BY,
	HIT_COLUMNS
};
enum { HIT_STEPS = 256 };

/* How often the match stands in the sentence before this hit: one more than at the hit before it with the same words, which
 * is never far. */
static size_t
find_occurrence(const struct dossier_hit *h)
{
	int steps = 0;
	for (const struct dossier_hit *x = h->before; x != NULL && steps < HIT_STEPS; x = x->before, steps++)
		if (view_equal(x->tag, h->tag) && x->paragraph == h->paragraph &&
		    view_equal(x->match, h->match) && view_equal(x->sentence, h->sentence))
			return x->occurrence + 1;
	return 0;
}

/* Where a sentence stands twice in its paragraph, the count begins anew behind its last occurrence. */
static size_t
find_place(const struct dossier_hit *h)
{
	size_t at = h->match.len > 0 ? view_find(h->sentence, h->match, 0) : (size_t)-1;
	size_t first = at;
	for (size_t n = h->occurrence; n > 0 && at != (size_t)-1; n--) {
		at = view_find(h->sentence, h->match, at + h->match.len);
		at = at == (size_t)-1 ? first : at;
	}
	return at;
}

static struct dossier_hit *
read_hit(struct dossier *d, const struct view *fields, const int c[HIT_COLUMNS], struct error *e)
{
	struct dossier_hit *h = arena_clear(&d->memory, 1, sizeof *h);
	struct view offset = c[HIT_OFFSET] < 0 ? VIEW("") : fields[c[HIT_OFFSET]];
	if (h != NULL)
		*h = (struct dossier_hit) { .tag = keep(d, fields[c[HIT_TAG]]),
			.paragraph_text = keep(d, fields[c[HIT_PARAGRAPH]]),
			.sentence = keep(d, fields[c[HIT_SENTENCE]]),
			.match = keep(d, fields[c[HIT_MATCH]]),
			.by = keep(d, fields[c[HIT_BY]]),
			.counted = view_equal(fields[c[HIT_COUNTED]], VIEW("1")) };
	if (!h || !h->tag.at || !h->paragraph_text.at || !h->sentence.at || !h->match.at || !h->by.at) {
		error_set(e, "no memory for the hits");
		return NULL;
	}
	(void)view_number(h->paragraph_text, &h->paragraph);
	(void)view_number(offset, &h->offset);
	return h;
}

static int
add_hit(struct dossier *d, const struct view *fields, const int c[HIT_COLUMNS], struct error *e)
{
	const size_t *index = keymap_get(&d->ids, fields[c[HIT_ID]]);
	struct view tag = fields[c[HIT_TAG]];
	bool focus = view_equal(tag, d->tags[1]);
	if (index == NULL || (!focus && !view_equal(tag, d->tags[0])))
		return 0;
	struct dossier_hit *h = read_hit(d, fields, c, e);
	if (h == NULL)
		return -1;
	struct dossier_document *x = d->list[*index];
	h->focus = focus;
	h->before = x->last;
	h->occurrence = find_occurrence(h);
	h->place = find_place(h);
	if (x->last != NULL)
		x->last->next = h;
	else
		x->first = h;
	x->last = h;
	return 0;
}

static int
read_hits(struct dossier *d, struct tsv *in, struct error *e)
{
	static const char *const names[HIT_COLUMNS] = { "id", "tag", "paragraph", "offset", "sentence",
		"match", "counted", "by" };
	int column[HIT_COLUMNS], got;
	struct view *fields;
	for (int i = 0; i < HIT_COLUMNS; i++) {
		column[i] = i == HIT_OFFSET ? tsv_column(in, names[i]) : tsv_need(in, names[i], e);
		if (column[i] < 0 && i != HIT_OFFSET)
			return -1;
	}
	while ((got = tsv_next(in, &fields, e)) == 1)
		if (add_hit(d, fields, column, e) != 0)
			return -1;
	for (struct dossier_document *x = d->further; x != NULL; x = x->further) {
		x->first = x->same->first;
		x->last = x->same->last;
	}
	return got;
}

/* ---- both ---- */

/* Opens a file of the folder. `path` must live as long as the reader. */
static struct tsv *
open_file(const struct dossier *d, const char *name, char *path, size_t room, struct error *e)
{
	char *paths[] = { path };
	int n = snprintf(path, room, "%s/%s", d->study->dir, name);
	if (n >= 0 && (size_t)n < room)
		return tsv_open(paths, 1, e);
	error_set(e, "the folder's name is too long");
	return NULL;
}

int
dossier_read(struct dossier *d, const struct study *study, const char *condition, enum dossier_units units,
    struct error *e)
{
	struct expression x;
	char documents[4096], hits[4096];
	*d = (struct dossier) { .study = study };
	if (expression_parse(&x, condition, e) != 0)
		return -1;
	find_tags(d);
	struct tsv *in = open_file(d, "documents.tsv", documents, sizeof documents, e);
	int got = in ? read_documents(d, in, &x, units, e) : -1;
	tsv_close(in);
	in = got == 0 ? open_file(d, "hits.tsv", hits, sizeof hits, e) : NULL;
	if (got == 0)
		got = in ? read_hits(d, in, e) : -1;
	tsv_close(in);
	expression_free(&x);
	return got;
}

int
dossier_counted(struct dossier *d, const struct study *s, struct error *e)
{
	struct view condition = study_value(s, "condition");
	bool families = view_equal(study_value(s, "unit"), VIEW("family"));
	char tag[256];
	struct view population = study_column(s, "population");
	snprintf(tag, sizeof tag, "%.*s", VIEW_ARGS(population));
	return dossier_read(d, s, condition.len > 0 ? condition.at : tag,
	    families ? DOSSIER_BY_FAMILY : DOSSIER_BY_DOCUMENT, e);
}

void
dossier_free(struct dossier *d)
{
	grouping_free(&d->by);
	placements_free(&d->placements);
	keymap_free(&d->ids);
	keymap_free(&d->families);
	arena_free(&d->memory);
	free(d->list);
	free(d->units);
}
