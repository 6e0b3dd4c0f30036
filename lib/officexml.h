/*
 * The text of office documents that are XML, as filters hand them over: paragraphs, and table rows as a line of cells with blanks between.
 * All are lenient: what isn't XML yields less text. No memory: `out` has failed.
 */
#ifndef OFFICEXML_H
#define OFFICEXML_H

#include "arena.h"
#include "view.h"

/*
 * Appends the paragraphs of word/document.xml (WordprocessingML, ECMA-376 part 1 §17), a line each, empty ones too. What was deleted
 * under revision, instructions of fields and comments are no text.
 */
void officexml_word(struct view xml, struct buffer *out);
/* Appends the paragraphs of DocBook 4 without its <bookinfo>, as antiword writes it: with line breaks around each text, which are none of it. */
void officexml_docbook(struct view xml, struct buffer *out);
/*
 * Appends the rows of a workbook's sheets (SpreadsheetML, ECMA-376 part 1 §18), a line each: `xml` holds xl/sharedStrings.xml and
 * xl/worksheets/sheet*.xml, one behind the other in any order. Numbers stand as they are stored, so that a date is a number of days.
 */
void officexml_sheet(struct view xml, struct buffer *out);

#endif
