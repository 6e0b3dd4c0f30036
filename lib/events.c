#include "events.h"

#include "placement.h"

#include <stdlib.h>

/* ---- the ledger ---- */

struct ledger_columns {
	int id, tag, paragraph, sentence, match, counted, quoted;
};

static int
bind_ledger(struct ledger_columns *c, const struct tsv *in, struct error *e)
{
	struct {
		int *column;
		const char *name;
	} wanted[] = { { &c->id, "id" }, { &c->tag, "tag" }, { &c->paragraph, "paragraph" },
		{ &c->sentence, "sentence" }, { &c->match, "match" }, { &c->counted, "counted" },
		{ &c->quoted, "quoted" } };
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if ((*wanted[i].column = tsv_need(in, wanted[i].name, e)) < 0)
			return -1;
	return 0;
}

const char *
event_name(enum event event)
{
	return event == EVENT_MENTION ? "mention" : event == EVENT_ADOPT ? "adopt" : "sited";
}

static bool
adopts(const struct ledger_columns *c, const struct view *f, const struct words *words)
{
	if (view_equal(f[c->paragraph], VIEW("0")))
		return !view_equal(f[c->quoted], VIEW("other"));
	return implement_sentence(words, f[c->sentence], f[c->match]);
}

static int
add_adopter(struct events *v, struct view id, struct error *e)
{
	bool added;
	return keymap_put(&v->adopters, id, 0, &added) ? 0 : error_set(e, "no memory");
}

/* Puts a name before the others that the document names, once. */
static int
add_sited(struct events *v, struct view id, struct view name, struct error *e)
{
	bool added;
	size_t *first = keymap_put(&v->adopters, id, 0, &added);
	for (size_t i = first ? *first : 0; i != 0; i = v->sited[i - 1].next)
		if (view_equal(v->sited[i - 1].name, name))
			return 0;
	if (v->sited_count == v->sited_room) {
		size_t room = v->sited_room ? 2 * v->sited_room : 256;
		struct sited *wider = realloc(v->sited, room * sizeof *wider);
		if (wider == NULL)
			return error_set(e, "no memory");
		v->sited = wider;
		v->sited_room = room;
	}
	struct view kept = arena_copy(&v->memory, name);
	if (first == NULL || kept.at == NULL)
		return error_set(e, "no memory");
	v->sited[v->sited_count++] = (struct sited) { kept, *first };
	*first = v->sited_count;
	return 0;
}

static int
add_sites(struct events *v, const struct ledger_columns *c, const struct view *f, const struct words *words,
    struct error *e)
{
	struct view names[SITING_NAMES];
	if (view_equal(f[c->quoted], VIEW("other")))
		return 0;
	size_t count = siting_find(words, v->gazetteer, f[c->sentence], f[c->match], names);
	for (size_t i = 0; i < count; i++)
		if (add_sited(v, f[c->id], names[i], e) != 0)
			return -1;
	return 0;
}

int
events_ledger(struct events *v, char *path, const struct words *words, struct error *e)
{
	struct ledger_columns c;
	struct view *fields;
	struct tsv *in = tsv_open(&path, 1, e);
	int got = in ? bind_ledger(&c, in, e) : -1;
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		if (!view_equal(fields[c.tag], v->tag) || !view_equal(fields[c.counted], VIEW("1")))
			got = 0;
		else if (v->event == EVENT_SITED)
			got = add_sites(v, &c, fields, words, e);
		else
			got = adopts(&c, fields, words) ? add_adopter(v, fields[c.id], e) : 0;
	}
	tsv_close(in);
	return got;
}

/* ---- documents ---- */

int
events_bind(struct events *v, const struct tsv *in, const char *clock, struct error *e)
{
	bool issued = view_equal(view_of(clock), VIEW("issued"));
	v->id = tsv_need(in, "id", e);
	v->level = v->id < 0 ? -1 : tsv_need(in, "level", e);
	v->province = tsv_column(in, "province");
	v->city = tsv_column(in, "city");
	v->county = tsv_column(in, "county");
	v->docno = tsv_column(in, "docno");
	v->clock = tsv_column(in, clock);
	v->other = tsv_column(in, issued ? "published" : "issued");
	v->error = tsv_column(in, "error");
	v->joint = tsv_column(in, "joint");
	if (v->level < 0 || (v->clock < 0 && v->other < 0 && tsv_need(in, clock, e) < 0))
		return -1;
	return expression_bind(&v->where, in, clock, e);
}

static struct view
cell(const struct view *fields, int column)
{
	return column < 0 ? VIEW("") : fields[column];
}

/* The issuer's own place; of a township the county's, since townships have no code here. False: not known, or not asked for. */
static bool
place_of(const struct events *v, const struct view *f, enum division_level *level, struct view *code)
{
	*level = division_level_of(cell(f, v->level));
	*code = *level == DIVISION_PROVINCE ? cell(f, v->province)
	        : *level == DIVISION_CITY   ? cell(f, v->city)
	        : *level == DIVISION_COUNTY ? cell(f, v->county)
	                                    : VIEW("");
	return *level == DIVISION_NATIONAL || code->len > 0;
}

static bool
asked(const struct events *v, enum division_level level)
{
	return level == DIVISION_NATIONAL || (v->levels & 1U << level) != 0;
}

static void
widen(struct events *v, const struct span *when)
{
	if (!v->dated || when->low < v->extent.low)
		v->extent.low = when->low;
	if (!v->dated || when->high > v->extent.high)
		v->extent.high = when->high;
	v->dated = true;
}

static void
look_at_anchor(struct events *v, struct view docno, const struct span *when)
{
	if (v->anchor.len == 0 || !view_equal(docno, v->anchor))
		return;
	v->anchored++;
	if (when != NULL && (!v->anchor_dated || when->low < v->anchor_date.low)) {
		v->anchor_date = *when;
		v->anchor_dated = true;
	}
}

/* An event of each place of a joint document, where the stream has them (docattribute --joint each). */
static int
count_joint(struct events *v, const struct view *f, const struct span *when, struct error *e)
{
	struct view rest = cell(f, v->joint);
	struct placement p;
	int got = 0;
	for (int n = 0; got == 0 && n < PLACEMENTS && placement_read(&rest, &p); n++) {
		enum division_level level = division_level_of(p.part[PLACEMENT_LEVEL]);
		struct view code = level == DIVISION_PROVINCE ? p.part[PLACEMENT_PROVINCE]
		                   : level == DIVISION_CITY   ? p.part[PLACEMENT_CITY]
		                   : level == DIVISION_COUNTY ? p.part[PLACEMENT_COUNTY]
		                                              : VIEW("");
		if ((level == DIVISION_NATIONAL || code.len > 0) && asked(v, level))
			got = adoption_event(&v->places, level, code, when, f[v->id], e);
	}
	return got;
}

static bool
is_outside(const struct events *v, const struct span *when)
{
	return when != NULL &&
	       ((v->from && when->high < v->window.low) || (v->to && when->low > v->window.high));
}

static int
year_of(const struct events *v, const struct view *f)
{
	unsigned long long year = 0;
	struct view day = cell(f, v->clock).len > 0 ? cell(f, v->clock) : cell(f, v->other);
	return view_number(view_slice(day, 0, 4), &year) == 0 ? (int)year : 0;
}

/* An event of each place that the document names, where it is below the issuer and known. */
static int
count_sited(struct events *v, const struct view *f, const struct span *when, struct error *e)
{
	enum division_level level;
	struct view code;
	const size_t *first = keymap_get(&v->adopters, f[v->id]);
	bool placed = place_of(v, f, &level, &code);
	if (first != NULL && is_outside(v, when)) {
		v->outside++;
		return 0;
	}
	for (size_t i = first ? *first : 0; i != 0; i = v->sited[i - 1].next) {
		const struct division *d =
		    placed ? siting_place(v->gazetteer, v->sited[i - 1].name, level, code, year_of(v, f))
		           : NULL;
		if (d != NULL && !asked(v, d->level))
			continue;
		v->events++;
		v->undated += when == NULL;
		v->unplaced += d == NULL;
		if (d != NULL && adoption_event(&v->places, d->level, d->code, when, f[v->id], e) != 0)
			return -1;
	}
	return 0;
}

static int
count_event(struct events *v, const struct view *f, const struct span *when, struct error *e)
{
	enum division_level level;
	struct view code;
	bool placed = place_of(v, f, &level, &code);
	if (level != DIVISION_UNKNOWN && !asked(v, level))
		return 0;
	if (is_outside(v, when)) {
		v->outside++;
		return 0;
	}
	v->events++;
	v->undated += when == NULL;
	v->unplaced += !placed;
	if (cell(f, v->joint).len > 0)
		return count_joint(v, f, when, e);
	return placed ? adoption_event(&v->places, level, code, when, f[v->id], e) : 0;
}

/* A document that wasn't read may have been an event of its place. */
static int
count_unread(struct events *v, const struct view *f, struct error *e)
{
	enum division_level level;
	struct view code;
	v->unread++;
	if (!place_of(v, f, &level, &code) || !asked(v, level))
		return 0;
	struct adopter *p = adoption_place(&v->places, level, code);
	if (p == NULL)
		return error_set(e, "no memory");
	p->unread++;
	return 0;
}

static int
count_number(struct events *v, const struct view *f, struct error *e)
{
	struct buffer place = { 0 };
	int columns[] = { v->level, v->province, v->city };
	for (size_t i = 0; i < 3; i++) {
		if (i > 0)
			buffer_byte(&place, '\t');
		buffer_append(&place, cell(f, columns[i]));
	}
	int got = place.failed ? error_set(e, "no memory")
	                       : sequences_add(&v->numbers, buffer_view(&place), cell(f, v->docno), e);
	buffer_free(&place);
	return got;
}

int
events_row(struct events *v, const struct view *f, struct error *e)
{
	struct span when;
	if (cell(f, v->error).len > 0)
		return count_unread(v, f, e);
	v->read++;
	bool dated = span_parse(cell(f, v->clock), &when) || span_parse(cell(f, v->other), &when);
	if (dated)
		widen(v, &when);
	look_at_anchor(v, cell(f, v->docno), dated ? &when : NULL);
	if (cell(f, v->docno).len > 0 && count_number(v, f, e) != 0)
		return -1;
	if (expression_test(&v->where, f) != TRUTH_TRUE ||
	    (v->event != EVENT_MENTION && keymap_get(&v->adopters, f[v->id]) == NULL))
		return 0;
	if (v->event == EVENT_SITED)
		return count_sited(v, f, dated ? &when : NULL, e);
	return count_event(v, f, dated ? &when : NULL, e);
}

bool
events_window(const struct events *v, struct span *window)
{
	window->low = v->from ? v->window.low : v->extent.low;
	window->high = v->to ? v->window.high : v->extent.high;
	return v->dated || (v->from && v->to);
}

void
events_free(struct events *v)
{
	adoption_free(&v->places);
	sequences_free(&v->numbers);
	expression_free(&v->where);
	keymap_free(&v->adopters);
	arena_free(&v->memory);
	free(v->sited);
}
