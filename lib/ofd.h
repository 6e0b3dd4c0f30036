/*
 * The text of an OFD file (GB/T 33190-2016, 电子文件存储与交换格式: the format in which Chinese authorities file their documents): the lines of its
 * pages, for layout_unwrap.
 *
 * A page is a list of pieces of text with their places (§11.2: TextObject with Boundary and Size, TextCode with X and Y, in millimetres);
 * what stands at one height is a line, and how far in it begins becomes blanks.
 */
#ifndef OFD_H
#define OFD_H

#include "arena.h"
#include "view.h"

/* Appends the lines of the pages' Content.xml, one behind the other; a form feed ends a page. What isn't XML yields less text. */
void ofd_lines(struct view xml, struct buffer *out);

#endif
