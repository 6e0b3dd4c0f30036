/*
 * What a site asks of robots: the rules of a robots.txt that concern one robot (RFC 9309), and whether they
 * let it have an address. Nothing here asks for the file: see crawl.h.
 */
#ifndef ROBOTS_H
#define ROBOTS_H

#include "view.h"

/* Bytes of a robots.txt that are read; what lies behind is ignored. RFC 9309 §2.5 wants 500 KiB at least. */
enum { ROBOTS_BYTES = 512 * 1024 };

struct robots;

/*
 * Keeps the rules for the robot called `agent` (a product token, letters only): those of all groups that name
 * it, else those of all groups for `*` (§2.2.1). An empty text has no rules. NULL: no memory. Free with
 * robots_free. `text` need not outlive the call.
 */
struct robots *robots_parse(struct view text, const char *agent);
void robots_free(struct robots *r); /* NULL is allowed */

/*
 * True where the rules allow `path`, an address's path with `?` and query: the longest pattern that matches
 * decides, of two equally long ones the one that allows, and where none matches all is allowed (§2.2.2).
 * Percent-encoding is made comparable before. NULL rules allow everything; so is robots.txt itself always
 * allowed. Without memory to compare, nothing is.
 */
bool robots_allow(const struct robots *r, struct view path);

/* Crawl-delay in milliseconds, 0 where there is none; a day at most. (No standard: what sites write.) */
long robots_delay(const struct robots *r);

/* Bytes of memory that the rules take. */
size_t robots_size(const struct robots *r);

#endif
