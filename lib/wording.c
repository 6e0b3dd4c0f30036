#include "wording.h"

#include "digest.h"
#include "hypertext.h"

#include <string.h>

static void
put_one(struct buffer *out, const struct report *r, struct view text)
{
	buffer_format(out, "<span class=\"%s\"", r->language);
	hypertext_element(out, " lang=\"", report_word(r, "html_lang"), "\">");
	hypertext_element(out, "", text, "</span>");
}

void
wording_put(struct buffer *out, const struct report *r, struct view text, struct view other)
{
	if (r->other == NULL || view_equal(text, other)) {
		hypertext_text(out, text);
		return;
	}
	put_one(out, r, text);
	put_one(out, r->other, other);
}

void
wording_word(struct buffer *out, const struct report *r, const char *key)
{
	wording_put(out, r, report_word(r, key), r->other ? report_word(r->other, key) : VIEW(""));
}

void
wording_word_of(struct buffer *out, struct report *r, const char *prefix, struct view name)
{
	struct view text = report_word_of(r, prefix, name);
	wording_put(out, r, text, r->other ? report_word_of(r->other, prefix, name) : VIEW(""));
}

void
wording_element(
    struct buffer *out, const struct report *r, const char *open, const char *key, const char *close)
{
	hypertext_put(out, open);
	wording_word(out, r, key);
	hypertext_put(out, close);
}

void
wording_title(struct buffer *out, struct view text, struct view other)
{
	hypertext_text(out, text);
	if (other.len > 0 && !view_equal(text, other))
		hypertext_element(out, " · ", other, "");
}

static unsigned
hex_value(char c)
{
	return c <= '9' ? (unsigned)(c - '0') : (unsigned)(c - 'a' + 10);
}

/* Base 64 (RFC 4648 §4) of a digest in hex. */
static void
put_base64(struct buffer *out, const char hex[DIGEST_HEX + 1])
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0, held = 0;
	for (size_t i = 0; i < DIGEST_HEX; i++) {
		bits = bits << 4 | hex_value(hex[i]);
		held += 4;
		if (held >= 6) {
			held -= 6;
			buffer_byte(out, digits[bits >> held & 63]);
			bits &= (1U << held) - 1;
		}
	}
	buffer_byte(out, digits[bits << (6 - held) & 63]);
	buffer_byte(out, '=');
}

/* The page loads nothing and runs nothing but its own script (Content Security Policy Level 3, by digest). */
static void
put_policy(struct buffer *out, struct view script)
{
	char hex[DIGEST_HEX + 1];
	hypertext_put(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	                   "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src ");
	if (script.len > 0 && digest_of(script, hex) == 0) {
		hypertext_put(out, "'sha256-");
		put_base64(out, hex);
		hypertext_put(out, "'\">\n");
	} else {
		hypertext_put(out, "'none'\">\n");
	}
}

static void
put_choice(struct buffer *out, const struct report *r, bool chosen)
{
	buffer_format(out, "<input type=\"radio\" name=\"language\" id=\"show-%s\"%s>", r->language,
	    chosen ? " checked=\"checked\"" : "");
	buffer_format(out, "<label for=\"show-%s\"", r->language);
	hypertext_element(out, " lang=\"", report_word(r, "html_lang"), "\">");
	hypertext_element(out, "", report_word(r, "language_name"), "</label>\n");
}

static void
put_languages(struct buffer *out, const struct report *r)
{
	if (r->other == NULL)
		return;
	wording_element(
	    out, r, "<fieldset class=\"languages\">\n<legend class=\"unseen\">", "language", "</legend>\n");
	put_choice(out, r, true);
	put_choice(out, r->other, false);
	hypertext_put(out, "</fieldset>\n");
}

void
wording_begin(struct buffer *out, const struct report *r, struct view title, struct view other,
    struct view style, struct view script)
{
	struct view mark = r->synthetic.len > 0 ? report_word(r, "synthetic_mark") : VIEW("");
	hypertext_element(out, "<!DOCTYPE html>\n<html lang=\"", report_word(r, "html_lang"),
	    "\">\n<head>\n<meta charset=\"utf-8\">\n");
	put_policy(out, script);
	hypertext_put(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	                   "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	hypertext_text(out, mark);
	wording_title(out, title, other);
	hypertext_put(out, "</title>\n<style>\n");
	buffer_append(out, style);
	hypertext_put(out, "</style>\n</head>\n<body>\n<header>\n");
	put_languages(out, r);
}

void
wording_end(struct buffer *out, const struct report *r, struct view script)
{
	if (script.len > 0) {
		wording_element(out, r, "<template id=\"tools\"><p class=\"filter\"><label>", "filter",
		    " <input type=\"search\"></label> <span "
		    "role=\"status\"></span></p></template>\n<script>");
		buffer_append(out, script);
		hypertext_put(out, "</script>\n");
	}
	hypertext_put(out, "</body>\n</html>\n");
}
