#include "dispersion.h"

#include <math.h>

struct dispersion
dispersion_dp(const struct part *parts, size_t count)
{
	struct dispersion d = { 0 };
	double hits = 0, size = 0, least = 1, sum = 0;
	for (size_t i = 0; i < count; i++) {
		hits += (double)parts[i].hits;
		size += (double)parts[i].size;
		d.parts += parts[i].size > 0;
	}
	d.known = hits > 0 && d.parts > 1;
	for (size_t i = 0; d.known && i < count; i++) {
		double share = (double)parts[i].size / size;
		sum += fabs((double)parts[i].hits / hits - share);
		least = parts[i].size > 0 && share < least ? share : least;
	}
	d.dp = sum / 2;
	d.normed = d.known ? d.dp / (1 - least) : 0;
	return d;
}
