#include "issuer.h"

#include "organname.h"
#include "placename.h"
#include "utf8.h"

#include <stdlib.h>

enum {
	ORGAN_MOST = 60 * 3
}; /* bytes of the part of an organ's name behind its place: what is longer is a sentence */

struct issuers {
	const struct gazetteer *places;
	struct organnames *names;
};

struct issuers *
issuers_open(const char *path, const struct gazetteer *g, struct error *e)
{
	struct issuers *s = calloc(1, sizeof *s);
	if (s == NULL) {
		error_set(e, "%s: no memory", path);
		return NULL;
	}
	s->places = g;
	if ((s->names = organnames_open(path, e)) != NULL)
		return s;
	issuers_close(s);
	return NULL;
}

void
issuers_close(struct issuers *s)
{
	if (s == NULL)
		return;
	organnames_close(s->names);
	free(s);
}

/* ---- pieces of a name -------------------------------------------------------------------------------------------- */

static bool
starts(struct view text, size_t at, struct view with)
{
	return view_starts(view_slice(text, at, text.len), with);
}

/* Bytes of the separator at `at`, or 0. */
static size_t
separator(struct view text, size_t at)
{
	static const struct view marks[] = { VIEW_INIT(" "), VIEW_INIT("\n"), VIEW_INIT("\t"),
		VIEW_INIT("、"), VIEW_INIT("，"), VIEW_INIT(","), VIEW_INIT("；"), VIEW_INIT(";"),
		VIEW_INIT("　"), VIEW_INIT("/"), VIEW_INIT("|"), VIEW_INIT("\xc2\xa0"),
		VIEW_INIT("\xe2\x80\x8b"), VIEW_INIT("\xe2\x80\x82"), VIEW_INIT("\xe2\x80\x83"),
		VIEW_INIT("·") };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (starts(text, at, marks[i]))
			return marks[i].len;
	return 0;
}

static bool
bracket(struct view text, size_t at)
{
	return starts(text, at, VIEW("（")) || starts(text, at, VIEW("("));
}

/* Behind the bracket's end, or the text's. */
static size_t
bracket_end(struct view text, size_t at)
{
	for (; at < text.len; at += utf8_step(text, at)) {
		if (starts(text, at, VIEW("）")))
			return at + VIEW("）").len;
		if (text.at[at] == ')')
			return at + 1;
	}
	return text.len;
}

/* The name in text[from..to) is that one. */
static void
know(struct organ *o, const struct organname *name, struct view text, size_t from, size_t to)
{
	o->type = name->type;
	o->known = view_slice(text, from, to);
	o->formal = name->formal;
}

/* ---- organs ------------------------------------------------------------------------------------------------------ */

/* Bytes of the word of level that a short form begins with: 市 in 市民政局, but not in 市场监管局. */
static size_t
level_word(struct view text, size_t at)
{
	static const struct view words[] = { VIEW_INIT("自治区"), VIEW_INIT("自治州"), VIEW_INIT("自治县"),
		VIEW_INIT("省"), VIEW_INIT("市"), VIEW_INIT("区"), VIEW_INIT("县"), VIEW_INIT("州"),
		VIEW_INIT("盟"), VIEW_INIT("旗") };
	static const struct view others[] = { VIEW_INIT("市场"), VIEW_INIT("市容"), VIEW_INIT("区域"),
		VIEW_INIT("县域") };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (starts(text, at, others[i]))
			return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (starts(text, at, words[i]))
			return words[i].len;
	return 0;
}

/* Does another organ's name begin here, right behind a name that could end? */
static bool
organ_starts(const struct issuers *s, struct view text, size_t at)
{
	size_t len;
	struct organname name;
	const struct division *found[1];
	if (organname_at(s->names, ORGANNAME_NATIONAL, text, at, &name) > 0 ||
	    organname_at(s->names, ORGANNAME_BRANCH, text, at, &name) > 0 || starts(text, at, VIEW("中共")))
		return true;
	if (starts(text, at, VIEW("省")) || starts(text, at, VIEW("自治区")))
		return true;
	size_t n = gazetteer_at(s->places, text, at, VIEW(""), 0, found, 1, &len);
	return n > 0 && placename_is_full(found[0], view_slice(text, at, at + len));
}

static bool
organ_over(const struct issuers *s, struct view text, size_t at)
{
	return at >= text.len || separator(text, at) > 0 || bracket(text, at) ||
	       starts(text, at, VIEW("等")) || organ_starts(s, text, at);
}

/*
 * The end of the organ whose distinctive part begins at `from`: the first ending behind which the name may be over; type and
 * formal name go to `o`. 0: none.
 */
static size_t
organ_end(const struct issuers *s, enum organname_kind kind, struct view text, size_t from, struct organ *o)
{
	struct organname name;
	for (size_t end = from;
	     end < text.len && end - from < ORGAN_MOST && separator(text, end) == 0 && !bracket(text, end);) {
		end += utf8_step(text, end);
		size_t len = organname_ending(s->names, kind, text, from, end, &name);
		if (len > 0 && organ_over(s, text, end)) {
			know(o, &name, text, end - len, end);
			return end;
		}
	}
	return 0;
}

static void
place_organ(struct organ *o)
{
	if (o->choice_count == 0)
		return;
	o->place = o->choice_count == 1 ? o->choices[0] : NULL;
	o->level = o->choices[0]->level;
}

/* 国家税务总局安徽省税务局, 审计署驻南京特派员办事处: a branch below a national organ, whose level and place are the province's or city's. */
static size_t
read_branch(const struct issuers *s, struct view text, size_t at, struct view hint, int year, struct organ *o)
{
	struct organname name;
	size_t from = at + organname_at(s->names, ORGANNAME_BRANCH, text, at, &name);
	if (from == at)
		return 0;
	if (starts(text, from, VIEW("驻")))
		from += VIEW("驻").len;
	size_t place = placename_read(s->places, text, from, hint, year, o->choices, &o->choice_count);
	size_t end = place ? organ_end(s, ORGANNAME_BRANCH_ENDING, text, from + place, o) : 0;
	bool other =
	    view_equal(o->known, VIEW("局")) && end > from + place + o->known.len; /* 财政部 北京市财政局 */
	if (end == 0 || o->choice_count == 0 || other)
		return 0;
	place_organ(o);
	return end - at;
}

/* 国务院办公厅, 中华人民共和国教育部; by how it begins, what the table doesn't name: 国家科学技术奖励工作办公室. */
static size_t
read_national(const struct issuers *s, struct view text, size_t at, struct organ *o)
{
	struct view republic = VIEW("中华人民共和国");
	struct organ ignored;
	struct organname name = { 0 };
	size_t from = at, end;
	size_t len = organname_at(s->names, ORGANNAME_NATIONAL, text, at, &name);
	if (len == 0 && starts(text, at, republic)) {
		from += republic.len;
		len = organname_at(s->names, ORGANNAME_NATIONAL, text, from, &name);
	}
	size_t branch = organname_at(s->names, ORGANNAME_BRANCH, text, from, &name);
	if (branch > len)
		len = branch;
	else if (len > 0)
		organname_at(s->names, ORGANNAME_NATIONAL, text, from, &name);
	*o = (struct organ) { .level = DIVISION_NATIONAL };
	if (len == 0) {
		len = organname_at(s->names, ORGANNAME_START, text, at, &name);
		if (len == 0 || (end = organ_end(s, ORGANNAME_ENDING, text, at + len, &ignored)) == 0)
			return 0;
		o->type = name.type;
		return end - at;
	}
	know(o, &name, text, at, from + len);
	if (o->formal.len == 0 && from > at)
		o->formal = view_slice(text, from, from + len); /* 中华人民共和国教育部 */
	if (organ_over(s, text, from + len))
		return from + len - at;
	end = organ_end(s, ORGANNAME_ENDING, text, from + len, &ignored);
	return (end > 0 ? end : from + len) - at;
}

/* X镇, X乡, X街道 and what belongs to it, from `from` on. Returns its end, or 0. */
static size_t
township_end(const struct issuers *s, struct view text, size_t from, struct view *type)
{
	static const struct view marks[] = { VIEW_INIT("街道"), VIEW_INIT("镇"), VIEW_INIT("乡"),
		VIEW_INIT("苏木") };
	enum { LONGEST = 10 * 3, SHORTEST = 3 };
	for (size_t at = from + utf8_step(text, from); at < text.len && at - from <= LONGEST;
	     at += utf8_step(text, at)) {
		if (separator(text, at) > 0 || bracket(text, at))
			return 0;
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
			if (at - from < SHORTEST || !starts(text, at, marks[i]) ||
			    starts(text, at, VIEW("乡村")) || starts(text, at, VIEW("镇化")))
				continue;
			size_t end = at + marks[i].len;
			*type = VIEW("government");
			if (organ_over(s, text, end))
				return end;
			if (starts(text, end, VIEW("办事处")) &&
			    organ_over(s, text, end + VIEW("办事处").len))
				return end + VIEW("办事处").len;
			/* Only what is wholly a town's organ: 城乡建设厅 is none. */
			struct organ part = { 0 };
			struct organname name;
			size_t over = organ_end(s, ORGANNAME_ENDING, text, end, &part);
			if (over > 0)
				*type = part.type;
			if (over > 0 && organname_ending(
			                    s->names, ORGANNAME_ENDING, text, end, over, &name) == over - end)
				return over;
		}
	}
	return 0;
}

/* 安徽省经济和信息化委员会, 中共合肥市委办公厅, 阜阳市颍上县慎城镇人民政府. */
static size_t
read_local(const struct issuers *s, struct view text, size_t at, struct view hint, int year, struct organ *o)
{
	*o = (struct organ) { 0 };
	size_t len = placename_read(s->places, text, at, hint, year, o->choices, &o->choice_count);
	if (len == 0)
		return 0;
	size_t from = at + len;
	size_t end = organ_end(s, ORGANNAME_ENDING, text, from, o);
	struct view township_type;
	size_t township = township_end(s, text, from, &township_type);
	place_organ(o);
	if (township > 0 && (end == 0 || township <= end)) {
		o->level = DIVISION_TOWNSHIP;
		o->type = township_type;
		return township - at;
	}
	struct organname name;
	size_t branch = end ? organname_ending(s->names, ORGANNAME_BRANCH_ENDING, text, from, end, &name) : 0;
	if (branch > VIEW("监管局").len || (branch > 0 && branch == end - from && branch > VIEW("局").len))
		o->type = name.type; /* 安徽证监局, but not 合肥市市场监管局 */
	if (end == 0 && organname_ending(s->names, ORGANNAME_ENDING, text, at, from, &name) > 0)
		end = from; /* an area's name that ends like an organ's */
	if (end == 0 && organ_over(s, text, from) &&
	    placename_is_full(o->choices[0], view_slice(text, at, from)))
		end = from; /* a place by itself */
	if (end == 0 && (end = organ_end(s, ORGANNAME_BRANCH_ENDING, text, from, o)) == 0)
		return 0;
	return end - at;
}

/* A heading that lost its line break before a full name is none of it: 其他事项无某省财政厅. */
static bool
holds_organ(const struct issuers *s, struct view text, size_t at, size_t end)
{
	const struct division *found[1];
	struct organ inner = { 0 };
	for (size_t i = at + utf8_step(text, at), len; i < end; i += utf8_step(text, i)) {
		size_t n = gazetteer_at(s->places, text, i, VIEW(""), 0, found, 1, &len);
		if (n > 0 && len >= VIEW("安徽省").len &&
		    placename_is_full(found[0], view_slice(text, i, i + len)) &&
		    organ_end(s, ORGANNAME_ENDING, text, i + len, &inner) == end)
			return true;
	}
	return false;
}

/* 市政府, 省发改委, 人大常委会, 工业和信息化局, 茂林镇党政办公室: the place is not said. */
static size_t
read_bare(const struct issuers *s, struct view text, size_t at, struct organ *o)
{
	*o = (struct organ) { .bare = true };
	struct organname name;
	size_t word = level_word(text, at);
	size_t end = organ_end(s, ORGANNAME_ENDING, text, at + word, o);
	if (end > 0 && word == 0 && holds_organ(s, text, at, end))
		return 0;
	struct view type;
	size_t township = word == 0 ? township_end(s, text, at, &type) : 0;
	if (township > 0 && (end == 0 || township <= end)) {
		o->level = DIVISION_TOWNSHIP;
		o->type = type;
		return township - at;
	}
	if (end == 0) {
		size_t len = organname_at(s->names, ORGANNAME_BARE, text, at, &name);
		if (len == 0 || !organ_over(s, text, at + len))
			return 0;
		o->type = name.type;
		return len;
	}
	o->word = view_slice(text, at, at + word);
	return end - at;
}

static size_t
read_organ(const struct issuers *s, struct view text, size_t at, struct view hint, int year, struct organ *o)
{
	static const struct {
		struct view name, type;
	} leads[] = { { VIEW_INIT("中共"), VIEW_INIT("party") },
		{ VIEW_INIT("中国共产党"), VIEW_INIT("party") }, { VIEW_INIT("政协"), VIEW_INIT("congress") },
		{ VIEW_INIT("中国人民政治协商会议"), VIEW_INIT("congress") },
		{ VIEW_INIT("中华人民共和国"), VIEW_INIT("") } };
	size_t lead = 0, len;
	struct view type = VIEW("");
	*o = (struct organ) { 0 };
	if ((len = read_branch(s, text, at, hint, year, o)) > 0 || (len = read_national(s, text, at, o)) > 0)
		return len;
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (starts(text, at, leads[i].name)) {
			lead = leads[i].name.len;
			type = leads[i].type;
		}
	if (starts(text, at + lead, VIEW("共青团"))) {
		lead += VIEW("共青团").len;
		type = VIEW("party");
	}
	len = read_local(s, text, at + lead, hint, year, o);
	if (len == 0)
		len = read_bare(s, text, at + lead, o);
	if (len == 0)
		return 0;
	if (type.len > 0)
		o->type = type;
	return lead + len;
}

/* "等十部门": others that are not named. */
static size_t
others(struct view text, size_t at)
{
	if (!starts(text, at, VIEW("等")))
		return 0;
	size_t end = at;
	while (end < text.len && separator(text, end) == 0)
		end += utf8_step(text, end);
	return end - at;
}

size_t
issuers_read(const struct issuers *s, struct view text, struct view hint, int year,
    struct organ organs[ISSUER_ORGANS], bool *rest)
{
	size_t count = 0;
	*rest = text.len > ISSUER_TEXT;
	if (*rest)
		return 0;
	for (size_t at = 0, len; at < text.len && count < ISSUER_ORGANS; at += len) {
		if ((len = separator(text, at)) > 0 || (count > 0 && (len = others(text, at)) > 0))
			continue;
		if (bracket(text, at)) {
			len = bracket_end(text, at) - at;
			continue;
		}
		len = read_organ(s, text, at, hint, year, &organs[count]);
		if (len > 0) {
			organs[count++].text = view_slice(text, at, at + len);
			continue;
		}
		*rest =
		    true; /* not understood: on to the next separator, or to where an organ's name begins */
		do
			len += utf8_step(text, at + len);
		while (at + len < text.len && separator(text, at + len) == 0 &&
		       !organ_starts(s, text, at + len));
	}
	return count;
}

static bool
named(const struct division *d, struct view last)
{
	return d != NULL && view_ends(d->name, last);
}

const struct division *
issuer_resolve(const struct gazetteer *g, const struct organ *o, const struct division *here, int year)
{
	if (o->word.len == 0 || here == NULL)
		return here;
	for (const struct division *d = here; d != NULL; d = gazetteer_parent(g, d, year)) {
		if (view_ends(o->word, VIEW("区")) && !view_equal(o->word, VIEW("区"))
		        ? named(d, VIEW("自治区"))
		        : named(d, o->word) && !named(d, VIEW("自治区")))
			return d;
	}
	return NULL;
}

void
issuer_write(const struct organ *o, const struct division *place, struct buffer *out)
{
	struct view text = o->text;
	bool completes =
	    o->bare && place != NULL && o->level != DIVISION_TOWNSHIP && !view_equal(o->type, VIEW("party"));
	if (completes) {
		buffer_append(out, place->name);
		text = view_slice(text, o->word.len, text.len);
	}
	bool region =
	    o->place != NULL && view_ends(o->place->name, VIEW("特别行政区")); /* has 政府, no 人民政府 */
	if (o->formal.len > 0 && o->known.at >= text.at && !region && (completes || !o->bare)) {
		size_t at = (size_t)(o->known.at - text.at);
		buffer_append(out, view_slice(text, 0, at));
		buffer_append(out, o->formal);
		text = view_slice(text, at + o->known.len, text.len);
	}
	buffer_append(out, text);
}
