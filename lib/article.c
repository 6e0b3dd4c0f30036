#include "article.h"

#include "dateline.h"

/* Characters: of a label or a byline at most; of a link that stands for a paragraph at least. Bytes of a line that is looked up. Blocks of an article's head; characters of its paragraphs. */
enum { LABEL = 30, LINK = 12, LINE = 300, LABELS = 3, HEAD = 8, PROSE = 60 };

/* A character of UTF-8 from U+2E80 (radicals) to U+9FFF begins a line of Chinese. */
static bool
is_chinese(struct view text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] >= 0xE3 && (unsigned char)text.at[i] <= 0xE9)
			return true;
	return false;
}

static bool
ends_sentence(struct view text)
{
	static const struct view ends[] = { VIEW_INIT("."), VIEW_INIT("!"), VIEW_INIT("?"), VIEW_INIT(":"),
		VIEW_INIT("\""), VIEW_INIT("\xE2\x80\x9D"), VIEW_INIT("\xE2\x80\x99"), VIEW_INIT(")"),
		VIEW_INIT("\xE2\x80\xA6") };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (view_ends(text, ends[i]))
			return true;
	return false;
}

static size_t
weigh(const struct outline *o, size_t from, size_t to)
{
	const unsigned char not = OUTLINE_ASIDE | OUTLINE_APART | OUTLINE_HIDDEN | OUTLINE_HEAD;
	size_t sum = 0;
	for (; from < to; from++)
		sum += o->blocks[from].flags & not ? 0 : outline_weight(&o->blocks[from]);
	return sum;
}

/* A line that is no sentence: a name, a date, a word. */
static bool
is_label(const struct outline *o, size_t i)
{
	struct view text = outline_text(o, i);
	return o->blocks[i].chars < LABEL && !ends_sentence(text) && !is_chinese(text);
}

/* The text begins behind the last main heading that stands before nearly all of it. */
static size_t
behind_headline(const struct outline *o, size_t from, size_t to)
{
	size_t all = weigh(o, from, to), start = from, before = 0;
	for (size_t i = from; i < to && before * 5 <= all; i++) {
		if (o->blocks[i].heading == 1)
			start = i + 1;
		before += weigh(o, i, i + 1);
	}
	return start;
}

/*
 * And behind the lines by which the site dates it, and names its source and author: none of what stands above them is a sentence
 * of its own.
 */
static size_t
behind_dateline(const struct outline *o, size_t from, size_t to)
{
	size_t start = from, end = to - from > HEAD ? from + HEAD : to, sentences = 0;
	struct date d;
	for (size_t i = from; i < end; i++) {
		const struct block *b = &o->blocks[i];
		if (dateline_read(outline_text(o, i), DATE_LAST, &d))
			start = i + 1;
		else if (b->chars >= LABEL && b->stops > 0 && b->linked * 2 < b->chars && b->heading == 0 &&
		         (b->chars >= PROSE || ++sentences > 1)) /* one may be the title */
			break;
	}
	return start;
}

void
article_trim(const struct outline *o, size_t *from, size_t *to)
{
	*from = behind_headline(o, *from, *to);
	*from = behind_dateline(o, *from, *to);
	size_t first = *from, end = *to, least = end > first + LABELS ? end - LABELS : first;
	while (end > least && o->blocks[end - 1].heading == 0 && is_label(o, end - 1))
		end--;
	*to = end;
}

bool
article_skips(
    const struct words *words, const struct outline *o, size_t block, struct view text, unsigned char above)
{
	const struct block *b = &o->blocks[block];
	if (b->flags & ~above & OUTLINE_APART)
		return true;
	bool item = o->html->nodes[b->node].tag == TAG_LI;
	if (text.len > LINE)
		return false;
	if (words_have(words, "article-whole", text))
		return true;
	if (item)
		return false;
	if (words_begin(words, "article-begin", text))
		return true;
	if (is_chinese(text))
		return false;
	bool reference = view_find(text, VIEW("://"), 0) != (size_t)-1;
	return !reference && b->chars >= LINK && b->linked * 10 >= b->chars * 8;
}
