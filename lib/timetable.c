#include "timetable.h"

#include "interval.h"

enum { FIELDS = 24 }; /* the widest table has 17 */

/* A row under construction: fields that are copied into one buffer, so that numbers need no memory of their own. */
struct line {
	struct buffer text;
	size_t ends[FIELDS], count;
};

static void
end_field(struct line *l)
{
	if (l->count < FIELDS)
		l->ends[l->count++] = l->text.len;
	else
		l->text.failed = true;
}

static void
put(struct line *l, struct view v)
{
	buffer_append(&l->text, v);
	end_field(l);
}

static void
put_number(struct line *l, long long n)
{
	buffer_format(&l->text, "%lld", n);
	end_field(l);
}

static void
put_day(struct line *l, long day)
{
	char text[DATE_ROOM];
	span_write(day, text);
	put(l, view_of(text));
}

static void
put_share(struct line *l, unsigned long long hits, unsigned long long all)
{
	if (all > 0)
		interval_write(&l->text, interval_share(hits, all));
	end_field(l);
}

static void
put_nothing(struct line *l, size_t count)
{
	while (count-- > 0)
		put(l, VIEW(""));
}

static void
end_line(struct line *l, struct tsv_writer *w)
{
	struct view fields[FIELDS];
	for (size_t i = 0, start = 0; i < l->count; start = l->ends[i++])
		fields[i] = view_slice(buffer_view(&l->text), start, l->ends[i]);
	if (l->text.failed)
		w->out.failed = true;
	tsv_write(w, fields, l->count);
	buffer_reset(&l->text);
	l->count = 0;
}

static void
put_names(struct line *l, struct tsv_writer *w, const char *names)
{
	struct view rest = view_of(names), name;
	while (view_split(&rest, ' ', &name))
		put(l, name);
	end_line(l, w);
}

struct view
timetable_name(const struct timetable *t, const struct adopter *p)
{
	const struct division *d = p->code.len > 0 ? gazetteer_last(t->gazetteer, p->code) : NULL;
	return d ? d->name : VIEW("");
}

/* Places that had an event, places that hadn't any by the end, and those of whose events no date is known. */
static struct view
state_of(const struct adopter *p)
{
	return p->dated ? VIEW("event") : p->documents > 0 ? VIEW("undated") : VIEW("censored");
}

static void
put_policy(struct line *l, const struct timetable *t)
{
	put(l, t->policy);
	put(l, view_of(event_name(t->events->event)));
}

/* ---- tables ---- */

static void
put_first(const struct timetable *t, struct line *l, const struct adopter *p)
{
	char quarter[SPAN_QUARTER];
	put_day(l, p->first.low);
	put_day(l, p->first.high);
	if (t->anchored) {
		put_number(l, p->first.low - t->anchor);
		put_number(l, p->first.high - t->anchor);
	} else {
		put_nothing(l, 2);
	}
	put_number(l, (long long)p->rank);
	put_number(l, (long long)p->rank_high);
	span_write_quarter(span_quarter(p->first.low), quarter);
	put(l, view_of(quarter));
	put(l, p->id);
}

void
timetable_places(const struct timetable *t, struct tsv_writer *w)
{
	struct line l = { 0 };
	put_names(&l, w,
	    "policy event level place name state date date_high lag lag_high rank rank_high quarter id "
	    "events "
	    "undated unread");
	for (size_t i = 0; i < t->events->places.count; i++) {
		const struct adopter *p = &t->events->places.list[i];
		put_policy(&l, t);
		put(&l, division_level_name(p->level));
		put(&l, p->code);
		put(&l, timetable_name(t, p));
		put(&l, state_of(p));
		if (p->dated)
			put_first(t, &l, p);
		else
			put_nothing(&l, 8);
		put_number(&l, (long long)p->documents);
		put_number(&l, (long long)p->undated);
		put_number(&l, (long long)p->unread);
		end_line(&l, w);
	}
	buffer_free(&l.text);
}

struct progress_of
timetable_progress(const struct timetable *t, enum division_level level, long day)
{
	struct progress_of n = { 0 };
	for (size_t i = 0; i < t->events->places.count; i++) {
		const struct adopter *p = &t->events->places.list[i];
		if (p->level != level)
			continue;
		n.places++;
		n.surely += p->dated && p->first.high <= day;
		n.perhaps += p->dated && p->first.low <= day;
	}
	return n;
}

bool
timetable_asked(const struct timetable *t, int level)
{
	return level != DIVISION_NATIONAL && (t->events->levels & 1U << level) != 0;
}

/* The first quarter with an event at any level asked. False: there is none. */
static bool
first_quarter(const struct timetable *t, long *quarter)
{
	bool any = false;
	for (size_t i = 0; i < t->events->places.count; i++) {
		const struct adopter *p = &t->events->places.list[i];
		if (!p->dated || !timetable_asked(t, (int)p->level))
			continue;
		long q = span_quarter(p->first.low);
		*quarter = !any || q < *quarter ? q : *quarter;
		any = true;
	}
	return any;
}

void
timetable_curve(const struct timetable *t, struct tsv_writer *w)
{
	struct line l = { 0 };
	struct span window;
	char name[SPAN_QUARTER];
	long first = 0;
	put_names(&l, w, "policy event level quarter new surely perhaps places share share_high");
	bool any = first_quarter(t, &first) && events_window(t->events, &window);
	for (int level = DIVISION_PROVINCE; any && level <= DIVISION_COUNTY; level++) {
		unsigned long long before = 0;
		for (long q = first; timetable_asked(t, level) && q <= span_quarter(window.high); q++) {
			struct progress_of n =
			    timetable_progress(t, (enum division_level)level, span_quarter_end(q));
			span_write_quarter(q, name);
			put_policy(&l, t);
			put(&l, division_level_name((enum division_level)level));
			put(&l, view_of(name));
			put_number(&l, (long long)(n.surely - before));
			put_number(&l, (long long)n.surely);
			put_number(&l, (long long)n.perhaps);
			put_number(&l, (long long)n.places);
			put_share(&l, n.surely, n.places);
			put_share(&l, n.perhaps, n.places);
			end_line(&l, w);
			before = n.surely;
		}
	}
	buffer_free(&l.text);
}

struct pattern_of_spread
timetable_spread(const struct timetable *t, int level)
{
	return adoption_spread(&t->events->places, (enum division_level)level, t->anchor, t->few, t->many);
}

void
timetable_types(const struct timetable *t, struct tsv_writer *w)
{
	struct line l = { 0 };
	put_names(
	    &l, w, "policy event level type before around after undated censored share share_high few many");
	for (int level = DIVISION_PROVINCE; level <= DIVISION_COUNTY; level++) {
		if (!timetable_asked(t, level))
			continue;
		struct pattern_of_spread s = timetable_spread(t, level);
		unsigned long long all = s.before + s.around + s.after;
		put_policy(&l, t);
		put(&l, division_level_name((enum division_level)level));
		put(&l, view_of(spread_name(s.type)));
		put_number(&l, (long long)s.before);
		put_number(&l, (long long)s.around);
		put_number(&l, (long long)s.after);
		put_number(&l, (long long)s.undated);
		put_number(&l, (long long)s.none);
		put_share(&l, s.before, all);
		put_share(&l, s.before + s.around, all);
		put_number(&l, t->few);
		put_number(&l, t->many);
		end_line(&l, w);
	}
	buffer_free(&l.text);
}

/* The middle of the interval, in days behind the anchor, or since 1970 without one; halves are written as .5. */
void
timetable_cascade(const struct timetable *t, struct tsv_writer *w)
{
	struct line l = { 0 };
	put_names(&l, w, "node cascade time");
	for (size_t i = 0; i < t->events->places.count; i++) {
		const struct adopter *p = &t->events->places.list[i];
		if (!p->dated || !timetable_asked(t, (int)p->level))
			continue;
		long twice = p->first.low + p->first.high - (t->anchored ? 2 * t->anchor : 0);
		put(&l, p->code);
		put(&l, t->policy);
		buffer_format(&l.text, "%s%ld%s", twice < 0 ? "-" : "", (twice < 0 ? -twice : twice) / 2,
		    twice % 2 != 0 ? ".5" : "");
		end_field(&l);
		end_line(&l, w);
	}
	buffer_free(&l.text);
}

void
timetable_numbers(const struct timetable *t, struct tsv_writer *w)
{
	struct line l = { 0 };
	put_names(&l, w, "level province city prefix year held highest share estimate");
	for (size_t i = 0; i < t->events->numbers.count; i++) {
		const struct sequence *s = &t->events->numbers.list[i];
		struct view rest = s->place, part = VIEW("");
		for (int k = 0; k < 3; k++)
			put(&l, view_split(&rest, '\t', &part) ? part : VIEW(""));
		put(&l, s->prefix);
		put_number(&l, s->year);
		put_number(&l, (long long)s->held);
		put_number(&l, s->highest);
		put_share(&l, s->held, s->highest);
		put_number(&l, (long long)sequence_estimate(s));
		end_line(&l, w);
	}
	buffer_free(&l.text);
}
