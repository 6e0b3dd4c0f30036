/*
 * Whose a government host is. From hosts.tsv (columns host code match): `match` is `exact` (www.gov.cn) or `below` (the
 * host and all hosts below it: rst.hebei.gov.cn is Hebei's); `code` a division code, 000000, or an area's name.
 */
#ifndef PORTAL_H
#define PORTAL_H

#include "error.h"
#include "view.h"

struct portals;

struct portals *portals_open(const char *path, struct error *e);
void portals_close(struct portals *p); /* NULL is allowed */
/*
 * The code of the portal that `host` belongs to, longest host first, or the empty view. `*below` tells whether it is a
 * host of its own below the portal's (a department's, as rst.hebei.gov.cn); www and the portal itself are not.
 */
struct view portals_find(const struct portals *p, struct view host, bool *below);
/* The host of an address, without user and port; of file:///HOST/PATH the first part of the path. Empty: none. */
struct view portal_host(struct view url);

#endif
