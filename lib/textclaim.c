#include "textclaim.h"

#include "statute.h"

#define NOWHERE ((size_t)-1)

struct view
without_brackets(struct view title)
{
	for (;;) {
		size_t open = NOWHERE;
		if (!view_ends(title, VIEW("）")) && !view_ends(title, VIEW(")")))
			return title;
		for (size_t at = 0; at < title.len; at++)
			if (view_starts(view_slice(title, at, title.len), VIEW("（")) || title.at[at] == '(')
				open = at;
		if (open == NOWHERE || open == 0)
			return title;
		title = view_slice(title, 0, open);
	}
}

bool
regulation_title(struct view title, bool *congress)
{
	static const struct view forms[] = { VIEW_INIT("条例"), VIEW_INIT("办法"), VIEW_INIT("规定"),
		VIEW_INIT("细则"), VIEW_INIT("规则"), VIEW_INIT("法") };
	title = without_brackets(title);
	*congress = view_ends(title, forms[0]);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (view_ends(title, forms[i]))
			return true;
	return false;
}

/* ---- who made it ---- */

static struct view
lasting_name(struct view maker, struct arena *memory)
{
	struct buffer name = { 0 };
	statute_maker(maker, &name);
	struct view kept = name.failed ? (struct view) { NULL, 0 } : arena_copy(memory, buffer_view(&name));
	buffer_free(&name);
	return kept;
}

struct view
textclaim_numbered(struct view prefix, struct arena *memory)
{
	static const struct view words[] = { VIEW_INIT("令"), VIEW_INIT("公告") };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (view_ends(prefix, words[i])) {
			struct view name = view_slice(prefix, 0, prefix.len - words[i].len);
			if (view_ends(name, VIEW("长"))) /* 局长令 */
				name.len -= VIEW("长").len;
			return lasting_name(name, memory);
		}
	return VIEW("");
}

int
textclaim_maker(struct claims *k, struct view title, struct arena *memory)
{
	struct statute s;
	struct organ organs[ISSUER_ORGANS];
	bool congress, unread;
	if (!regulation_title(title, &congress) || k->d->text.len == 0 ||
	    !statute_read(k->d->text, k->tables->words, DATE_LAST, &s) || s.maker.len == 0)
		return 0;
	struct view name = lasting_name(s.maker, memory);
	if (name.at == NULL)
		return -1;
	if (issuers_read(k->tables->issuers, name, VIEW(""), k->year, organs, &unread) == 1 && !unread) {
		k->maker_organ = organs[0];
		claim_organ(&k->maker, &organs[0]);
	}
	return 0;
}

/* ---- where it holds ---- */

static size_t
first_of(struct view text, const struct view *words, size_t count, size_t *which)
{
	size_t first = NOWHERE;
	for (size_t i = 0; i < count; i++) {
		size_t hit = view_find(text, words[i], 0);
		if (hit < first) {
			first = hit;
			*which = i;
		}
	}
	return first;
}

void
textclaim_scope(struct claims *k, struct view title)
{
	static const struct view here[] = { VIEW_INIT("本省"), VIEW_INIT("省人民政府"), VIEW_INIT("本市"),
		VIEW_INIT("市人民政府"), VIEW_INIT("本自治区"), VIEW_INIT("自治区人民政府"),
		VIEW_INIT("本自治州"), VIEW_INIT("本自治县"), VIEW_INIT("本县") };
	static const struct view levels[] = { VIEW_INIT("省"), VIEW_INIT("省"), VIEW_INIT("市"),
		VIEW_INIT("市"), VIEW_INIT("自治区"), VIEW_INIT("自治区"), VIEW_INIT("自治州"),
		VIEW_INIT("自治县"), VIEW_INIT("县") };
	static const struct view nation = VIEW_INIT("中华人民共和国境内");
	struct view top = view_slice(k->d->text, 0, STATUTE_HEAD);
	struct claim *c = &k->scope;
	bool congress;
	size_t which = 0, at = first_of(top, here, sizeof here / sizeof *here, &which);
	if (!regulation_title(title, &congress))
		return;
	if (at == NOWHERE) {
		at = view_find(top, nation, 0);
		if (at == NOWHERE)
			return;
		claim_place(c, NULL);
		c->words = nation;
		return;
	}
	struct organ own = { .word = levels[which], .bare = true };
	const struct claim *light = k->place.place != NULL ? &k->place : claims_publisher(k);
	const struct division *d =
	    light->place ? issuer_resolve(k->tables->places, &own, light->place, k->year) : NULL;
	if (d == NULL)
		return;
	claim_place(c, d);
	c->words = view_slice(top, at, at + here[which].len);
}
