#include "hypertext.h"

#include "utf8.h"

void
hypertext_put(struct buffer *out, const char *markup)
{
	buffer_append(out, view_of(markup));
}

static void
escape(struct buffer *out, char c)
{
	switch (c) {
	case '&':
		hypertext_put(out, "&amp;");
		break;
	case '<':
		hypertext_put(out, "&lt;");
		break;
	case '>':
		hypertext_put(out, "&gt;");
		break;
	case '"':
		hypertext_put(out, "&quot;");
		break;
	case '\'':
		hypertext_put(out, "&#39;");
		break;
	default:
		buffer_byte(out, ((unsigned char)c < ' ' && c != '\n') || c == 0x7f ? ' ' : c);
	}
}

void
hypertext_text(struct buffer *out, struct view text)
{
	struct buffer sound = { 0 };
	utf8_repair(text, &sound);
	for (size_t i = 0; i < sound.len; i++)
		escape(out, sound.at[i]);
	out->failed |= sound.failed;
	buffer_free(&sound);
}

void
hypertext_element(struct buffer *out, const char *open, struct view text, const char *close)
{
	hypertext_put(out, open);
	hypertext_text(out, text);
	hypertext_put(out, close);
}
