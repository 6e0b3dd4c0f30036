#include "timetext.h"

#include "interval.h"

static void
write_day(struct buffer *out, long day)
{
	char text[DATE_ROOM];
	span_write(day, text);
	buffer_append(out, view_of(text));
}

static void
write_head(const struct timetable *t, struct buffer *out)
{
	const struct events *v = t->events;
	struct span window;
	buffer_format(out, "policy    %.*s, event: %s\n", VIEW_ARGS(t->policy),
	    v->event == EVENT_SITED ? "sited (a document of a higher authority names the place as that of a "
	                              "pilot: 在…开展试点, …试点城市)"
	    : v->event == EVENT_ADOPT
	        ? "adopt (the term in the document's own title, or a sentence that says it implements it)"
	        : "mention (the document satisfies the condition)");
	if (t->anchored) {
		buffer_append(out, VIEW("anchor    "));
		write_day(out, t->anchor);
		if (v->anchor.len > 0)
			buffer_format(out, ", %.*s: %llu documents held bear this number",
			    VIEW_ARGS(v->anchor), v->anchored);
		if (v->anchor_dated && v->anchor_date.low != t->anchor) {
			buffer_append(out, VIEW(", the first is dated "));
			write_day(out, v->anchor_date.low);
		}
		buffer_byte(out, '\n');
	}
	if (events_window(v, &window)) {
		buffer_append(out, VIEW("window    "));
		write_day(out, window.low);
		buffer_append(out, v->from ? VIEW(" (given) to ") : VIEW(" (earliest document) to "));
		write_day(out, window.high);
		buffer_append(out, v->to ? VIEW(" (given)\n") : VIEW(" (latest document)\n"));
	}
	buffer_format(out,
	    "documents %llu read, %llu unread; %llu events, of these %llu undated and %llu without a place; "
	    "%llu more lie outside the window\n",
	    v->read, v->unread, v->events, v->undated, v->unplaced, v->outside);
}

static void
write_left(const struct timetable *t, struct buffer *out)
{
	struct span window;
	if (!events_window(t->events, &window))
		return;
	buffer_append(out, VIEW("  left truncation: events before "));
	write_day(out, window.low);
	buffer_append(out, VIEW(" can't be seen"));
	if (t->anchored && window.low > t->anchor)
		buffer_append(out, VIEW(", and that is behind the anchor: every lag may be too long"));
	else if (t->anchored)
		buffer_append(out, VIEW(": places before the anchor are at least those counted"));
	buffer_byte(out, '\n');
}

static void
write_type(const struct timetable *t, const struct pattern_of_spread *s, struct buffer *out)
{
	unsigned long long all = s->before + s->around + s->after;
	buffer_format(out, "  type: %s: %llu of %llu places before the anchor's day", spread_name(s->type),
	    s->before, all);
	if (s->around > 0)
		buffer_format(out, ", %llu perhaps", s->around);
	if (all > 0) {
		buffer_append(out, VIEW(" ("));
		interval_write(out, interval_share(s->before, all));
		if (s->around > 0) {
			buffer_append(out, VIEW(" to "));
			interval_write(out, interval_share(s->before + s->around, all));
		}
		buffer_append(out, VIEW(" %)"));
	}
	buffer_format(out, "; rule: up to %u %% top-down, from %u %% bottom-up, between them hybrid\n",
	    t->few, t->many);
}

/* Days and lags; one of each where the interval is a day. */
static void
write_days(const struct timetable *t, struct span s, struct view lead, struct buffer *out)
{
	buffer_append(out, lead);
	write_day(out, s.low);
	if (s.high > s.low) {
		buffer_append(out, VIEW(" to "));
		write_day(out, s.high);
	}
	if (!t->anchored)
		return;
	buffer_format(out, "  lag %ld", s.low - t->anchor);
	if (s.high > s.low)
		buffer_format(out, " to %ld", s.high - t->anchor);
}

static void
write_place(const struct timetable *t, const struct adopter *p, struct buffer *out)
{
	struct view name = timetable_name(t, p);
	buffer_format(out, "  %llu", p->rank);
	if (p->rank_high > p->rank)
		buffer_format(out, "-%llu", p->rank_high);
	buffer_append(out, VIEW("  "));
	write_days(t, p->first, VIEW(""), out);
	buffer_format(out, "  %.*s", VIEW_ARGS(p->code));
	buffer_format(out, " %.*s  %.*s\n", VIEW_ARGS(name), VIEW_ARGS(p->id));
}

/* The first day by which half of a level's places had an event, surely or perhaps. False: they never had. */
static bool
half_by(const struct timetable *t, enum division_level level, bool surely, long *day)
{
	const struct adoption *a = &t->events->places;
	bool found = false;
	for (size_t i = 0; i < a->count; i++) {
		const struct adopter *p = &a->list[i];
		long then = surely ? p->first.high : p->first.low;
		if (p->level != level || !p->dated || (found && then >= *day))
			continue;
		struct progress_of n = timetable_progress(t, level, then);
		if (2 * (surely ? n.surely : n.perhaps) < n.places)
			continue;
		*day = then;
		found = true;
	}
	return found;
}

static void
write_median(const struct timetable *t, enum division_level level, struct buffer *out)
{
	long first, last;
	if (!half_by(t, level, true, &last) || !half_by(t, level, false, &first))
		return;
	write_days(t, (struct span) { first, last }, VIEW("  half of the places by "), out);
	buffer_byte(out, '\n');
}

static void
write_level(const struct timetable *t, enum division_level level, struct buffer *out)
{
	struct pattern_of_spread s = timetable_spread(t, (int)level);
	unsigned long long dated = s.before + s.around + s.after, all = dated + s.undated + s.none,
	                   listed = 0;
	unsigned long long months = 0;
	const struct adoption *a = &t->events->places;
	struct span window = { 0, 0 };
	for (size_t i = 0; i < a->count; i++)
		months += a->list[i].level == level && a->list[i].dated &&
		          a->list[i].first.high > a->list[i].first.low;
	buffer_format(
	    out, "\n%.*s: %llu of %llu places\n", VIEW_ARGS(division_level_name(level)), dated, all);
	if (t->anchored)
		write_type(t, &s, out);
	buffer_format(out, "  right-censoring: %llu places had no event", s.none);
	if (events_window(t->events, &window)) {
		buffer_append(out, VIEW(" by "));
		write_day(out, window.high);
	}
	buffer_format(out, "; %llu have undated ones alone\n", s.undated);
	if (months > 0)
		buffer_format(
		    out, "  %llu first events are known to an interval of days, not to a day\n", months);
	write_median(t, level, out);
	for (size_t i = 0; i < a->count && listed < t->list; i++)
		if (a->list[i].level == level && a->list[i].dated) {
			write_place(t, &a->list[i], out);
			listed++;
		}
	if (dated > listed)
		buffer_format(out, "  ... and %llu more\n", dated - listed);
}

static void
write_numbers(const struct timetable *t, struct buffer *out)
{
	unsigned long long held = 0, highest = 0;
	const struct sequences *s = &t->events->numbers;
	for (size_t i = 0; i < s->count; i++) {
		held += s->list[i].held;
		highest += s->list[i].highest;
	}
	if (s->count > 0)
		buffer_format(out,
		    "\nnumbers   %zu yearly sequences: %llu held of at least %llu (the highest number of "
		    "each)\n",
		    s->count, held, highest);
}

void
timetext_write(const struct timetable *t, struct buffer *out)
{
	write_head(t, out);
	write_left(t, out);
	for (int level = DIVISION_PROVINCE; level <= DIVISION_COUNTY; level++)
		if (timetable_asked(t, level))
			write_level(t, (enum division_level)level, out);
	write_numbers(t, out);
}
