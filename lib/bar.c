#include "bar.h"

#include "hypertext.h"
#include "interval.h"

/* The share as a bar and its interval as a whisker, on a scale from 0 to 100 per cent. */
void
bar_write(struct buffer *out, const struct measure *m)
{
	buffer_format(out,
	    "<svg class=\"bar\" viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
	    "<rect class=\"track\" width=\"1000\" height=\"100\"/>"
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
