#define _GNU_SOURCE
#include "unitcall.h"

#include "xml.h"

#include <string.h>

enum { TAG = 8192, PAIRS = 32 }; /* bytes of an element; parameters of a call */

static void
put_encoded(struct buffer *out, struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		unsigned char c = (unsigned char)v.at[i];
		if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
		    (c && strchr("-._~", c)))
			buffer_byte(out, (char)c);
		else
			buffer_format(out, "%%%02X", c);
	}
}

/* The next string in quotes, of either kind. */
static bool
next_string(struct view *rest, struct view *string)
{
	size_t from = 0;
	while (from < rest->len && rest->at[from] != '\'' && rest->at[from] != '"')
		from++;
	const char *end =
	    from + 1 < rest->len ? memchr(rest->at + from + 1, rest->at[from], rest->len - from - 1) : NULL;
	if (end == NULL)
		return false;
	size_t to = (size_t)(end - rest->at);
	*string = view_slice(*rest, from + 1, to);
	*rest = view_slice(*rest, to + 1, rest->len);
	return true;
}

static void
put_query(struct view data, struct buffer *out)
{
	struct view name, value;
	const char *mark = "?";
	for (int i = 0; i < PAIRS && next_string(&data, &name) && next_string(&data, &value); i++) {
		buffer_append(out, view_of(mark));
		put_encoded(out, name);
		buffer_byte(out, '=');
		put_encoded(out, value);
		mark = "&";
	}
	buffer_append(out, view_of(mark));
	buffer_append(out, VIEW("paramJson="));
	put_encoded(out, VIEW("{\"pageNo\":1,\"pageSize\":15}"));
}

/* The attributes of the element in whose tag `at` lies. */
static struct view
element_around(struct view page, size_t at)
{
	size_t low = at > TAG ? at - TAG : 0;
	const char *open = memrchr(page.at + low, '<', at - low);
	size_t end = view_find(view_slice(page, 0, at + TAG), VIEW(">"), at);
	if (open == NULL || end == (size_t)-1)
		return (struct view) { "", 0 };
	struct view tag = view_slice(page, (size_t)(open - page.at) + 1, end);
	size_t name = 0;
	while (name < tag.len && tag.at[name] > ' ')
		name++;
	return view_slice(tag, name, tag.len);
}

bool
unitcall_next(struct view page, size_t *at, struct buffer *out)
{
	const struct view name = VIEW("queryData=");
	while ((*at = view_find(page, name, *at)) != (size_t)-1) {
		struct view attributes = element_around(page, *at);
		struct view url = xml_attribute(attributes, "url"),
		            data = xml_attribute(attributes, "queryData");
		*at += name.len;
		if (url.len == 0 || data.len == 0)
			continue;
		struct buffer plain = { 0 };
		xml_decode(data, &plain);
		buffer_reset(out);
		xml_decode(url, out);
		put_query(buffer_view(&plain), out);
		bool fine = !plain.failed && !out->failed;
		buffer_free(&plain);
		return fine;
	}
	return false;
}
