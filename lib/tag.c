#include "tag.h"

#include <stdlib.h>
#include <string.h>

enum { NAME = 16 }; /* longer than any name below */

struct known {
	char name[NAME];
	enum tag tag;
};

/* sorted by name */
static const struct known known[] = {
	{ "a", TAG_A },
	{ "abbr", TAG_INLINE },
	{ "acronym", TAG_INLINE },
	{ "address", TAG_BLOCK },
	{ "applet", TAG_RAW },
	{ "area", TAG_VOID },
	{ "article", TAG_ARTICLE },
	{ "aside", TAG_ASIDE },
	{ "audio", TAG_INLINE },
	{ "b", TAG_FORMAT },
	{ "base", TAG_VOID },
	{ "basefont", TAG_VOID },
	{ "bdi", TAG_INLINE },
	{ "bdo", TAG_INLINE },
	{ "big", TAG_FORMAT },
	{ "blockquote", TAG_BLOCK },
	{ "body", TAG_BODY },
	{ "br", TAG_BR },
	{ "button", TAG_BUTTON },
	{ "canvas", TAG_INLINE },
	{ "caption", TAG_CAPTION },
	{ "center", TAG_BLOCK },
	{ "cite", TAG_INLINE },
	{ "code", TAG_FORMAT },
	{ "col", TAG_VOID },
	{ "colgroup", TAG_VOID },
	{ "command", TAG_VOID },
	{ "data", TAG_INLINE },
	{ "dd", TAG_DD },
	{ "del", TAG_INLINE },
	{ "details", TAG_BLOCK },
	{ "dfn", TAG_INLINE },
	{ "dialog", TAG_BLOCK },
	{ "dir", TAG_BLOCK },
	{ "div", TAG_DIV },
	{ "dl", TAG_DL },
	{ "dt", TAG_DT },
	{ "em", TAG_FORMAT },
	{ "embed", TAG_VOID },
	{ "fieldset", TAG_BLOCK },
	{ "figcaption", TAG_FIGCAPTION },
	{ "figure", TAG_BLOCK },
	{ "font", TAG_FORMAT },
	{ "footer", TAG_FOOTER },
	{ "form", TAG_FORM },
	{ "frame", TAG_VOID },
	{ "frameset", TAG_BLOCK },
	{ "h1", TAG_H1 },
	{ "h2", TAG_H2 },
	{ "h3", TAG_H3 },
	{ "h4", TAG_H4 },
	{ "h5", TAG_H5 },
	{ "h6", TAG_H6 },
	{ "head", TAG_HEAD },
	{ "header", TAG_HEADER },
	{ "hgroup", TAG_BLOCK },
	{ "hr", TAG_VOID },
	{ "html", TAG_HTML },
	{ "i", TAG_FORMAT },
	{ "iframe", TAG_RAW },
	{ "img", TAG_VOID },
	{ "input", TAG_VOID },
	{ "ins", TAG_INLINE },
	{ "isindex", TAG_VOID },
	{ "kbd", TAG_INLINE },
	{ "keygen", TAG_VOID },
	{ "label", TAG_INLINE },
	{ "legend", TAG_BLOCK },
	{ "li", TAG_LI },
	{ "link", TAG_VOID },
	{ "main", TAG_MAIN },
	{ "map", TAG_INLINE },
	{ "mark", TAG_INLINE },
	{ "math", TAG_RAW },
	{ "menu", TAG_BLOCK },
	{ "meta", TAG_META },
	{ "meter", TAG_INLINE },
	{ "nav", TAG_NAV },
	{ "nobr", TAG_FORMAT },
	{ "noembed", TAG_RAW },
	{ "noframes", TAG_RAW },
	{ "noscript", TAG_RAW },
	{ "object", TAG_OBJECT },
	{ "ol", TAG_OL },
	{ "output", TAG_INLINE },
	{ "p", TAG_P },
	{ "param", TAG_VOID },
	{ "picture", TAG_INLINE },
	{ "pre", TAG_PRE },
	{ "progress", TAG_INLINE },
	{ "q", TAG_INLINE },
	{ "rp", TAG_INLINE },
	{ "rt", TAG_INLINE },
	{ "ruby", TAG_INLINE },
	{ "s", TAG_FORMAT },
	{ "samp", TAG_INLINE },
	{ "script", TAG_RAW },
	{ "search", TAG_BLOCK },
	{ "section", TAG_SECTION },
	{ "select", TAG_RAW },
	{ "slot", TAG_INLINE },
	{ "small", TAG_FORMAT },
	{ "source", TAG_VOID },
	{ "span", TAG_INLINE },
	{ "strike", TAG_FORMAT },
	{ "strong", TAG_FORMAT },
	{ "style", TAG_RAW },
	{ "sub", TAG_INLINE },
	{ "summary", TAG_BLOCK },
	{ "sup", TAG_INLINE },
	{ "svg", TAG_RAW },
	{ "table", TAG_TABLE },
	{ "tbody", TAG_TBODY },
	{ "td", TAG_TD },
	{ "template", TAG_RAW },
	{ "textarea", TAG_RAW },
	{ "tfoot", TAG_TBODY },
	{ "th", TAG_TH },
	{ "thead", TAG_TBODY },
	{ "time", TAG_INLINE },
	{ "title", TAG_TITLE },
	{ "tr", TAG_TR },
	{ "track", TAG_VOID },
	{ "tt", TAG_FORMAT },
	{ "u", TAG_FORMAT },
	{ "ul", TAG_UL },
	{ "var", TAG_INLINE },
	{ "video", TAG_INLINE },
	{ "wbr", TAG_VOID },
	{ "xmp", TAG_RAW },
};

static int
by_name(const void *key, const void *row)
{
	return strcmp(key, ((const struct known *)row)->name);
}

enum tag
tag_find(struct view name)
{
	char lower[NAME];
	if (name.len >= NAME)
		return TAG_NONE;
	for (size_t i = 0; i < name.len; i++)
		lower[i] = (char)(name.at[i] >= 'A' && name.at[i] <= 'Z' ? name.at[i] + 32 : name.at[i]);
	lower[name.len] = '\0';
	const struct known *k = bsearch(lower, known, sizeof known / sizeof *known, sizeof *known, by_name);
	return k ? k->tag : TAG_NONE;
}

bool
tag_is_block(enum tag t)
{
	return t > TAG_TEXT && t != TAG_A && t != TAG_FORMAT && t != TAG_INLINE && t != TAG_VOID &&
	       t != TAG_RAW && t != TAG_BUTTON && t != TAG_OBJECT;
}

bool
tag_is_void(enum tag t)
{
	return t == TAG_BR || t == TAG_META || t == TAG_VOID;
}
