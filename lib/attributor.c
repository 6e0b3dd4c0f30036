#include "attributor.h"

#include "claims.h"
#include "command.h"
#include "placement.h"

#include <stdlib.h>

enum { PATH_ROOM = 4096 };

struct attributor {
	struct gazetteer *places;
	struct issuers *issuers;
	struct prefixes *prefixes;
	struct portals *portals;
	struct words *words;
	enum division_scheme scheme;
};

enum rule { SITE_CODE, ISSUER, DOCNO, HOST, TITLE, TEXT, RULES };
static const struct view rule_names[RULES] = { VIEW_INIT("site_code"), VIEW_INIT("issuer"),
	VIEW_INIT("docno"), VIEW_INIT("host"), VIEW_INIT("title"), VIEW_INIT("text") };

/* ---- tables ------------------------------------------------------------------------------------------------------ */

static int
open_tables(struct attributor *a, const char *data, const char *levels, struct error *e)
{
	char path[PATH_ROOM], areas[PATH_ROOM];
	if (command_data(data, "divisions.tsv", path, sizeof path, e) != 0 ||
	    command_data(data, "areas.tsv", areas, sizeof areas, e) != 0 ||
	    (a->places = gazetteer_open(path, areas, e)) == NULL)
		return -1;
	if (levels != NULL && gazetteer_overlay(a->places, levels, e) != 0)
		return -1;
	if (command_data(data, "issuers.tsv", path, sizeof path, e) != 0 ||
	    (a->issuers = issuers_open(path, a->places, e)) == NULL)
		return -1;
	if (command_data(data, "prefixes.tsv", path, sizeof path, e) != 0 ||
	    (a->prefixes = prefixes_open(path, e)) == NULL)
		return -1;
	if (command_data(data, "hosts.tsv", path, sizeof path, e) != 0 ||
	    (a->portals = portals_open(path, e)) == NULL)
		return -1;
	if (command_data(data, "page-words.tsv", path, sizeof path, e) != 0 ||
	    (a->words = words_load(path, e)) == NULL)
		return -1;
	return 0;
}

struct attributor *
attributor_open(const char *data, const char *levels, enum division_scheme scheme, struct error *e)
{
	struct attributor *a = calloc(1, sizeof *a);
	if (a == NULL) {
		error_set(e, "no memory");
		return NULL;
	}
	a->scheme = scheme;
	if (open_tables(a, data, levels, e) == 0)
		return a;
	attributor_close(a);
	return NULL;
}

void
attributor_close(struct attributor *a)
{
	if (a == NULL)
		return;
	words_free(a->words);
	portals_close(a->portals);
	prefixes_close(a->prefixes);
	issuers_close(a->issuers);
	gazetteer_close(a->places);
	free(a);
}

/* ---- the decision ------------------------------------------------------------------------------------------------ */

static bool
differs(const struct claim *a, const struct claim *b)
{
	return a->made && b->made && !claim_same(a, b);
}

static bool
one_of(struct view v, const struct view *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (view_equal(v, words[i]))
			return true;
	return false;
}

/* News and explainers are their site's own, whatever they speak of. */
static bool
speaks_of_others(const struct claims *k)
{
	static const struct view genres[] = { VIEW_INIT("news"), VIEW_INIT("explainer") };
	return one_of(k->d->genre, genres, sizeof genres / sizeof *genres);
}

/* An issuer that is only the site's own name may be just who put the page there. */
static bool
only_publisher(const struct claims *k)
{
	const struct claim *p = claims_publisher(k);
	return k->issuer.bare || (p->made && division_same(k->issuer.place, p->place));
}

/*
 * Abbreviations of cities recur: 昆政 is Kunming's, and of 昆山, too. Another city's is no evidence on a site, or under a title
 * that begins with another place.
 */
static void
drop_foreign_number(struct claims *k)
{
	const struct claim *p = claims_publisher(k);
	struct claim *c = &k->docno;
	if (!p->made)
		p = &k->place;
	if (c->made && c->level > DIVISION_PROVINCE && p->made && p->place != NULL &&
	    !division_inside(c->place, p->place) && !division_inside(p->place, c->place))
		c->made = false; /* its choice is left, and shows as a conflict */
}

/* Takes back claims that name another's authority: that of what is passed on or spoken of. */
static void
drop_others(struct claims *k)
{
	const struct claim *p = claims_publisher(k);
	bool forwards = k->forwards && !k->lead.made;
	if (!p->made || (!forwards && !speaks_of_others(k)))
		return;
	struct claim *own[] = { &k->issuer, &k->docno, &k->lead, &k->regulation, &k->maker };
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (own[i]->made && !division_inside(own[i]->place, p->place))
			own[i]->weak = true;
	if (speaks_of_others(k))
		k->docno.weak = k->lead.weak = k->regulation.weak = k->maker.weak = k->scope.weak = true;
}

static bool
strong(const struct claim *c)
{
	return c->made && !c->weak;
}

static const struct claim *
own_claim(const struct claims *k)
{
	const struct claim *issuer = &k->issuer, *docno = &k->docno, *lead = &k->lead, *reg = &k->regulation;
	bool congress_above = strong(reg) && view_equal(issuer->type, VIEW("congress")) &&
	                      issuer->place != NULL && division_inside(reg->place, issuer->place);
	const struct claim *maker = &k->maker, *scope = &k->scope;
	if (strong(maker) && !strong(lead)) /* a regulation: whoever sent or published it */
		return strong(issuer) && claim_same(issuer, maker) ? issuer : maker;
	if (!strong(issuer))
		return strong(lead)    ? lead
		       : strong(docno) ? docno
		       : strong(reg)   ? reg
		       : strong(scope) ? scope
		                       : NULL;
	if (strong(lead) && differs(issuer, lead))
		return only_publisher(k) || (strong(docno) && claim_same(docno, lead)) ? lead : issuer;
	if (strong(lead))
		return issuer;
	/* A site that names itself beside a higher authority's number shows that authority's document. */
	bool above = docno->place == NULL || division_inside(issuer->place, docno->place);
	if (strong(docno) && differs(issuer, docno) && above && only_publisher(k))
		return docno;
	bool around = division_inside(
	    issuer->place, reg->place); /* 上海市嘉定区…办法 begins with its city's name, too */
	if (strong(reg) && differs(issuer, reg) && (congress_above || (only_publisher(k) && !around)))
		return reg;
	return issuer;
}

static const struct claim *
decide(const struct claims *k)
{
	const struct claim *own = own_claim(k), *p = claims_publisher(k);
	if (own != NULL)
		return k->site.made && claim_same(&k->site, own) ? &k->site : own;
	if (p->made)
		return p;
	const struct claim *last[] = { &k->issuer, &k->docno, &k->lead, &k->regulation, &k->place };
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		if (last[i]->made)
			return last[i];
	return NULL;
}

/* ---- what comes out ---------------------------------------------------------------------------------------------- */

static enum rule
rule_of(const struct claims *k, const struct claim *c)
{
	return c == &k->site                      ? SITE_CODE
	       : c == &k->issuer                  ? ISSUER
	       : c == &k->docno                   ? DOCNO
	       : c == &k->host                    ? HOST
	       : c == &k->maker || c == &k->scope ? TEXT
	                                          : TITLE;
}

/* How a unit at a level (its own, or one below it) is filed. */
static struct placement
placement_of(
    const struct claims *k, const struct division *d, enum division_level level, enum division_scheme scheme)
{
	struct placement p = { .part = { division_level_name(level) } };
	if (d == NULL)
		return p;
	const struct gazetteer *g = k->tables->places;
	enum division_level filed = division_filed(d, scheme);
	if (level == d->level)
		p.part[PLACEMENT_LEVEL] = d->own.len > 0 ? d->own : division_level_name(filed);
	const struct division *province = gazetteer_province(g, division_place(d)),
	                      *above = gazetteer_parent(g, d, k->year);
	p.part[PLACEMENT_PROVINCE] = province ? province->code : VIEW("");
	struct view above_city = above != NULL && above->level == DIVISION_CITY ? above->code : VIEW("");
	if (filed == DIVISION_CITY)
		p.part[PLACEMENT_CITY] = d->code.len > 0 ? d->code : above_city;
	if (filed == DIVISION_COUNTY) {
		p.part[PLACEMENT_COUNTY] = d->code;
		p.part[PLACEMENT_CITY] = above_city;
	}
	return p;
}

static bool
same_placement(const struct placement *a, const struct placement *b)
{
	for (size_t i = 0; i < PLACEMENT_PARTS; i++)
		if (!view_equal(a->part[i], b->part[i]))
			return false;
	return true;
}

static void
write_place(
    const struct claims *k, const struct claim *c, enum division_scheme scheme, struct attribution *out)
{
	struct placement p = placement_of(k, c->place, c->level, scheme);
	out->level = p.part[PLACEMENT_LEVEL];
	out->province = p.part[PLACEMENT_PROVINCE];
	out->city = p.part[PLACEMENT_CITY];
	out->county = p.part[PLACEMENT_COUNTY];
}

static void
write_conflict(const struct claims *k, const struct claim *won, struct buffer *b)
{
	const struct claim *all[] = { &k->site, &k->issuer, &k->docno, &k->host, &k->lead, &k->regulation,
		&k->maker };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		const struct claim *c = all[i];
		bool against = c->made && won != NULL && !division_same(c->place, won->place) &&
		               !(c == &k->docno && c->weak && !k->forwards);
		bool unclear = !c->made && c->choice_count > 0;
		if (!against && !unclear)
			continue;
		if (b->len > 0)
			buffer_append(b, VIEW("; "));
		buffer_append(b, rule_names[rule_of(k, c)]);
		buffer_byte(b, ' ');
		buffer_append(b, c->words);
		for (size_t n = 0; unclear && n < c->choice_count; n++) {
			buffer_append(b, n == 0 ? VIEW(" (") : VIEW(" or "));
			buffer_append(b, c->choices[n] ? division_place(c->choices[n]) : VIEW("000000"));
		}
		if (unclear)
			buffer_byte(b, ')');
	}
}

/* Does the issuer's list have what the title begins with, or more names than the title? */
static bool
lists_lead(const struct claims *k)
{
	if (k->organ_count > k->lead_count)
		return true;
	for (size_t i = 0; i < k->organ_count; i++)
		if (view_equal(k->organs[i].text, k->lead_organs[0].text))
			return true;
	return k->lead_count == 0;
}

/* A place alone (河北省关于…的规定) is no authority. */
static bool
is_place(const struct organ *o)
{
	return o->type.len == 0 && !o->bare && o->place != NULL && view_ends(o->text, o->place->name);
}

/* Where the authorities stand: the title, where it names another one of the same place than who published; the issuer; an order's number. */
static size_t
listed_organs(const struct claims *k, const struct claim *won, const struct organ **organs)
{
	bool theirs = won == &k->lead || k->organ_count == 0 ||
	              (claim_same(&k->lead, &k->issuer) && k->lead.made && !k->lead.bare && !lists_lead(k));
	bool from_lead = theirs && k->lead_count > 0 && !is_place(&k->lead_organs[0]) && !speaks_of_others(k);
	const struct claim *c = from_lead ? &k->lead : &k->issuer;
	*organs = from_lead ? k->lead_organs : k->organs;
	size_t count = from_lead ? k->lead_count : k->organ_count;
	if (won != NULL && !claim_same(c, won))
		count = 0;
	if (won != NULL && k->maker.made && claim_same(&k->maker, won) && (count == 0 || (*organs)[0].bare)) {
		*organs = &k->maker_organ;
		return 1;
	}
	if (count == 0 && won != NULL && k->ordered && claim_same(&k->docno, won)) {
		*organs = &k->order;
		return 1;
	}
	return count;
}

static void
write_issuers(const struct claims *k, const struct claim *won, struct buffer *b, struct view *type)
{
	const struct organ *organs;
	const struct gazetteer *g = k->tables->places;
	size_t count = listed_organs(k, won, &organs);
	for (size_t i = 0; i < count; i++) {
		const struct organ *o = &organs[i];
		if (b->len > 0)
			buffer_append(b, VIEW("、"));
		issuer_write(o, o->bare && won ? issuer_resolve(g, o, won->place, k->year) : o->place, b);
	}
	*type = count > 1 ? VIEW("joint") : count == 1 ? organs[0].type : won ? won->type : VIEW("");
	if (type->len == 0 && won != NULL && won->type.len > 0)
		*type = won->type;
}

/* The places of all issuers that are placed, the document's own first; nothing where they are one. */
static void
write_joint(const struct claims *k, const struct claim *won, enum division_scheme scheme, struct buffer *b)
{
	const struct organ *organs;
	struct placement known[PLACEMENTS];
	size_t count = won ? listed_organs(k, won, &organs) : 0, n = 0;
	if (count < 2)
		return;
	known[n++] = placement_of(k, won->place, won->level, scheme);
	for (size_t i = 0; i < count && n < PLACEMENTS; i++) {
		const struct organ *o = &organs[i];
		const struct division *d =
		    o->bare ? issuer_resolve(k->tables->places, o, won->place, k->year) : o->place;
		if (d == NULL && o->level != DIVISION_NATIONAL)
			continue;
		bool town = o->level == DIVISION_TOWNSHIP;
		known[n] = placement_of(k, d,
		    d == NULL ? DIVISION_NATIONAL
		    : town    ? o->level
		              : d->level,
		    scheme);
		size_t same = 0;
		while (same < n && !same_placement(&known[same], &known[n]))
			same++;
		n += same == n;
	}
	for (size_t i = 0; n > 1 && i < n; i++)
		placement_write(&known[i], b);
}

/* The words that decided; of an area without a code of its own its name, too: 650000 alone would say Xinjiang. */
static void
write_evidence(const struct claim *won, struct buffer *b)
{
	const struct division *d = won->place;
	buffer_append(b, won->words);
	if (d != NULL && d->code.len == 0 && view_find(won->words, d->name, 0) == (size_t)-1)
		buffer_format(b, " (%.*s)", VIEW_ARGS(d->name));
}

static int
kept(struct buffer *b, struct arena *memory, struct view *out)
{
	*out = b->failed ? (struct view) { NULL, 0 } : arena_copy(memory, buffer_view(b));
	buffer_free(b);
	return out->at != NULL ? 0 : -1;
}

int
attributor_decide(const struct attributor *a, const struct attributor_document *d, struct arena *memory,
    struct attribution *out)
{
	struct claims *k = arena_clear(memory, 1, sizeof *k);
	struct buffer issuers = { 0 }, conflict = { 0 }, evidence = { 0 }, joint = { 0 };
	*out = (struct attribution) { 0 };
	if (k == NULL)
		return -1;
	struct claim_tables tables = { a->places, a->issuers, a->prefixes, a->portals, a->words };
	if (claims_read(k, &tables, d, memory, &out->transmits) != 0)
		return -1;
	drop_foreign_number(k);
	drop_others(k);
	const struct claim *won = decide(k);
	if (won != NULL) {
		write_place(k, won, a->scheme, out);
		out->basis = rule_names[rule_of(k, won)];
		write_evidence(won, &evidence);
	}
	write_issuers(k, won, &issuers, &out->type);
	write_conflict(k, won, &conflict);
	write_joint(k, won, a->scheme, &joint);
	int bad = kept(&issuers, memory, &out->issuers);
	bad |= kept(&conflict, memory, &out->conflict);
	bad |= kept(&evidence, memory, &out->evidence);
	return kept(&joint, memory, &out->joint) | bad;
}
