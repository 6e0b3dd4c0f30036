#include "bar.h"

#include "hypertext.h"
#include "interval.h"

/* What a bar says, in words. */
static void
put_alternative(struct buffer *out, const struct phrases *phrases, const struct measure *m)
{
	struct arena memory = { 0 };
	struct buffer share = { 0 }, low = { 0 }, high = { 0 };
	interval_write(&share, m->share);
	interval_write(&low, m->low);
	interval_write(&high, m->high);
	struct filling f[] = { { "share", buffer_view(&share) }, { "low", buffer_view(&low) },
		{ "high", buffer_view(&high) } };
	struct view text = phrases_fill(phrases, &memory, "interval_text", f, sizeof f / sizeof *f);
	out->failed |= text.at == NULL;
	hypertext_text(out, text);
	buffer_free(&share);
	buffer_free(&low);
	buffer_free(&high);
	arena_free(&memory);
}

/* The share as a bar and its interval as a whisker, on a scale from 0 to 100 per cent. */
void
bar_write(struct buffer *out, const struct phrases *phrases, const struct measure *m)
{
	hypertext_put(out,
	    "<svg class=\"bar\" viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" role=\"img\" "
	    "aria-label=\"");
	put_alternative(out, phrases, m);
	buffer_format(out,
	    "\"><rect class=\"track\" width=\"1000\" height=\"100\"/>"
	    "<rect class=\"fill\" width=\"%u\" height=\"100\"/>"
	    "<path class=\"whisker\" d=\"M%u 20V80M%u 50H%uM%u 20V80\"/></svg>",
	    m->share, m->low, m->low, m->high, m->high);
}

void
bar_interval(struct buffer *out, const struct measure *m)
{
	hypertext_put(out, "<span class=\"ci\">");
	interval_write(out, m->low);
	hypertext_put(out, "–");
	interval_write(out, m->high);
	hypertext_put(out, "</span>");
}
