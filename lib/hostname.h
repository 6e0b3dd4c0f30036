/*
 * Host names with characters beyond ASCII (IDNA2008 with the mapping of UTS #46), by libidn2: libcurl's own
 * conversion takes names to be in the locale's encoding.
 */
#ifndef HOSTNAME_H
#define HOSTNAME_H

#include "arena.h"
#include "view.h"

/*
 * Appends the ASCII form of `host`, UTF-8: each label beyond ASCII as `xn--…`. A host that is ASCII is appended as it stands. 0, or -1
 * and nothing appended: no such name can exist, or no memory.
 */
int hostname_ascii(struct view host, struct buffer *out);

#endif
