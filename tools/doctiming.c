/* doctiming: who moved first: first events of a policy by place, lags to the national document, order and curve. */
#include "timetext.h"
#include "tool.h"

enum option {
	OPTION_WHERE,
	OPTION_EVENT,
	OPTION_HITS,
	OPTION_TAG,
	OPTION_POLICY,
	OPTION_ANCHOR,
	OPTION_ANCHOR_DATE,
	OPTION_FROM,
	OPTION_TO,
	OPTION_LEVELS,
	OPTION_CLOCK,
	OPTION_THRESHOLDS,
	OPTION_FORMAT,
	OPTION_LIST,
	OPTION_DATA,
	OPTIONS
};

static const struct command_option options[] = {
	[OPTION_WHERE] = { "where", "EXPR", "documents that mention the policy (default: every document)" },
	[OPTION_EVENT] = { "event", "mention|adopt|sited",
	    "what counts as a place's move (default: mention)" },
	[OPTION_HITS] = { "hits", "FILE", "docclassify's ledger, for adopt and sited" },
	[OPTION_TAG] = { "tag", "TAG", "the ledger's tag: of the policy for adopt, of pilots for sited" },
	[OPTION_POLICY] = { "policy", "NAME", "what to call it (default: the tag, or the condition)" },
	[OPTION_ANCHOR] = { "anchor", "NUMBER", "document number of the national document" },
	[OPTION_ANCHOR_DATE] = { "anchor-date", "DATE", "its day, YYYY-MM-DD: lags count from there" },
	[OPTION_FROM] = { "from", "DATE", "first day of the window" },
	[OPTION_TO] = { "to", "DATE", "last day of the window" },
	[OPTION_LEVELS] = { "levels", "LIST", "of province, city, county (default: province,city)" },
	[OPTION_CLOCK] = { "clock", "issued|published", "whose date counts (default: issued)" },
	[OPTION_THRESHOLDS] = { "thresholds", "FEW,MANY",
	    "per cent of places before the anchor: top-down up to FEW, bottom-up from MANY (default: "
	    "10,50)" },
	[OPTION_FORMAT] = { "format", "NAME",
	    "text, places, curve, types, cascade or numbers (default: text)" },
	[OPTION_LIST] = { "list", "N", "places that the text names of each level (default: 10)" },
	[OPTION_DATA] = { "data", "DIR", "folder of the tables" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = { "doctiming",
	"[--where EXPR] [--event mention|adopt|sited] [--hits FILE --tag TAG]\n"
	"                 [--policy NAME] [--anchor NUMBER] [--anchor-date DATE] [--from DATE] [--to DATE] "
	"[--levels LIST]\n"
	"                 [--clock issued|published] [--thresholds FEW,MANY] [--format NAME] [--list N]\n"
	"                 [--data DIR] [FILE ...]",
	"Tells who moved first: first events by place, lags, order, curve, and what can't be seen.",
	options };

typedef void table_writer(const struct timetable *t, struct tsv_writer *w);

static const struct {
	const char *name;
	table_writer *write; /* NULL: the text */
} formats[] = { { "text", NULL }, { "places", timetable_places }, { "curve", timetable_curve },
	{ "types", timetable_types }, { "cascade", timetable_cascade }, { "numbers", timetable_numbers } };

struct job {
	const char *value[OPTIONS];
	const char *clock;
	table_writer *write;
	struct events events;
	struct timetable table;
	struct gazetteer *gazetteer;
	struct progress progress;
};

/* ---- options ---- */

static int
read_levels(struct job *j, struct error *e)
{
	struct view rest = view_of(j->value[OPTION_LEVELS] ? j->value[OPTION_LEVELS] : "province,city"), name;
	while (view_split(&rest, ',', &name)) {
		enum division_level level = division_level_of(name);
		if (level < DIVISION_PROVINCE || level > DIVISION_COUNTY)
			return error_set(
			    e, "--levels: neither province, city nor county: %.*s", VIEW_ARGS(name));
		j->events.levels |= 1U << level;
	}
	return 0;
}

static int
read_day(struct job *j, enum option o, bool *given, long *day, struct error *e)
{
	struct span s;
	*given = j->value[o] != NULL;
	if (!*given)
		return 0;
	if (!span_parse(view_of(j->value[o]), &s) || s.low != s.high)
		return error_set(e, "--%s: no day (YYYY-MM-DD): %.200s", options[o].name, j->value[o]);
	*day = s.low;
	return 0;
}

static int
read_thresholds(struct job *j, struct error *e)
{
	struct view many = view_of(j->value[OPTION_THRESHOLDS] ? j->value[OPTION_THRESHOLDS] : "10,50"), few;
	unsigned long long low, high;
	if (!view_split(&many, ',', &few) || view_number(few, &low) != 0 || view_number(many, &high) != 0 ||
	    low >= high || high > 100)
		return error_set(e, "--thresholds: give two numbers, FEW,MANY, FEW smaller, up to 100");
	j->table.few = (unsigned)low;
	j->table.many = (unsigned)high;
	return 0;
}

static int
read_format(struct job *j, struct error *e)
{
	const char *given = j->value[OPTION_FORMAT] ? j->value[OPTION_FORMAT] : "text";
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, given) == 0) {
			j->write = formats[i].write;
			return 0;
		}
	return error_set(e, "--format: none of text, places, curve, types, cascade, numbers: %.200s", given);
}

static int
read_event(struct job *j, struct error *e)
{
	const char *given = j->value[OPTION_EVENT] ? j->value[OPTION_EVENT] : "mention";
	enum event event = EVENT_MENTION;
	while (event <= EVENT_SITED && strcmp(given, event_name(event)) != 0)
		event = (enum event)(event + 1);
	if (event > EVENT_SITED)
		return error_set(e, "--event: none of mention, adopt, sited: %.200s", given);
	if (event != EVENT_MENTION && (j->value[OPTION_HITS] == NULL || j->value[OPTION_TAG] == NULL))
		return error_set(e, "--event %s needs --hits and --tag", given);
	j->events.event = event;
	j->events.tag = view_of(j->value[OPTION_TAG]);
	const char *name = j->value[OPTION_POLICY];
	name = name ? name : j->value[OPTION_TAG] ? j->value[OPTION_TAG] : j->value[OPTION_WHERE];
	j->table.policy = view_of(name ? name : "all");
	j->events.anchor = view_of(j->value[OPTION_ANCHOR]);
	return 0;
}

static int
check_settings(struct job *j, struct error *e)
{
	struct events *v = &j->events;
	int clock =
	    command_choice(options[OPTION_CLOCK].name, j->value[OPTION_CLOCK], "issued", "published", e);
	j->clock = clock == 1 ? "published" : "issued";
	j->table.list = 10;
	if (j->value[OPTION_LIST] && view_number(view_of(j->value[OPTION_LIST]), &j->table.list) != 0)
		return error_set(e, "--list: no number: %.200s", j->value[OPTION_LIST]);
	if (clock < 0 || read_levels(j, e) != 0 || read_thresholds(j, e) != 0 || read_format(j, e) != 0 ||
	    read_event(j, e) != 0 ||
	    read_day(j, OPTION_ANCHOR_DATE, &j->table.anchored, &j->table.anchor, e) != 0 ||
	    read_day(j, OPTION_FROM, &v->from, &v->window.low, e) != 0 ||
	    read_day(j, OPTION_TO, &v->to, &v->window.high, e) != 0)
		return -1;
	if (j->write == timetable_types && !j->table.anchored)
		return error_set(e, "--format types needs --anchor-date");
	if (v->from && v->to && v->window.low > v->window.high)
		return error_set(e, "--from is later than --to");
	return 0;
}

/* ---- work ---- */

static int
read_ledger(struct job *j, struct error *e)
{
	char path[4096], ledger[4096];
	size_t len = strlen(j->value[OPTION_HITS]);
	if (len >= sizeof ledger)
		return error_set(e, "--hits: the name is too long");
	memcpy(ledger, j->value[OPTION_HITS], len + 1);
	if (command_data(j->value[OPTION_DATA],
	        j->events.event == EVENT_SITED ? "siting.tsv" : "implementing.tsv", path, sizeof path,
	        e) != 0)
		return -1;
	struct words *words = words_load(path, e);
	int got = words ? events_ledger(&j->events, ledger, words, e) : -1;
	words_free(words);
	return got;
}

static int
load_places(struct job *j, struct error *e)
{
	char path[4096];
	if (command_data(j->value[OPTION_DATA], "divisions.tsv", path, sizeof path, e) != 0)
		return -1;
	j->gazetteer = gazetteer_open(path, NULL, e);
	if (j->gazetteer == NULL)
		return -1;
	j->events.gazetteer = j->gazetteer;
	for (int level = DIVISION_PROVINCE; level <= DIVISION_COUNTY; level++)
		if ((j->events.levels & 1U << level) &&
		    adoption_grid(&j->events.places, (enum division_level)level, j->gazetteer, e) != 0)
			return -1;
	return 0;
}

static int
read_rows(struct job *j, char *files[], size_t count, struct error *e)
{
	struct view *fields;
	struct tsv *in = tsv_open(files, count, e);
	int got = in ? events_bind(&j->events, in, j->clock, e) : -1;
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		got = events_row(&j->events, fields, e);
		tool_progress(&command, &j->progress);
	}
	tsv_close(in);
	return got;
}

static int
write_output(struct job *j, struct error *e)
{
	adoption_order(&j->events.places);
	sequences_order(&j->events.numbers);
	j->table.events = &j->events;
	j->table.gazetteer = j->gazetteer;
	if (j->write != NULL) {
		struct tsv_writer w;
		tsv_start(&w, STDOUT_FILENO);
		j->write(&j->table, &w);
		return tsv_finish(&w, e);
	}
	struct buffer text = { 0 };
	timetext_write(&j->table, &text);
	int got = text.failed ? error_set(e, "no memory") : 0;
	if (text.len > 0)
		fwrite(text.at, 1, text.len, stdout);
	buffer_free(&text);
	return got;
}

static int
run(struct job *j, char *files[], size_t count, struct error *e)
{
	if (check_settings(j, e) != 0)
		return -1;
	if (expression_parse(&j->events.where, j->value[OPTION_WHERE], e) != 0)
		return command_blame("where", e);
	if (load_places(j, e) != 0 || (j->events.event != EVENT_MENTION && read_ledger(j, e) != 0))
		return -1;
	return read_rows(j, files, count, e) == 0 ? write_output(j, e) : -1;
}

int
main(int argc, char *argv[])
{
	struct job j = { 0 };
	struct error e;
	int at, status = tool_options(&command, argc, argv, &at, j.value, &j.progress);
	if (status >= 0)
		return status;
	int got = run(&j, argv + at, (size_t)(argc - at), &e);
	status = got == 0 ? STATUS_OK : tool_fail(&command, &e);
	events_free(&j.events);
	gazetteer_close(j.gazetteer);
	return tool_close(&command, status);
}
