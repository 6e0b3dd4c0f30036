#include "sites.h"

#include <stdlib.h>

static int
at_row(const struct table *t, size_t row, const char *column, struct error *e)
{
	struct error why = *e;
	return error_set(e, "%s:%llu: %s: %.800s", t->file, t->lines[row], column, why.text);
}

static struct view
cell(const struct table *t, size_t row, const char *column)
{
	return table_cell(t, row, table_column(t, column));
}

static int
take_pattern(const struct table *t, size_t row, const char *column, struct pattern **p, struct error *e)
{
	struct view source = cell(t, row, column);
	if (source.len == 0)
		return 0;
	*p = pattern_new(source, PATTERN_FAST, e);
	return *p == NULL ? at_row(t, row, column, e) : 0;
}

static int
take_selector(const struct table *t, size_t row, const char *column, struct selector **s, struct error *e)
{
	struct view source = cell(t, row, column);
	if (source.len == 0)
		return 0;
	*s = selector_new(source, e);
	return *s == NULL ? at_row(t, row, column, e) : 0;
}

static int
take_format(const struct table *t, size_t row, enum site_format *format, struct error *e)
{
	static const char *const names[] = { "html", "records", "json", "json-html", "sitemap", "feed",
		"unit", "call" };
	for (int i = 0; i < SITE_FORMATS; i++)
		if (view_equal(cell(t, row, "format"), view_of(names[i]))) {
			*format = (enum site_format)i;
			return 0;
		}
	return error_set(e, "%s:%llu: format: one of html records json json-html sitemap feed unit call",
	    t->file, t->lines[row]);
}

static int
take_ways(const struct table *t, size_t row, struct site *s, struct error *e)
{
	struct view rest = cell(t, row, "next"), source;
	while (view_split(&rest, ' ', &source)) {
		if (source.len == 0)
			continue;
		if (s->way_count == SITE_WAYS)
			return error_set(
			    e, "%s:%llu: next: more than %d ways", t->file, t->lines[row], SITE_WAYS);
		if (way_parse(&s->ways[s->way_count], source, e) != 0)
			return at_row(t, row, "next", e);
		s->way_count++;
	}
	return 0;
}

static int
take_cells(const struct table *t, size_t row, struct site *s, struct error *e)
{
	struct view per = cell(t, row, "per"), dated = cell(t, row, "dated");
	bool html = s->format == SITE_HTML || s->format == SITE_RECORDS;
	s->item_path = cell(t, row, "items");
	s->link_path = cell(t, row, "link");
	s->text_path = cell(t, row, "text");
	s->date_path = cell(t, row, "date");
	s->count_path = cell(t, row, "count");
	s->dated = view_equal(dated, VIEW("yes"));
	if (dated.len > 0 && !s->dated)
		return error_set(e, "%s:%llu: dated: yes or nothing", t->file, t->lines[row]);
	if (per.len > 0 && (view_number(per, &s->per) != 0 || s->per == 0))
		return error_set(e, "%s:%llu: per: a number from 1", t->file, t->lines[row]);
	if (s->format == SITE_JSON && s->link_path.len == 0)
		return error_set(
		    e, "%s:%llu: link: json needs the key of the address", t->file, t->lines[row]);
	if (s->format == SITE_CALL && view_find(s->link_path, VIEW("{}"), 0) == (size_t)-1)
		return error_set(
		    e, "%s:%llu: link: call needs an address with {} in it", t->file, t->lines[row]);
	if (s->format == SITE_CALL && take_pattern(t, row, "items", &s->call, e) != 0)
		return -1;
	if (s->format == SITE_CALL && s->call == NULL)
		return error_set(e, "%s:%llu: items: call needs a pattern", t->file, t->lines[row]);
	if (html && (take_selector(t, row, "items", &s->items, e) != 0 ||
	                take_selector(t, row, "date", &s->date, e) != 0 ||
	                take_pattern(t, row, "count", &s->count, e) != 0))
		return -1;
	return take_ways(t, row, s, e);
}

static int
take_row(struct sites *s, const struct table *t, size_t row, struct error *e)
{
	if (s->count == SITE_ROWS)
		return error_set(e, "%s: more than %d sites", t->file, SITE_ROWS);
	if (s->count == s->room) {
		size_t more = s->room ? s->room * 2 : 32;
		struct site *list = realloc(s->list, more * sizeof *list);
		if (list == NULL)
			return error_set(e, "%s: no memory", t->file);
		s->list = list;
		s->room = more;
	}
	struct site *site = &s->list[s->count++];
	*site = (struct site) { .name = cell(t, row, "site") };
	if (site->name.len == 0)
		return error_set(e, "%s:%llu: site: must have a name", t->file, t->lines[row]);
	if (take_format(t, row, &site->format, e) != 0 || take_pattern(t, row, "page", &site->page, e) != 0 ||
	    take_pattern(t, row, "mark", &site->mark, e) != 0 ||
	    take_pattern(t, row, "accept", &site->accept, e) != 0)
		return -1;
	return take_cells(t, row, site, e);
}

int
sites_load(struct sites *s, const char *path, struct error *e)
{
	if (s->table_count == sizeof s->tables / sizeof *s->tables)
		return error_set(e, "%s: too many files of sites", path);
	struct table *t = &s->tables[s->table_count++];
	if (table_load(t, path, e) != 0 || table_need(t, "site", e) < 0 || table_need(t, "format", e) < 0)
		return -1;
	for (size_t row = 0; row < t->rows; row++)
		if (take_row(s, t, row, e) != 0)
			return -1;
	return 0;
}

void
sites_free(struct sites *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct site *site = &s->list[i];
		pattern_free(site->page);
		pattern_free(site->mark);
		pattern_free(site->accept);
		pattern_free(site->count);
		pattern_free(site->call);
		selector_free(site->items);
		selector_free(site->date);
		for (size_t k = 0; k < site->way_count; k++)
			way_free(&site->ways[k]);
	}
	free(s->list);
	for (size_t i = 0; i < s->table_count; i++)
		table_free(&s->tables[i]);
	*s = (struct sites) { 0 };
}

static bool
matches(struct pattern *p, struct view text, bool *limit)
{
	struct view match;
	if (p == NULL)
		return true;
	enum pattern_answer answer = pattern_find(p, text, 0, PATTERN_ANYWHERE, &match);
	*limit = *limit || answer == PATTERN_LIMIT;
	return answer == PATTERN_MATCH;
}

bool
site_fits(const struct site *s, struct view url, struct view text, bool *limit)
{
	return matches(s->page, url, limit) && matches(s->mark, text, limit);
}

bool
site_accepts(const struct site *s, struct view url, bool *limit)
{
	return matches(s->accept, url, limit);
}
