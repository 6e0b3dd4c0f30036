/*
 * The labelled statements that government pages make of a document: meta tags (ArticleTitle, PubDate …), the header
 * table (索引号, 发 文 机 关 …) in whatever elements it is built of, and the line under the title (发布时间：… 来源：…).
 */
#ifndef HEADER_H
#define HEADER_H

#include "facts.h"
#include "outline.h"

struct
    labels; /* the table of labels: `where` (meta, opengraph, generic, header, line), `label`, `field`, and its source */

struct labels *labels_load(const char *path, struct error *e); /* NULL: see `e` */
void labels_free(struct labels *l);

/* Offers what <meta> tags of a kind say: `where` is "meta" (the government's own), "opengraph" (and what share buttons read), or "generic". */
void header_metas(const struct labels *l, const char *where, const struct html *h, struct facts *f);
/*
 * Offers what labelled blocks say: `where` is "header" or "line". For "header", marks the blocks that make up a header
 * table (three labels and more) with OUTLINE_FIELD, for they are no part of the text.
 */
void header_blocks(const struct labels *l, const char *where, struct outline *o, struct facts *f);
/*
 * Offers the date of publication of a line above the text that begins with it and has no label: 2019-09-26 10:56 来源：某网. Where the title
 * is known and stands on the page, only lines below it count: above it is the site's clock.
 */
void header_dates(const struct labels *l, const struct outline *o, struct facts *f);

#endif
