/* What is told of a policy's spread, as a text: the window, what can't be seen, type, order. */
#ifndef TIMETEXT_H
#define TIMETEXT_H

#include "timetable.h"

/* Appends it. */
void timetext_write(const struct timetable *t, struct buffer *out);

#endif
