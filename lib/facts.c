#include "facts.h"

#include "date.h"
#include "docno.h"
#include "fold.h"
#include "utf8.h"

#include <string.h>

static const char *const names[FACTS] = { "title", "docno", "issuer", "issued", "published", "site_code",
	"column", "source", "genre", "charset" };

const char *
fact_name(enum fact f)
{
	return names[f];
}

enum fact
fact_find(struct view name)
{
	for (int i = 0; i < FACTS; i++)
		if (view_equal(name, view_of(names[i])))
			return (enum fact)i;
	return FACTS;
}

/* At least `least` letters, Chinese characters or digits; what has none is a dash or a bracket in an empty cell. */
static bool
has_words(struct view v, size_t least)
{
	size_t n = 0;
	for (size_t i = 0; i < v.len;) {
		uint32_t c = 0;
		size_t len = utf8_decode(v.at + i, v.len - i, &c);
		i += len ? len : 1;
		n += (c >= 0x3400 && c <= 0x9FFF) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		     (c >= '0' && c <= '9') || (c >= 0xAC00 && c <= 0xFAFF) || (c >= 0xC0 && c < 0x2000) ||
		     c >= 0x20000;
	}
	return n >= least;
}

static bool
is_code(struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (!((v.at[i] >= '0' && v.at[i] <= '9') || (v.at[i] >= 'A' && v.at[i] <= 'Z') ||
		        (v.at[i] >= 'a' && v.at[i] <= 'z')))
			return false;
	return v.len >= 6 && v.len <= 20;
}

/* A number, with a remark behind it at most: 某政发〔2017〕3号（已废止）. */
static bool
read_number(struct view v, struct docno *d)
{
	return docno_parse(v, d) || (docno_find(v, 0, d) && d->start == 0);
}

/* A date, with a time of day or a remark set off behind it: 2017-03-24 星期五. */
static bool
read_date(struct view v, int last, struct date *d)
{
	static const char *const apart[] = { " ", "（", "(", "星期" };
	if (date_parse(v, last, d))
		return true;
	size_t len = date_at(v, 0, last, d);
	for (size_t i = 0; len > 0 && d->day > 0 && i < sizeof apart / sizeof *apart; i++)
		if (view_starts(view_slice(v, len, v.len), view_of(apart[i])))
			return true;
	return false;
}

/* The value in canonical form in `out`; false when it can be none. */
static bool
canonical(const struct facts *f, enum fact which, struct view v, struct buffer *out)
{
	struct docno number;
	struct date date;
	char text[DATE_ROOM];
	switch (which) {
	case FACT_DOCNO:
		if (!read_number(v, &number))
			return false;
		docno_write(&number, out);
		return true;
	case FACT_ISSUED:
	case FACT_PUBLISHED:
		if (!read_date(v, f->last, &date))
			return false;
		buffer_append(out, (struct view) { text, date_write(date, text) });
		return true;
	case FACT_SITE:
		buffer_append(out, v);
		return is_code(v);
	default:
		buffer_append(out, v);
		return has_words(v, which == FACT_TITLE || which == FACT_ISSUER ? 2 : 1);
	}
}

/* Why a value can't be the fact. */
static const char *
refusal(const struct facts *f, enum fact which, struct view v)
{
	struct date date;
	switch (which) {
	case FACT_DOCNO:
		return "no document number";
	case FACT_ISSUED:
	case FACT_PUBLISHED:
		return read_date(v, DATE_LAST, &date) && date.year > f->last ? "later than it was fetched"
		                                                             : "no date since 1949";
	case FACT_SITE:
		return "no code";
	default:
		return "too few letters";
	}
}

/* Notes an offer that wasn't taken. */
static void
note(const struct facts *f, enum fact which, struct view value, bool possible, struct view form,
    const char *source)
{
	struct view known = f->value[which];
	const char *verdict = !possible                 ? refusal(f, which, value)
	                      : view_equal(form, known) ? "agrees"
	                                                : "outranked";
	trials_note(f->trials, names[which], possible ? form : value, source, verdict);
}

bool
facts_offer(struct facts *f, enum fact which, struct view value, const char *source)
{
	bool known = f->value[which].len > 0, taken = false;
	if ((known && f->trials == NULL) || value.len == 0)
		return false;
	if (value.len > FACT_LENGTH) {
		trials_note(f->trials, names[which], value, source, "too long");
		return false;
	}
	struct buffer folded = { 0 }, out = { 0 };
	fold_line(value, &folded);
	fold_trim(&folded);
	bool possible =
	    canonical(f, which, buffer_view(&folded), &out) && !folded.failed && !out.failed && out.len > 0;
	if (possible && !known) {
		struct view kept = arena_copy(f->memory, buffer_view(&out));
		taken = kept.at != NULL;
		if (taken)
			facts_set(f, which, kept, source);
	} else if (f->trials != NULL && folded.len > 0) {
		note(f, which, buffer_view(&folded), possible, buffer_view(&out), source);
	}
	buffer_free(&folded);
	buffer_free(&out);
	return taken;
}

void
facts_set(struct facts *f, enum fact which, struct view value, const char *source)
{
	f->value[which] = value;
	f->source[which] = source;
	if (value.len > 0)
		trials_note(f->trials, names[which], value, source, TRIALS_TAKEN);
}

bool
facts_replace(struct facts *f, enum fact which, struct view value, const char *source)
{
	struct view before = f->value[which];
	size_t offers = f->trials ? f->trials->count : 0;
	f->value[which] = VIEW("");
	if (!facts_offer(f, which, value, source)) {
		f->value[which] = before;
		return false;
	}
	trials_demote(f->trials, names[which], offers, "completed");
	return true;
}

const char *
facts_place(const struct facts *f, const char *place, const char *label)
{
	struct buffer both = { 0 };
	if (f->trials == NULL)
		return place;
	buffer_format(&both, "%s %s", place, label);
	struct view kept = arena_copy(f->memory, buffer_view(&both));
	buffer_free(&both);
	return kept.at ? kept.at : place;
}
