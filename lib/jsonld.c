#include "jsonld.h"

#include "json.h"

#include <strings.h>

#define NOWHERE ((size_t)-1)

static struct view
text_of(const struct json *object, struct view key)
{
	const struct json *j = json_member(object, key);
	if (j != NULL && j->kind == JSON_ARRAY)
		j = j->first;
	return j != NULL && j->kind == JSON_STRING ? j->text : VIEW("");
}

/* Offers what an object states of a document. False when it is no document's. */
static bool
offer_object(struct facts *f, const struct json *object)
{
	struct view title = text_of(object, VIEW("headline")), date = text_of(object, VIEW("datePublished"));
	if (title.len == 0 && date.len == 0)
		return false;
	facts_offer(f, FACT_TITLE, title, "JSON-LD headline");
	facts_offer(f, FACT_PUBLISHED, date, "JSON-LD datePublished");
	facts_offer(f, FACT_SOURCE, text_of(json_member(object, VIEW("publisher")), VIEW("name")),
	    "JSON-LD publisher");
	return true;
}

static bool
offer_any(struct facts *f, const struct json *j)
{
	if (j->kind == JSON_OBJECT && offer_object(f, j))
		return true;
	const struct json *list = j->kind == JSON_OBJECT ? json_member(j, VIEW("@graph")) : j;
	if (list == NULL || list->kind != JSON_ARRAY)
		return false;
	for (const struct json *i = list->first; i != NULL; i = i->next)
		if (i->kind == JSON_OBJECT && offer_object(f, i))
			return true;
	return false;
}

static bool
offer_script(struct facts *f, struct view script)
{
	struct arena memory = { 0 };
	struct error unused;
	const struct json *j =
	    script.len <= JSONLD_BYTES ? json_parse(view_trim(script), &memory, &unused) : NULL;
	bool found = j != NULL && offer_any(f, j);
	arena_free(&memory);
	return found;
}

/* Where a script ends (HTML Living Standard §13.2.5.17): not at the tags in its strings. */
static size_t
script_end(struct view page, size_t from)
{
	size_t at = from;
	while ((at = view_find(page, VIEW("</"), at)) != NOWHERE &&
	       (page.len - at < 8 || strncasecmp(page.at + at + 2, "script", 6) != 0))
		at += 2;
	return at;
}

void
jsonld_offer(struct view page, struct facts *f)
{
	struct view type = VIEW("application/ld+json");
	size_t at = 0;
	for (int n = 0; n < JSONLD_SCRIPTS && (at = view_find(page, type, at)) != NOWHERE; n++) {
		size_t from = view_find(page, VIEW(">"), at), to = script_end(page, at);
		if (from == NOWHERE || to == NOWHERE)
			return;
		if (from < to && offer_script(f, view_slice(page, from + 1, to)))
			return;
		at = from;
	}
}
