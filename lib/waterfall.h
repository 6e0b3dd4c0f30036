/*
 * The steps from the published reading to the strict one, each with its population and share.
 */
#ifndef WATERFALL_H
#define WATERFALL_H

#include "report.h"

void waterfall_make(struct report *r);

#endif
