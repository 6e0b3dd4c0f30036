/* doccompare: compares two groups of a table of counts: difference, odds ratios, strata, dispersion. */
#include "distribution.h"
#include "groups.h"
#include "tool.h"

enum option { OPTION_GROUP, OPTION_WITH, OPTION_STRATIFY, OPTION_EXACT, OPTIONS };

static const struct command_option options[] = {
	[OPTION_GROUP] = { "group", "EXPR", "rows of the first group (default: all rows)" },
	[OPTION_WITH] = { "with", "EXPR", "rows of the group that it is compared with" },
	[OPTION_STRATIFY] = { "stratify", "COLUMN", "the column whose values are the strata" },
	[OPTION_EXACT] = { "exact", NULL,
	    "exact intervals of shares (Clopper-Pearson) in place of Wilson's" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = { "doccompare",
	"[--group EXPR] [--with EXPR] [--stratify COLUMN] [--exact] [FILE ...]",
	"Compares two groups of docaggregate's counts: difference, odds ratios, strata, dispersion.",
	options };

struct job {
	const char *value[OPTIONS];
	struct groups groups;
	struct tsv_writer out;
	struct progress progress;
};

/* ---- rows ---- */

enum { VALUE, LOW, HIGH, P, N, NUMBERS };

struct row {
	const char *statistic;
	struct view group;
	struct buffer numbers[NUMBERS];
	const char *method;
};

static void
write_row(struct job *j, struct row *r)
{
	struct view fields[NUMBERS + 3] = { view_of(r->statistic), r->group };
	for (int i = 0; i < NUMBERS; i++)
		fields[2 + i] = buffer_view(&r->numbers[i]);
	fields[NUMBERS + 2] = view_of(r->method);
	tsv_write(&j->out, fields, NUMBERS + 3);
	for (int i = 0; i < NUMBERS; i++)
		buffer_free(&r->numbers[i]);
}

static struct view
group_name(const struct job *j, int group)
{
	const char *name = j->value[group == 0 ? OPTION_GROUP : OPTION_WITH];
	return name ? view_of(name) : VIEW("all");
}

static void
put_p(struct row *r, double p)
{
	buffer_format(&r->numbers[P], "%.3g", p);
}

/* ---- statistics ---- */

static void
put_share(struct job *j, int group)
{
	const struct contingency *t = &j->groups.whole;
	struct row r = { "share", group_name(j, group), { { 0 } },
		j->value[OPTION_EXACT] ? "clopper-pearson" : "wilson" };
	buffer_format(&r.numbers[N], "%llu", t->all[group]);
	if (t->all[group] > 0) {
		struct interval i = j->value[OPTION_EXACT] ? interval_exact(t->hits[group], t->all[group])
		                                           : interval_wilson(t->hits[group], t->all[group]);
		interval_write(&r.numbers[VALUE], interval_share(t->hits[group], t->all[group]));
		interval_write(&r.numbers[LOW], interval_tenths(i.low));
		interval_write(&r.numbers[HIGH], interval_tenths(i.high));
	}
	write_row(j, &r);
}

static void
put_mean(struct job *j, int group)
{
	size_t strata;
	double mean = groups_mean(&j->groups, group, &strata);
	struct row r = { "mean", group_name(j, group), { { 0 } }, "unweighted" };
	if (mean >= 0)
		interval_write(&r.numbers[VALUE], interval_tenths(mean));
	buffer_format(&r.numbers[N], "%zu", strata);
	write_row(j, &r);
}

static void
put_dispersion(struct job *j, int group)
{
	struct dispersion d = groups_dispersion(&j->groups, group);
	for (int normed = 0; normed < 2; normed++) {
		struct row r = { normed ? "dp-norm" : "dp", group_name(j, group), { { 0 } },
			normed ? "lijffijt-gries" : "gries" };
		if (d.known)
			buffer_format(&r.numbers[VALUE], "%.3f", normed ? d.normed : d.dp);
		buffer_format(&r.numbers[N], "%zu", d.parts);
		write_row(j, &r);
	}
}

static void
put_difference(struct job *j)
{
	const struct contingency *t = &j->groups.whole;
	struct row r = { "difference", VIEW(""), { { 0 } }, "newcombe, fisher" };
	buffer_format(&r.numbers[N], "%llu", t->all[0] + t->all[1]);
	if (t->all[0] > 0 && t->all[1] > 0) {
		struct interval i = interval_difference(t->hits[0], t->all[0], t->hits[1], t->all[1]);
		double d = (double)t->hits[0] / (double)t->all[0] - (double)t->hits[1] / (double)t->all[1];
		buffer_format(&r.numbers[VALUE], "%.1f", 100 * d);
		buffer_format(&r.numbers[LOW], "%.1f", 100 * i.low);
		buffer_format(&r.numbers[HIGH], "%.1f", 100 * i.high);
		put_p(&r, contingency_fisher(t));
	}
	write_row(j, &r);
}

static void
put_odds(struct job *j, const char *which, const struct odds *o, unsigned long long n, const char *method)
{
	struct row r = { which, VIEW(""), { { 0 } }, method };
	if (o->known) {
		buffer_format(&r.numbers[VALUE], "%.3f", o->ratio);
		buffer_format(&r.numbers[LOW], "%.3f", o->interval.low);
		buffer_format(&r.numbers[HIGH], "%.3f", o->interval.high);
	}
	put_p(&r, o->p);
	buffer_format(&r.numbers[N], "%llu", n);
	write_row(j, &r);
}

static void
put_homogeneity(struct job *j)
{
	size_t degrees;
	double x = contingency_woolf(j->groups.list, j->groups.count, &degrees);
	struct row r = { "homogeneity", VIEW(""), { { 0 } }, "woolf" };
	if (degrees > 0) {
		buffer_format(&r.numbers[VALUE], "%.3f", x);
		put_p(&r, distribution_chi_square(x, (double)degrees));
	}
	buffer_format(&r.numbers[N], "%zu", degrees);
	write_row(j, &r);
}

static void
write_statistics(struct job *j)
{
	const struct groups *g = &j->groups;
	struct odds crude = contingency_odds(&g->whole), common = contingency_common(g->list, g->count);
	bool strata = j->value[OPTION_STRATIFY] != NULL;
	for (int i = 0; i < (g->pair ? GROUPS : 1); i++) {
		put_share(j, i);
		if (strata) {
			put_mean(j, i);
			put_dispersion(j, i);
		}
	}
	if (!g->pair)
		return;
	put_difference(j);
	put_odds(j, "odds-ratio", &crude, g->whole.all[0] + g->whole.all[1], "woolf, fisher");
	if (strata) {
		put_odds(j, "common-odds-ratio", &common, common.strata,
		    "mantel-haenszel, robins-breslow-greenland, cochran-mantel-haenszel");
		put_homogeneity(j);
	}
}

/* ---- work ---- */

static int
parse_group(struct job *j, enum option o, struct expression *x, struct error *e)
{
	if (expression_parse(x, j->value[o], e) == 0)
		return 0;
	struct error inner = *e;
	return error_set(e, "--%s: %.900s", options[o].name, inner.text);
}

static int
read_rows(struct job *j, char *files[], size_t count, struct error *e)
{
	struct view *fields;
	struct tsv *in = tsv_open(files, count, e);
	int got = in ? groups_bind(&j->groups, in, j->value[OPTION_STRATIFY], e) : -1;
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		got = groups_row(&j->groups, in, fields, e);
		tool_progress(&command, &j->progress);
	}
	tsv_close(in);
	return got == 0 ? groups_strata(&j->groups, e) : -1;
}

static int
run(struct job *j, char *files[], size_t count, struct error *e)
{
	static const struct view header[] = { VIEW_INIT("statistic"), VIEW_INIT("group"), VIEW_INIT("value"),
		VIEW_INIT("low"), VIEW_INIT("high"), VIEW_INIT("p"), VIEW_INIT("n"), VIEW_INIT("method") };
	j->groups.pair = j->value[OPTION_WITH] != NULL;
	if (parse_group(j, OPTION_GROUP, &j->groups.group[0], e) != 0 ||
	    parse_group(j, OPTION_WITH, &j->groups.group[1], e) != 0 || read_rows(j, files, count, e) != 0)
		return -1;
	tsv_start(&j->out, STDOUT_FILENO);
	tsv_write(&j->out, header, sizeof header / sizeof *header);
	write_statistics(j);
	return tsv_finish(&j->out, e);
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
	groups_free(&j.groups);
	return tool_close(&command, got == 0 ? STATUS_OK : tool_fail(&command, &e));
}
