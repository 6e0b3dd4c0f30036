#include "claims.h"

#include "docno.h"
#include "textclaim.h"

#include <string.h>

enum { NOWHERE = -1 };

/* ---- places ------------------------------------------------------------------------------------------------------ */

struct view
division_place(const struct division *d)
{
	return d == NULL ? VIEW("") : d->code.len > 0 ? d->code : d->parent;
}

bool
division_same(const struct division *a, const struct division *b)
{
	if (a == b || a == NULL || b == NULL)
		return a == b;
	return view_equal(a->code, b->code) && (a->code.len > 0 || view_equal(a->name, b->name));
}

bool
claim_same(const struct claim *a, const struct claim *b)
{
	return a->level == b->level && division_same(a->place, b->place);
}

/* Does the place lie in the other one, or is it the same? Nothing lies in the nation, for this purpose, but itself. */
bool
division_inside(const struct division *inner, const struct division *outer)
{
	if (inner == NULL || outer == NULL)
		return inner == outer;
	return division_within(division_place(inner), division_place(outer));
}

/*
 * The unit of a code at the date. A code that is gone, or not yet there, still tells the place: the portal of 莱芜区
 * shows what 莱芜市 issued. What statistical codes (130171) and groups (419000) lack is taken from the unit above.
 */
static const struct division *
unit(const struct claim_tables *t, struct view code, int year)
{
	const struct division *d = gazetteer_code(t->places, code, year);
	if (d == NULL)
		d = gazetteer_last(t->places, code);
	if (d == NULL && code.len == 6) {
		char above[] = "000000";
		memcpy(above, code.at, 4);
		d = gazetteer_code(t->places, (struct view) { above, 6 }, year);
	}
	return d != NULL && d->level == DIVISION_GROUP ? gazetteer_parent(t->places, d, year) : d;
}

/* What a cell of our tables names: a code, or an area by its name. 0 with `*d` NULL for the nation; -1: nothing. */
static int
table_place(const struct claim_tables *t, struct view cell, int year, const struct division **d)
{
	unsigned long long number;
	*d = NULL;
	if (view_equal(cell, VIEW("000000")))
		return 0;
	if (view_number(cell, &number) == 0)
		*d = unit(t, cell, year);
	else if (gazetteer_name(t->places, cell, VIEW(""), 0, d, 1) == 0)
		*d = NULL;
	return *d != NULL ? 0 : NOWHERE;
}

void
claim_place(struct claim *c, const struct division *d)
{
	c->made = true;
	c->place = d;
	c->level = d == NULL ? DIVISION_NATIONAL : d->level;
}

/* ---- what the publisher says ------------------------------------------------------------------------------------- */

/* A government site's code: ten characters, of which the first six are the division's; bm... are ministries'. */
static void
read_site(struct claims *k)
{
	enum { SITE_CODE_BYTES = 10, DIVISION_BYTES = 6 };
	struct view code = view_trim(k->d->site_code), digits = view_slice(code, 0, DIVISION_BYTES);
	unsigned long long number;
	if (code.len != SITE_CODE_BYTES)
		return;
	if ((code.at[0] | 0x20) == 'b' && (code.at[1] | 0x20) == 'm') {
		claim_place(&k->site, NULL);
	} else if (view_number(digits, &number) == 0) {
		const struct division *d = unit(k->tables, digits, k->year);
		if (d != NULL)
			claim_place(&k->site, d);
	}
	k->site.words = code;
}

static void
read_host(struct claims *k)
{
	bool below;
	const struct division *d;
	struct view host = portal_host(k->d->url);
	struct view code = portals_find(k->tables->portals, host, &below);
	if (code.len == 0 || table_place(k->tables, code, k->year, &d) != 0)
		return;
	claim_place(&k->host, d);
	k->host.words = host;
	if (below)
		k->host.type = VIEW("department");
}

const struct claim *
claims_publisher(const struct claims *k)
{
	return k->site.made ? &k->site : &k->host;
}

static void
claim_organ_place(struct claim *c, const struct organ *o, const struct division *d)
{
	claim_place(c, d);
	if (o != NULL && o->level == DIVISION_TOWNSHIP)
		c->level = DIVISION_TOWNSHIP;
}

/* Of the places that a name or a number may mean, the only one that the other claim's place lies in (or, for a name, around). */
static void
settle_choice(struct claim *c, const struct organ *o, const struct claim *light)
{
	const struct division *fit = NULL;
	size_t fits = 0;
	for (size_t i = 0; i < c->choice_count; i++) {
		bool around =
		    o != NULL && light->place != NULL && division_inside(c->choices[i], light->place);
		if (around || division_inside(light->place, c->choices[i])) {
			fit = c->choices[i];
			fits++;
		}
	}
	if (fits == 1)
		claim_organ_place(c, o, fit);
}

/* Finds a short form's place, or the one that is meant of several, in the light of another claim. */
static void
settle(const struct claims *k, struct claim *c, const struct organ *o, const struct claim *light)
{
	if (c->made || c->words.len == 0 || !light->made || light == c)
		return;
	if (c->choice_count > 0) {
		settle_choice(c, o, light);
	} else if (o != NULL && o->bare && light->place == NULL) {
		if (o->word.len == 0 && o->level != DIVISION_TOWNSHIP)
			claim_place(c, NULL);
	} else if (o != NULL && o->bare) {
		const struct division *d = issuer_resolve(k->tables->places, o, light->place, k->year);
		if (d != NULL)
			claim_organ_place(c, o, d);
	}
}

/* 区司法局 on a city's site, and nothing says which 区: its level is known, and its place as far as the city. */
static void
settle_level(const struct claims *k, struct claim *c, const struct organ *o)
{
	static const struct view county[] = { VIEW_INIT("区"), VIEW_INIT("县"), VIEW_INIT("旗"),
		VIEW_INIT("自治县") };
	static const struct view city[] = { VIEW_INIT("市"), VIEW_INIT("州"), VIEW_INIT("盟"),
		VIEW_INIT("自治州") };
	const struct division *d = claims_publisher(k)->place;
	enum division_level level = DIVISION_UNKNOWN;
	for (size_t i = 0; i < sizeof county / sizeof *county; i++)
		if (view_equal(o->word, county[i]))
			level = DIVISION_COUNTY;
		else if (view_equal(o->word, city[i]))
			level = DIVISION_CITY;
	if (c->made || !o->bare || d == NULL || level <= d->level)
		return;
	claim_place(c, d);
	c->level = level;
}

/* ---- what the title says ----------------------------------------------------------------------------------------- */

static bool
any_at(struct view text, size_t at, const struct view *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (view_starts(view_slice(text, at, text.len), words[i]))
			return true;
	return false;
}

static bool
ends_in(struct view text, const struct view *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (view_ends(text, words[i]))
			return true;
	return false;
}

/* The title without quotation marks around it and blanks before it. */
static struct view
bare_title(struct view title)
{
	title = view_trim(title);
	if (view_starts(title, VIEW("《")) && view_ends(title, VIEW("》")) &&
	    view_find(title, VIEW("》"), 0) == title.len - VIEW("》").len)
		title = view_slice(title, VIEW("《").len, title.len - VIEW("》").len);
	return title;
}

/* What stands before 关于, 印发, 转发 …: in an official title that is who issued it. */
static struct view
title_lead(struct view title)
{
	static const struct view verbs[] = { VIEW_INIT("关于"), VIEW_INIT("印发"), VIEW_INIT("转发"),
		VIEW_INIT("批转"), VIEW_INIT("公布"), VIEW_INIT("发布"), VIEW_INIT("令"), VIEW_INIT("公告"),
		VIEW_INIT("通告"), VIEW_INIT("通知"), VIEW_INIT("文件"), VIEW_INIT("贯彻"), VIEW_INIT("批复"),
		VIEW_INIT("对"), VIEW_INIT("《"), VIEW_INIT("〈") };
	for (size_t at = 0; at < title.len; at++)
		if (any_at(title, at, verbs, sizeof verbs / sizeof *verbs))
			return view_slice(title, 0, at);
	return VIEW("");
}

/* Where a place may begin in a title: behind 中国（ in 中国（河北）自由贸易试验区管理办法. */
static struct view
title_place(struct view title)
{
	struct view zone = VIEW("中国（");
	return view_starts(title, zone) ? view_slice(title, zone.len, title.len) : title;
}

/*
 * 郑州市专利促进和保护条例: a regulation bears the name of the place that made it, whoever approved or published it. The
 * first name counts: 上海市浦东新区…若干规定 is Shanghai's. The nation's begin with 中华人民共和国, 国家, 全国, 中央.
 */
static void
read_regulation(struct claims *k, struct view title)
{
	static const struct view plans[] = { VIEW_INIT("方案"), VIEW_INIT("规划"), VIEW_INIT("纲要") };
	static const struct view nation[] = { VIEW_INIT("中华人民共和国"), VIEW_INIT("国家"),
		VIEW_INIT("全国"), VIEW_INIT("中央") };
	enum { PLANS = sizeof plans / sizeof *plans };
	struct claim *c = &k->regulation;
	title = title_place(without_brackets(title));
	bool congress, form = regulation_title(title, &congress);
	if (!form && !ends_in(title, plans, PLANS))
		return;
	for (size_t i = 0; i < sizeof nation / sizeof *nation; i++)
		if (view_starts(title, nation[i])) {
			claim_place(c, NULL);
			c->words = nation[i];
			return;
		}
	const struct division *found[CLAIM_CHOICES];
	size_t len,
	    count = gazetteer_at(k->tables->places, title, 0, VIEW(""), k->year, found, CLAIM_CHOICES, &len);
	if (!form || count == 0)
		return;
	c->words = view_slice(title, 0, len);
	c->type = congress ? VIEW("congress") : VIEW("");
	if (view_equal(found[0]->brief, c->words))
		return; /* 石家庄航空口岸…: a place that it speaks of, perhaps */
	c->choice_count = count < CLAIM_CHOICES ? count : CLAIM_CHOICES;
	memcpy(c->choices, found, c->choice_count * sizeof *found);
	if (count == 1 || found[0]->level < found[1]->level)
		claim_place(c, found[0]);
	else
		settle(k, c, NULL, claims_publisher(k));
}

/* A place that the title merely begins with. */
static void
read_place(struct claims *k, struct view title)
{
	struct claim *c = &k->place;
	size_t count;
	title = title_place(title);
	size_t len = placename_read(k->tables->places, title, 0, division_place(claims_publisher(k)->place),
	    k->year, c->choices, &count);
	if (len == 0 || count != 1)
		return;
	claim_place(c, c->choices[0]);
	c->words = view_slice(title, 0, len);
	c->weak = true;
}

/* 转发 and 批转 near the title's beginning: what is passed on, without the notice around it. */
static void
read_transmits(struct claims *k, struct view title, struct view *transmits)
{
	enum { NEAR = 60 * 3 };
	static const struct view verbs[] = { VIEW_INIT("转发"), VIEW_INIT("批转") };
	struct view notice = VIEW("的通知");
	size_t at = 0, open, close = (size_t)-1;
	while (at < title.len && !any_at(title, at, verbs, 2) && !any_at(title, at, &VIEW("《"), 1))
		at++;
	if (at >= title.len || at > NEAR || !any_at(title, at, verbs, 2))
		return;
	struct view rest = view_slice(title, at + verbs[0].len, title.len);
	struct view before = view_slice(title, 0, at);
	k->forwards = before.len == 0 || view_equal(before, VIEW("关于"));
	open = view_find(rest, VIEW("《"), 0);
	for (size_t i = open; i < rest.len; i++)
		if (any_at(rest, i, &VIEW("》"), 1))
			close = i;
	if (open != (size_t)-1 && close != (size_t)-1)
		*transmits = view_slice(rest, open + VIEW("《").len, close);
	else if (view_ends(rest, VIEW("的通知的通知")))
		*transmits = view_slice(rest, 0, rest.len - notice.len);
	else
		*transmits = rest;
}

/* ---- what issuer and number say ---------------------------------------------------------------------------------- */

/* The claim that the first of the organs makes. */
void
claim_organ(struct claim *c, const struct organ *o)
{
	*c = (struct claim) { .type = o->type, .words = o->text, .bare = o->bare };
	if (o->level == DIVISION_NATIONAL || o->place != NULL) {
		claim_place(c, o->place);
		if (o->level == DIVISION_TOWNSHIP)
			c->level = DIVISION_TOWNSHIP;
		return;
	}
	c->choice_count = o->choice_count < CLAIM_CHOICES ? o->choice_count : CLAIM_CHOICES;
	memcpy(c->choices, o->choices, c->choice_count * sizeof *c->choices);
}

/* 安徽省人民政府令第280号, 某市第七届人民代表大会常务委员会公告第5号: such a number names its issuer in full. */
static bool
read_order(struct claims *k, struct view name)
{
	struct claim *c = &k->docno;
	struct view words = c->words;
	bool unread;
	size_t count = issuers_read(k->tables->issuers, name, division_place(claims_publisher(k)->place),
	    k->year, k->organs, &unread);
	if (count == 0 || unread || k->organs[0].bare)
		return false;
	claim_organ(c, &k->organs[0]);
	k->order = k->organs[0];
	k->ordered = c->made;
	c->words = words;
	return c->made;
}

static void
read_docno(struct claims *k, struct arena *memory)
{
	struct docno number;
	struct prefix found;
	struct view prefix = view_trim(k->d->docno), codes, code;
	struct claim *c = &k->docno;
	if (docno_parse(k->d->docno, &number))
		prefix = number.prefix;
	if (prefix.len > 0)
		c->words = prefix;
	struct view authority = textclaim_numbered(prefix, memory);
	if (authority.len > 0 && read_order(k, authority))
		return;
	if (prefix.len == 0 || !prefixes_find(k->tables->prefixes, prefix, &found))
		return;
	c->type = found.type;
	c->weak = found.weak;
	for (codes = found.codes; c->choice_count < CLAIM_CHOICES && view_split(&codes, ' ', &code);)
		if (table_place(k->tables, code, k->year, &c->choices[c->choice_count]) == 0)
			c->choice_count++;
	if (c->choice_count == 1)
		claim_place(c, c->choices[0]);
}

/* 省政府第9次常务会议 passed it: of the place in the title, or of the publisher. */
static void
settle_maker(struct claims *k)
{
	const struct claim *lights[] = { &k->regulation, &k->place, &k->site, &k->host, &k->docno };
	for (size_t i = 0; i < sizeof lights / sizeof *lights; i++)
		settle(k, &k->maker, &k->maker_organ, lights[i]);
}

static void
settle_all(struct claims *k)
{
	const struct organ *issuer = k->organ_count > 0 ? k->organs : NULL;
	const struct organ *lead = k->lead_count > 0 ? k->lead_organs : NULL;
	if (k->maker.made)
		settle(k, &k->issuer, issuer, &k->maker);
	const struct claim *lights[] = { &k->site, &k->host, &k->docno, &k->lead, &k->issuer, &k->regulation,
		&k->place };
	for (size_t i = 0; i < sizeof lights / sizeof *lights; i++) {
		if (issuer != NULL)
			settle(k, &k->issuer, issuer, lights[i]);
		if (lead != NULL)
			settle(k, &k->lead, lead, lights[i]);
	}
	settle_maker(k);
	if (issuer != NULL)
		settle_level(k, &k->issuer, issuer);
	if (lead != NULL)
		settle_level(k, &k->lead, lead);
	/* A number that several authorities use is one's when the issuer or the site is that one. */
	const struct claim *known[] = { &k->issuer, &k->lead, &k->site, &k->host, &k->regulation, &k->place };
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		settle(k, &k->docno, NULL, known[i]);
}

static int
year_of(struct view issued, struct view published)
{
	unsigned long long year;
	struct view date = issued.len >= 4 ? issued : published;
	return date.len >= 4 && view_number(view_slice(date, 0, 4), &year) == 0 ? (int)year : 0;
}

/* The organs that issuer and title list, read in the light of the best that is known so far. */
static void
read_organs(struct claims *k, struct view title)
{
	const struct claim *publisher = claims_publisher(k);
	const struct claim *light = publisher->place != NULL      ? publisher
	                            : k->docno.place != NULL      ? &k->docno
	                            : k->regulation.place != NULL ? &k->regulation
	                                                          : &k->place;
	struct view hint = division_place(light->place), lead = title_lead(title);
	const struct issuers *s = k->tables->issuers;
	bool unread;
	k->organ_count = issuers_read(s, k->d->issuer, hint, k->year, k->organs, &unread);
	if (k->organ_count > 0)
		claim_organ(&k->issuer, &k->organs[0]);
	if (lead.len == 0)
		return;
	k->lead_count = issuers_read(s, lead, hint, k->year, k->lead_organs, &unread);
	if (unread)
		k->lead_count = 0;
	if (k->lead_count > 0)
		claim_organ(&k->lead, &k->lead_organs[0]);
}

/* 关于转发《国务院关于…的意见》, and no 通知 behind it, over a text that the State Council signs: the text itself, under a page's caption. */
static void
caption(struct claims *k, struct view title, struct view transmits)
{
	if (k->forwards && view_ends(title, VIEW("》")) && k->issuer.made && !k->issuer.bare &&
	    view_starts(transmits, k->issuer.words))
		k->forwards = false;
}

int
claims_read(struct claims *k, const struct claim_tables *tables, const struct attributor_document *d,
    struct arena *memory, struct view *transmits)
{
	struct view title = d->title.len <= ISSUER_TEXT ? bare_title(d->title) : VIEW("");
	k->tables = tables;
	k->d = d;
	k->year = year_of(d->issued, d->published);
	read_site(k);
	read_host(k);
	read_docno(k, memory);
	read_regulation(k, title);
	read_place(k, title);
	read_transmits(k, title, transmits);
	read_organs(k, title);
	caption(k, title, *transmits);
	if (textclaim_maker(k, title, memory) != 0)
		return -1;
	settle_all(k);
	textclaim_scope(k, title);
	return 0;
}
