/*
 * What parsers make of pages, beside gumbo, which reads them as the HTML standard has it, that is as browsers do: characters of
 * text that a parser lost or has too many of, and how many of gumbo's lines (text between the edges of blocks) it has too.
 * What nobody reads is left out everywhere. usage: trees [-v] FILE ...    -v: a row for each page that differs
 */
#define _GNU_SOURCE
#include "arena.h"
#include "charset.h"
#include "fold.h"
#include "html.h"
#include "keymap.h"
#include "wholefile.h"

#include <gumbo.h>
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum parser { GUMBO, LIBXML2, OURS, PARSERS };
static const char *const names[PARSERS] = { "gumbo", "libxml2", "lib/html" };

struct sum {
	size_t characters, lost, added, lines, shared;
	double seconds;
};

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
edge(enum tag tag, struct buffer *out)
{
	if (tag_is_block(tag) || tag_is_void(tag))
		buffer_byte(out, '\n');
}

/* ---- one walker for each tree, none of which recurses ---- */

static void
walk_gumbo(struct view page, struct buffer *out, double *seconds)
{
	double from = now();
	GumboOutput *tree = gumbo_parse_with_options(&kGumboDefaultOptions, page.at, page.len);
	*seconds += now() - from;
	for (const GumboNode *n = tree->root; n != NULL;) {
		const GumboNode *next = NULL;
		if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_WHITESPACE || n->type == GUMBO_NODE_CDATA)
			buffer_append(out, view_of(n->v.text.text));
		else if (n->type == GUMBO_NODE_ELEMENT) {
			enum tag tag = tag_find(view_of(gumbo_normalized_tagname(n->v.element.tag)));
			edge(tag, out);
			if (tag != TAG_RAW && n->v.element.children.length > 0)
				next = n->v.element.children.data[0];
			else
				edge(tag, out);
		}
		for (; next == NULL && n != tree->root; n = n->parent) {
			const GumboVector *beside = &n->parent->v.element.children;
			if (n->index_within_parent + 1 < beside->length) {
				next = beside->data[n->index_within_parent + 1];
				break;
			}
			edge(tag_find(view_of(gumbo_normalized_tagname(n->parent->v.element.tag))), out);
		}
		n = next;
	}
	if (page.len < 1000000) /* it frees by recursion, too deep for the stack on the pages that are nothing but depth */
		gumbo_destroy_output(&kGumboDefaultOptions, tree);
}

static void
walk_libxml2(struct view page, struct buffer *out, double *seconds)
{
	double from = now();
	htmlDocPtr tree = htmlReadMemory(page.at, (int)page.len, NULL, "UTF-8",
	    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_RECOVER);
	*seconds += now() - from;
	xmlNodePtr root = tree ? xmlDocGetRootElement(tree) : NULL;
	for (xmlNodePtr n = root; n != NULL;) {
		xmlNodePtr next = NULL;
		if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
			buffer_append(out, view_of((const char *)n->content));
		else if (n->type == XML_ELEMENT_NODE) {
			enum tag tag = tag_find(view_of((const char *)n->name));
			edge(tag, out);
			if (tag != TAG_RAW && n->children != NULL)
				next = n->children;
			else
				edge(tag, out);
		}
		for (; next == NULL && n != root; n = n->parent) {
			if ((next = n->next) != NULL)
				break;
			edge(tag_find(view_of((const char *)n->parent->name)), out);
		}
		n = next;
	}
	xmlFreeDoc(tree);
}

static void
walk_ours(struct html *h, struct view page, struct buffer *out, double *seconds)
{
	struct error e;
	double from = now();
	if (html_parse(h, page, &e) != 0) {
		fprintf(stderr, "trees: %s\n", e.text);
		exit(2);
	}
	*seconds += now() - from;
	uint32_t open = 0;
	for (uint32_t i = 1; i <= h->count; i++) {
		for (; open != 0 && i >= h->nodes[open].end; open = h->nodes[open].parent)
			edge(h->nodes[open].tag, out);
		if (i == h->count)
			break;
		if (h->nodes[i].tag == TAG_TEXT)
			buffer_append(out, html_text(h, i));
		else {
			edge(h->nodes[i].tag, out);
			open = i;
		}
	}
}

/* ---- comparing ---- */

/* Counts characters that are no white space, up or down; returns how many. */
static size_t
count(struct view text, int by, int *counts)
{
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c <= ' ' || (c & 0xC0) == 0x80)
			continue;
		n++;
		size_t digest = c;
		for (size_t k = i + 1; k < text.len && ((unsigned char)text.at[k] & 0xC0) == 0x80; k++)
			digest = digest << 6 | ((unsigned char)text.at[k] & 0x3F);
		counts[digest & 0xFFFFF] += by;
	}
	return n;
}

static void
compare(const struct buffer *is, const struct buffer *other, struct sum *sum)
{
	int *counts = calloc(0x100000, sizeof *counts);
	struct keymap lines = { 0 };
	struct view rest = buffer_view(is), line;
	bool added;
	sum->characters += count(rest, 1, counts);
	count(buffer_view(other), -1, counts);
	for (size_t i = 0; i < 0x100000; i++)
		*(counts[i] > 0 ? &sum->lost : &sum->added) += (size_t)abs(counts[i]);
	free(counts);
	struct view theirs = buffer_view(other);
	while (view_split(&theirs, '\n', &line))
		keymap_put(&lines, line, 0, &added);
	while (view_split(&rest, '\n', &line)) {
		sum->lines++;
		sum->shared += keymap_get(&lines, line) != NULL;
	}
	keymap_free(&lines);
}

static void
measure(struct html *h, struct view page, const char *file, bool told, struct sum sums[PARSERS])
{
	struct buffer raw = { 0 }, text[PARSERS] = { { 0 } };
	for (int p = 0; p < PARSERS; p++) {
		buffer_reset(&raw);
		if (p == GUMBO)
			walk_gumbo(page, &raw, &sums[p].seconds);
		else if (p == LIBXML2)
			walk_libxml2(page, &raw, &sums[p].seconds);
		else
			walk_ours(h, page, &raw, &sums[p].seconds);
		fold_paragraphs(buffer_view(&raw), &text[p]);
	}
	for (int p = 0; p < PARSERS; p++) {
		struct sum one = { 0 };
		compare(&text[GUMBO], &text[p], &one);
		sums[p].characters += one.characters;
		sums[p].lost += one.lost;
		sums[p].added += one.added;
		sums[p].lines += one.lines;
		sums[p].shared += one.shared;
		if (told && one.lost + one.added + (one.lines - one.shared) > 0)
			printf("%s\t%s\tlost %zu\tadded %zu\tlines %zu of %zu\n", file, names[p], one.lost,
			    one.added, one.shared, one.lines);
	}
	for (int p = 0; p < PARSERS; p++)
		buffer_free(&text[p]);
	buffer_free(&raw);
}

int
main(int argc, char *argv[])
{
	struct error e;
	struct html h = { 0 };
	struct sum sums[PARSERS] = { { 0 } };
	struct charset *charset = charset_new(&e);
	bool told = argc > 1 && strcmp(argv[1], "-v") == 0;
	for (int i = 1 + told; charset != NULL && i < argc; i++) {
		struct buffer bytes = { 0 }, page = { 0 };
		struct charset_result r;
		if (wholefile_read(argv[i], (size_t)64 << 20, &bytes, &e) != 0 ||
		    charset_decode(charset, buffer_view(&bytes), VIEW(""), &page, &r, &e) != 0) {
			fprintf(stderr, "trees: %s\n", e.text);
			return 2;
		}
		measure(&h, buffer_view(&page), argv[i], told, sums);
		buffer_free(&bytes);
		buffer_free(&page);
	}
	for (int p = 0; p < PARSERS; p++)
		printf("%-9s %8.1f ms   lost %7zu   added %7zu of %zu characters   %.2f %% of %zu lines\n", names[p],
		    sums[p].seconds * 1e3, sums[p].lost, sums[p].added, sums[p].characters,
		    sums[p].lines ? 100.0 * (double)sums[p].shared / (double)sums[p].lines : 100, sums[p].lines);
	html_free(&h);
	charset_free(charset);
	return 0;
}
