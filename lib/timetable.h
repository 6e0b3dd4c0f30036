/*
 * What is told of a policy's spread: tables for machines, all from one struct events (ordered by adoption_order).
 */
#ifndef TIMETABLE_H
#define TIMETABLE_H

#include "events.h"

struct timetable {
	struct events *events;
	const struct gazetteer *gazetteer;
	struct view policy; /* its name */
	bool anchored;      /* a day to count from was given */
	long anchor;
	unsigned few, many;      /* thresholds of adoption_spread, per cent */
	unsigned long long list; /* places that the text names of each level */
};

/*
 * The tables: places (one row per place), curve (one per level and quarter), types (one per level), cascade (one per event,
 * for NetworkInference) and numbers (one per issuer's sequence and year).
 */
void timetable_places(const struct timetable *t, struct tsv_writer *w);
void timetable_curve(const struct timetable *t, struct tsv_writer *w);
void timetable_types(const struct timetable *t, struct tsv_writer *w);
void timetable_cascade(const struct timetable *t, struct tsv_writer *w);
void timetable_numbers(const struct timetable *t, struct tsv_writer *w);

/* Places of a level; of these, with a dated event surely, and perhaps, by a day. */
struct progress_of {
	unsigned long long places, surely, perhaps;
};
struct progress_of timetable_progress(const struct timetable *t, enum division_level level, long day);
struct pattern_of_spread timetable_spread(const struct timetable *t, int level);
/* Were the places of that level asked for? */
bool timetable_asked(const struct timetable *t, int level);
/* What the place is called; empty where its code is unknown. */
struct view timetable_name(const struct timetable *t, const struct adopter *p);

#endif
