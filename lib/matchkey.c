#include "matchkey.h"

#include "utf8.h"

#include <limits.h>
#include <stdlib.h>
#include <utf8proc.h>

static bool
is_kept(uint32_t character)
{
	switch (utf8proc_category((utf8proc_int32_t)character)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}

int
matchkey(struct view text, struct buffer *out)
{
	utf8proc_uint8_t *folded = NULL;
	if (text.len > INT_MAX)
		return -1;
	utf8proc_ssize_t len =
	    utf8proc_map((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.len, &folded,
	        UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STRIPCC);
	if (len < 0) {
		free(folded);
		buffer_append(out, text);
		return out->failed ? -1 : 0;
	}
	const char *p = (const char *)folded, *end = p + len;
	while (p < end) {
		uint32_t character = 0;
		size_t n = utf8_decode(p, (size_t)(end - p), &character);
		if (n == 0)
			break;
		if (is_kept(character))
			buffer_append(out, (struct view) { p, n });
		p += n;
	}
	free(folded);
	return out->failed ? -1 : 0;
}
