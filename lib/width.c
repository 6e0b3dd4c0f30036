#include "width.h"

#include "utf8.h"

#include <utf8proc.h>

static bool
is_control(uint32_t c)
{
	return c < ' ' || (c >= 0x7F && c < 0xA0);
}

size_t
width_step(struct view v, size_t at, unsigned *columns)
{
	uint32_t c = 0;
	size_t n = utf8_decode(v.at + at, v.len - at, &c);
	if (n == 0) {
		*columns = 1;
		return 1;
	}
	if (c < 0x300) /* most of Latin, without asking */
		*columns = c != 0xAD;
	else
		*columns = (unsigned)utf8proc_charwidth((utf8proc_int32_t)c);
	return n;
}

size_t
width_of(struct view v)
{
	size_t width = 0;
	unsigned columns;
	for (size_t at = 0; at < v.len; width += columns)
		at += width_step(v, at, &columns);
	return width;
}

struct view
width_head(struct view v, size_t columns)
{
	size_t at = 0, width = 0;
	while (at < v.len) {
		unsigned more;
		size_t n = width_step(v, at, &more);
		if (width + more > columns)
			break;
		width += more;
		at += n;
	}
	return view_slice(v, 0, at);
}

/* Where the character before byte `at` begins; a malformed byte is one of its own. */
static size_t
before(struct view v, size_t at)
{
	uint32_t c;
	size_t n = utf8_before(v, at, &c);
	return at - (n == 0 ? 1 : n);
}

struct view
width_tail(struct view v, size_t columns)
{
	size_t start = v.len, at = v.len, width = 0;
	while (at > 0) {
		unsigned more;
		at = before(v, at);
		width_step(v, at, &more);
		if (width + more > columns)
			break;
		width += more;
		if (more > 0) /* what combines stays with what it combines with */
			start = at;
	}
	return view_slice(v, start, v.len);
}

void
width_put(struct buffer *out, struct view v)
{
	for (size_t at = 0; at < v.len;) {
		uint32_t c = 0;
		size_t n = utf8_decode(v.at + at, v.len - at, &c);
		if (n == 0)
			buffer_append(out, VIEW("\xEF\xBF\xBD"));
		else if (is_control(c))
			buffer_byte(out, ' ');
		else
			buffer_append(out, view_slice(v, at, at + n));
		at += n == 0 ? 1 : n;
	}
}

void
width_pad(struct buffer *out, size_t count)
{
	while (count-- > 0)
		buffer_byte(out, ' ');
}
