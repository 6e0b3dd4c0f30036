/* docagree: reads coding sheets back: how far coders agree, how right the tags are, and what the share would be. */
#define _GNU_SOURCE
#include "accuracy.h"
#include "agreement.h"
#include "coders.h"
#include "disputes.h"
#include "tool.h"

#include <stdlib.h>

enum option { OPTION_KEY, OPTION_ADJUDICATED, OPTION_APPARENT, OPTION_SEED, OPTION_LIST, OPTIONS };

static const struct command_option options[] = {
	[OPTION_KEY] = { "key", "FILE", "the key that docsample wrote" },
	[OPTION_ADJUDICATED] = { "adjudicated", "FILE", "a sheet that has the last word" },
	[OPTION_APPARENT] = { "apparent", "HITS/ALL", "also correct this share, of other documents" },
	[OPTION_SEED] = { "seed", "N", "of the bootstrap of alpha (default: 1)" },
	[OPTION_LIST] = { "list", NULL, "print the disagreements in place of the statistics" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = { "docagree",
	"--key FILE [--adjudicated FILE] [--apparent HITS/ALL] [--seed N] [--list] SHEET ...",
	"Measures coding sheets: agreement of coders, precision and recall of tags, corrected shares.",
	options };

struct job {
	struct coders coders;
	struct estimate apparent; /* unknown: none was given */
	uint64_t seed;
	struct tsv_writer out;
};

static void
put_row(struct job *j, struct view tag, const char *statistic, struct view who, struct view numbers,
    const char *method)
{
	struct view row[8] = { tag, view_of(statistic), who };
	size_t n = 3;
	while (n < 7)
		if (!view_split(&numbers, ' ', &row[n++]))
			row[n - 1] = VIEW("");
	row[n++] = view_of(method);
	tsv_write(&j->out, row, n);
}

static void
put_count(struct job *j, struct view tag, const char *statistic, struct view who, unsigned long long n)
{
	struct buffer b = { 0 };
	buffer_format(&b, "%llu   ", n);
	put_row(j, tag, statistic, who, buffer_view(&b), "count");
	buffer_free(&b);
}

static void
put_estimate(struct job *j, struct view tag, const char *statistic, struct view who, const struct estimate *x,
    const char *method)
{
	struct buffer b = { 0 };
	if (x->known)
		buffer_format(
		    &b, "%.4f %.4f %.4f %llu", x->value, x->interval.low, x->interval.high, x->items);
	else
		buffer_format(&b, "   %llu", x->items);
	put_row(j, tag, statistic, who, buffer_view(&b), method);
	buffer_free(&b);
}

static void
put_agreement(struct job *j, struct view tag, const char *statistic, struct view who,
    const struct agreement *x, const char *method)
{
	struct estimate same = { x->known, x->value, x->interval, x->units };
	put_estimate(j, tag, statistic, who, &same, method);
}

/* The codes of a tag's items, as agreement.h wants them. Returns the number of items. */
static size_t
gather(const struct coders *c, struct view tag, signed char *codes)
{
	size_t n = 0;
	for (size_t i = 0; i < c->key.rows; i++) {
		if (!view_equal(table_cell(&c->key, i, c->tag), tag))
			continue;
		for (size_t k = 0; k < c->count; k++)
			codes[n * c->count + k] = c->list[k].codes[i];
		n++;
	}
	return n;
}

static void
report_pair(struct job *j, struct view tag, const signed char *codes, size_t items, size_t a, size_t b)
{
	const struct coders *c = &j->coders;
	struct buffer who = { 0 };
	unsigned long long equal = 0;
	for (size_t i = 0; i < items; i++)
		equal += codes[i * c->count + a] != CODE_NONE &&
		         codes[i * c->count + a] == codes[i * c->count + b];
	struct agreement kappa = agreement_kappa(codes, items, c->count, a, b);
	struct estimate raw = { .known = kappa.units > 0, .items = kappa.units };
	if (raw.known) {
		raw.value = (double)equal / (double)kappa.units;
		raw.interval = interval_wilson(equal, kappa.units);
	}
	buffer_append(&who, c->list[a].name);
	buffer_byte(&who, ' ');
	buffer_append(&who, c->list[b].name);
	put_estimate(j, tag, "agreement", buffer_view(&who), &raw, "wilson");
	put_agreement(j, tag, "kappa", buffer_view(&who), &kappa, "asymptotic");
	buffer_free(&who);
}

static int
report_coders(struct job *j, struct view tag, struct error *e)
{
	const struct coders *c = &j->coders;
	struct agreement alpha;
	signed char *codes = malloc(c->key.rows * c->count + 1);
	if (codes == NULL)
		return error_set(e, "no memory");
	size_t items = gather(c, tag, codes);
	put_count(j, tag, "drawn", VIEW(""), items);
	for (size_t k = 0; k < c->count; k++) {
		unsigned long long coded = 0;
		for (size_t i = 0; i < items; i++)
			coded += codes[i * c->count + k] != CODE_NONE;
		put_count(j, tag, "coded", c->list[k].name, coded);
	}
	for (size_t a = 0; a < c->count; a++)
		for (size_t b = a + 1; b < c->count; b++)
			report_pair(j, tag, codes, items, a, b);
	int bad = c->count > 1 ? agreement_alpha(codes, items, c->count, j->seed, &alpha, e) : 0;
	if (bad == 0 && c->count > 1)
		put_agreement(j, tag, "alpha", VIEW(""), &alpha, "bootstrap");
	free(codes);
	return bad;
}

static int
report_accuracy(struct job *j, struct view tag, struct error *e)
{
	const struct coders *c = &j->coders;
	unsigned long long unresolved = 0, uncovered = 0;
	struct stratum *strata = calloc(c->strata_count + 1, sizeof *strata);
	if (strata == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < c->key.rows; i++) {
		const struct coders_stratum *from = &c->strata[c->stratum[i]];
		struct stratum *s = &strata[c->stratum[i]];
		if (!view_equal(table_cell(&c->key, i, c->tag), tag))
			continue;
		s->hit = from->hit;
		s->listed = from->listed;
		s->coded += c->truth[i] != CODE_NONE;
		s->positive += c->truth[i] == CODE_YES;
		unresolved += c->truth[i] == CODE_NONE;
	}
	for (size_t i = 0; i < c->strata_count; i++)
		uncovered += strata[i].coded == 0 ? strata[i].listed : 0;
	struct accuracy a = accuracy_of(strata, c->strata_count);
	free(strata);
	put_count(j, tag, "unresolved", VIEW(""), unresolved);
	put_count(j, tag, "uncovered", VIEW(""), uncovered);
	put_estimate(j, tag, "precision", VIEW(""), &a.precision, "design");
	put_estimate(j, tag, "recall", VIEW(""), &a.recall, "design");
	put_estimate(j, tag, "specificity", VIEW(""), &a.specificity, "design");
	put_estimate(j, tag, "f1", VIEW(""), &a.f1, "design");
	put_estimate(j, tag, "share", VIEW(""), &a.share, "count");
	put_estimate(j, tag, "corrected", VIEW(""), &a.corrected, "design");
	if (!j->apparent.known)
		return 0;
	struct estimate corrected = accuracy_corrected(j->apparent, a.recall, a.specificity);
	put_estimate(j, tag, "apparent", VIEW(""), &j->apparent, "wilson");
	put_estimate(j, tag, "apparent-corrected", VIEW(""), &corrected, "rogan-gladen");
	return 0;
}

static int
by_bytes(const void *a, const void *b)
{
	return view_compare(*(const struct view *)a, *(const struct view *)b);
}

static int
report(struct job *j, struct error *e)
{
	static const char *const names[] = { "tag", "statistic", "coders", "value", "low", "high", "items",
		"method" };
	const struct table *key = &j->coders.key;
	struct view header[8], *tags = malloc((key->rows + 1) * sizeof *tags);
	if (tags == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < 8; i++)
		header[i] = view_of(names[i]);
	tsv_write(&j->out, header, 8);
	for (size_t i = 0; i < key->rows; i++)
		tags[i] = table_cell(key, i, j->coders.tag);
	qsort(tags, key->rows, sizeof *tags, by_bytes);
	int bad = 0;
	for (size_t i = 0; bad == 0 && i < key->rows; i++)
		if (i == 0 || !view_equal(tags[i], tags[i - 1]))
			bad =
			    report_coders(j, tags[i], e) != 0 || report_accuracy(j, tags[i], e) != 0 ? -1 : 0;
	free(tags);
	return bad;
}

static int
read_apparent(const char *text, struct estimate *out, struct error *e)
{
	struct view rest = view_of(text), hits, all;
	unsigned long long h, n;
	if (!view_split(&rest, '/', &hits) || !view_split(&rest, '\0', &all) || view_number(hits, &h) != 0 ||
	    view_number(all, &n) != 0 || n == 0 || h > n)
		return error_set(e, "--apparent %.60s: wants HITS/ALL, two numbers", text);
	*out = (struct estimate) { true, (double)h / (double)n, interval_wilson(h, n), n };
	return 0;
}

static int
prepare(struct job *j, const char *const value[], char *const sheets[], size_t count, struct error *e)
{
	unsigned long long seed = 1;
	if (value[OPTION_SEED] != NULL && view_number(view_of(value[OPTION_SEED]), &seed) != 0)
		return error_set(e, "--seed %.40s: no number", value[OPTION_SEED]);
	j->seed = seed;
	if (value[OPTION_APPARENT] != NULL && read_apparent(value[OPTION_APPARENT], &j->apparent, e) != 0)
		return -1;
	if (value[OPTION_KEY] == NULL)
		return error_set(e, "--key is missing (see docagree --help)");
	if (count == 0)
		return error_set(e, "needs a SHEET (see docagree --help)");
	if (coders_open(&j->coders, value[OPTION_KEY], e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (coders_sheet(&j->coders, sheets[i], false, e) != 0)
			return -1;
	if (value[OPTION_ADJUDICATED] != NULL &&
	    coders_sheet(&j->coders, value[OPTION_ADJUDICATED], true, e) != 0)
		return -1;
	return coders_settle(&j->coders, e);
}

int
main(int argc, char *argv[])
{
	struct error e, unwritten;
	struct progress progress = { 0 };
	struct job j = { 0 };
	const char *values[OPTIONS] = { NULL };
	int at, status = tool_options(&command, argc, argv, &at, values, &progress);
	if (status >= 0)
		return status;
	tsv_start(&j.out, STDOUT_FILENO);
	int bad = prepare(&j, values, argv + at, (size_t)(argc - at), &e);
	if (bad == 0)
		bad = values[OPTION_LIST] != NULL ? disputes_write(&j.coders, &j.out, &e) : report(&j, &e);
	coders_free(&j.coders);
	if (tsv_finish(&j.out, &unwritten) != 0 && bad == 0)
		return tool_fail(&command, &unwritten);
	return tool_close(&command, bad == 0 ? STATUS_OK : tool_fail(&command, &e));
}
