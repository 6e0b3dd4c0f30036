/*
 * What news sites and blogs print with an article: the headline above its text, bylines, links to other articles between
 * the paragraphs, labels behind the last one. Nothing of this is told of official documents, whose own heads and signatures
 * look alike: these rules are for elements of no government system, and those that go by a line's form are for lines
 * without Chinese characters.
 */
#ifndef ARTICLE_H
#define ARTICLE_H

#include "outline.h"
#include "words.h"

/* Narrows the blocks from..to to those behind the headline and before the labels at the end. */
void article_trim(const struct outline *o, size_t *from, size_t *to);
/* Is a block among the paragraphs, with this text, none of them? `above`: the flags of the article's element. */
bool article_skips(
    const struct words *words, const struct outline *o, size_t block, struct view text, unsigned char above);

#endif
