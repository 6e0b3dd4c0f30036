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

bool
facts_offer(struct facts *f, enum fact which, struct view value, const char *source)
{
	if (f->value[which].len > 0 || value.len == 0 || value.len > FACT_LENGTH)
		return false;
	struct buffer folded = { 0 }, out = { 0 };
	fold_line(value, &folded);
	fold_trim(&folded);
	bool taken = canonical(f, which, buffer_view(&folded), &out) && !folded.failed && !out.failed;
	if (taken) {
		f->value[which] = arena_copy(f->memory, buffer_view(&out));
		f->source[which] = source;
		taken = f->value[which].at != NULL;
	}
	if (!taken)
		f->value[which] = (struct view) { "", 0 };
	buffer_free(&folded);
	buffer_free(&out);
	return taken;
}
