/* docattribute: decides which authority issued each document, and at which level of government. */
#include "attributor.h"
#include "tool.h"

enum option { OPTION_DATA, OPTION_SCHEME, OPTION_LEVELS, OPTION_JOINT, OPTION_OVERWRITE };
static const struct command_option options[] = {
	{ "data", "DIR", "read the tables from DIR" },
	{ "scheme", "gb|database",
	    "levels by the codes of GB/T 2260, or as legal databases file them (default: gb)" },
	{ "levels", "FILE", "the study's own levels, a table like areas.tsv" },
	{ "joint", "first|each",
	    "a joint document is its first issuer's, or counts in the place of each (default: first)" },
	{ "overwrite", NULL, "replace what is already filled" },
	{ NULL, NULL, NULL },
};
static const struct command command = { "docattribute",
	"[--data DIR] [--scheme gb|database] [--levels FILE] [--joint first|each]\n"
	"                    [--overwrite] [FILE ...]",
	"Decides which authority issued each document, and at which level.", options };

enum own { LEVEL, PROVINCE, CITY, COUNTY, TYPE, ISSUERS, TRANSMITS, BASIS, EVIDENCE, CONFLICT, JOINT, OWN };
static const char *const own[OWN] = { "level", "province", "city", "county", "issuer_type", "issuers",
	"transmits", "basis", "evidence", "conflict", "joint" };

enum read { SITE_CODE, ISSUER, DOCNO, FINAL_URL, URL, TITLE, GENRE, ISSUED, PUBLISHED, TEXT, READ };
static const char *const read_names[READ] = { "site_code", "issuer", "docno", "final_url", "url", "title",
	"genre", "issued", "published", "text" };

struct settings {
	const char *data, *levels;
	enum division_scheme scheme;
	bool overwrite, each;
};

/* `joint` is a column only where it was asked for. */
static size_t
own_count(const struct settings *s)
{
	return s->each ? OWN : JOINT;
}

struct attribute {
	const struct settings *settings;
	struct attributor *attributor;
	struct tsv *in;
	struct tsv_layout layout;
	int read[READ];
	struct arena memory; /* of the row */
};

static struct view
cell(struct attribute *t, enum read what)
{
	int at = t->read[what];
	return at < 0 ? VIEW("") : tsv_decode(t->layout.fields[at], &t->memory);
}

/* The beginning of a field, decoded. */
static struct view
cell_start(struct attribute *t, enum read what, size_t most)
{
	int at = t->read[what];
	struct view raw = at < 0 ? VIEW("") : view_slice(t->layout.fields[at], 0, most);
	size_t escapes = 0;
	while (escapes < raw.len && raw.at[raw.len - 1 - escapes] == '\\')
		escapes++;
	raw.len -= escapes % 2; /* half of an escape */
	return tsv_decode(raw, &t->memory);
}

static struct view *
mine(struct attribute *t, enum own what)
{
	return &t->layout.fields[t->layout.own[what]];
}

/* Do the level and the codes that the source gave stand, and may ours be filled in beside them? */
static bool
agrees(struct attribute *t, const struct view values[OWN])
{
	for (int i = LEVEL; i <= COUNTY; i++)
		if (mine(t, i)->len > 0 && !view_equal(*mine(t, i), values[i]))
			return false;
	return true;
}

/* What is known wins: where the source gave a level or a place that differs, its level and place stand alone. */
static void
fill(struct attribute *t, const struct view values[OWN])
{
	bool given = false, fits = t->settings->overwrite || agrees(t, values);
	for (int i = LEVEL; i <= COUNTY; i++)
		given = given || mine(t, i)->len > 0;
	bool source = given && !t->settings->overwrite && mine(t, LEVEL)->len > 0;
	for (size_t i = 0; i < own_count(t->settings); i++) {
		if (mine(t, i)->len > 0 && !t->settings->overwrite)
			continue;
		if ((i <= COUNTY || i == EVIDENCE || i == JOINT) && !fits)
			continue;
		*mine(t, i) = i == BASIS && source ? VIEW("source") : values[i];
	}
}

static int
attribute_row(struct attribute *t, struct error *e)
{
	struct view final_url = cell(t, FINAL_URL);
	struct attributor_document d = { cell(t, SITE_CODE), cell(t, ISSUER), cell(t, DOCNO),
		final_url.len > 0 ? final_url : cell(t, URL), cell(t, TITLE), cell(t, GENRE), cell(t, ISSUED),
		cell(t, PUBLISHED), cell_start(t, TEXT, ATTRIBUTOR_TEXT) };
	struct attribution a;
	if (attributor_decide(t->attributor, &d, &t->memory, &a) != 0)
		return error_set(e, "%s:%llu: no memory", tsv_file(t->in), tsv_line(t->in));
	struct view values[OWN] = { a.level, a.province, a.city, a.county, a.type, a.issuers, a.transmits,
		a.basis, a.evidence, a.conflict, a.joint };
	for (size_t i = 0; i < own_count(t->settings); i++) {
		values[i] = tsv_encode(values[i], &t->memory);
		if (values[i].at == NULL)
			values[i] = VIEW("");
	}
	fill(t, values);
	return 0;
}

static int
attribute_rows(struct attribute *t, struct tsv_writer *w, struct progress *progress, struct error *e)
{
	struct view *fields;
	int got;
	for (int i = 0; i < READ; i++)
		t->read[i] = tsv_column(t->in, read_names[i]);
	tsv_header(&t->layout, w);
	while ((got = tsv_next(t->in, &fields, e)) == 1) {
		arena_reset(&t->memory);
		tsv_fill(&t->layout, fields);
		if (attribute_row(t, e) != 0)
			return -1;
		tsv_row(&t->layout, w);
		tool_progress(&command, progress);
	}
	return got;
}

static int
attribute(const struct settings *s, char *const paths[], size_t count, struct progress *progress)
{
	struct error e, unwritten;
	struct tsv_writer w;
	struct attribute t = { .settings = s };
	int bad = -1;
	tsv_start(&w, STDOUT_FILENO);
	t.attributor = attributor_open(s->data, s->levels, s->scheme, &e);
	if (t.attributor != NULL && (t.in = tsv_open(paths, count, &e)) != NULL)
		bad = tsv_layout(&t.layout, t.in, own, own_count(s), &e);
	if (bad == 0)
		bad = attribute_rows(&t, &w, progress, &e);
	arena_free(&t.memory);
	tsv_layout_free(&t.layout);
	tsv_close(t.in);
	attributor_close(t.attributor);
	if (tsv_finish(&w, &unwritten) != 0 && bad == 0)
		return tool_fail(&command, &unwritten);
	return bad == 0 ? STATUS_OK : tool_fail(&command, &e);
}

static int
set_option(struct settings *s, int code, const char *value, struct error *e)
{
	switch (code) {
	case OPTION_DATA:
		s->data = value;
		return 0;
	case OPTION_LEVELS:
		s->levels = value;
		return 0;
	case OPTION_OVERWRITE:
		s->overwrite = true;
		return 0;
	case OPTION_JOINT:
		s->each = strcmp(value, "each") == 0;
		if (!s->each && strcmp(value, "first") != 0)
			return error_set(e, "--joint %.100s: wants first or each", value);
		return 0;
	case OPTION_SCHEME:
		s->scheme = strcmp(value, "database") == 0 ? DIVISION_DATABASE : DIVISION_GB;
		if (s->scheme == DIVISION_GB && strcmp(value, "gb") != 0)
			return error_set(e, "--scheme %.100s: wants gb or database", value);
		return 0;
	default:
		return 0;
	}
}

int
main(int argc, char *argv[])
{
	struct error e;
	struct progress progress = { 0 };
	struct settings settings = { 0 };
	const char *value;
	int at = 1, code, status;
	while ((code = command_next(&command, argc, argv, &at, &value, &e)) != COMMAND_END) {
		if (code >= 0 && set_option(&settings, code, value, &e) != 0)
			return tool_fail(&command, &e);
		if (code < 0 && (status = tool_option(&command, code, &e, &progress)) >= 0)
			return status;
	}
	return tool_close(&command, attribute(&settings, argv + at, (size_t)(argc - at), &progress));
}
