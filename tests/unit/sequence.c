#include "check.h"
#include "sequence.h"

#include <stdio.h>

static void
counts(void)
{
	struct sequences s = { 0 };
	struct error e;
	static const char *const numbers[] = { "皖政〔2015〕19号", "皖政〔2015〕40号", "皖政〔2015〕42号",
		"皖政〔2015〕60号", "皖政[2015]60号", "皖政〔2016〕3号", "国务院令第588号", "", "x" };
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		CHECK(sequences_add(&s, VIEW("province"), view_of(numbers[i]), &e) == 0);
	CHECK(sequences_add(&s, VIEW("city"), VIEW("皖政〔2015〕7号"), &e) == 0);
	sequences_order(&s);
	CHECK(s.count == 3 && view_equal(s.list[0].place, VIEW("city")) && s.list[2].year == 2016);
	CHECK(s.list[1].held == 4 && s.list[1].highest == 60);
	/* 19, 40, 42 and 60: the usual example of the estimate; 60 * 5 / 4 - 1 */
	CHECK(sequence_estimate(&s.list[1]) == 74);
	CHECK(sequence_estimate(&s.list[0]) == 13);
	sequences_free(&s);
}

/* Goodman's estimate is unbiased: its mean over all samples of 2 of 6 numbers is 6. Before rounding it is m * 3 / 2 - 1. */
static void
unbiased(void)
{
	double sum = 0;
	int samples = 0;
	for (unsigned a = 1; a <= 6; a++)
		for (unsigned b = a + 1; b <= 6; b++, samples++)
			sum += b * 1.5 - 1;
	CHECK(samples == 15 && sum / samples > 5.999 && sum / samples < 6.001);
	for (unsigned m = 2; m <= 6; m++) {
		struct sequence s = { .held = 2, .highest = m };
		double exact = m * 1.5 - 1, got = (double)sequence_estimate(&s);
		CHECK(got - exact <= 0.5 && exact - got < 0.5);
	}
}

int
main(void)
{
	counts();
	unbiased();
	return check_status();
}
