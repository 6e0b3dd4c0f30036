/*
 * Web addresses: taking them apart and putting references together (RFC 3986), and which network addresses
 * are nobody else's business (RFC 6890).
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "arena.h"
#include "error.h"
#include "view.h"

struct sockaddr;

enum { ADDRESS_LENGTH = 8192 }; /* most bytes of an address */

/* Views into the address that was parsed; a part that is missing is empty. */
struct address {
	struct view scheme, authority, path, query, fragment;
	bool has_authority, has_query;
};

/* Takes `url` apart (RFC 3986 appendix B); any string has parts. */
struct address address_parse(struct view url);

/* The scheme, compared without regard to letter case. */
bool address_scheme(const struct address *a, const char *scheme);

/* The authority without user and port, as it stands (`[::1]` keeps its brackets). */
struct view address_host(const struct address *a);

/* The host of an address as it stands; of file:///HOST/PATH the first component of its path. Empty where there is none. */
struct view address_site(struct view url);

/* True where the authority has a user or a password in front of the host (RFC 3986 §3.2.1). */
bool address_credentials(const struct address *a);

/*
 * Replaces `out` by the address that `reference` means on a page at `base` (RFC 3986 §5.2): absolute, dot
 * segments removed, no fragment, white space at the ends dropped, and spaces, control characters and bytes
 * above ASCII percent-encoded, but a host's name in its ASCII form (hostname.h). 0, or -1 when the result is no absolute address, is longer than
 * ADDRESS_LENGTH, or memory is lacking.
 */
int address_join(struct view base, struct view reference, struct buffer *out);

/*
 * Replaces `out` by the canonical form of `url`, an absolute http, https or file address of address_join, so that one page has one
 * address (RFC 3986 §6.2.2, §6.2.3): host in lower case, no default port, percent-encodings in upper case, and undone where they stand for
 * unreserved characters; and no `;jsessionid=…`, which differs from visit to visit. 0, or -1: another scheme, no host, user or password
 * in it, too long, no memory.
 */
int address_canonical(struct view url, struct buffer *out);

/* Appends `part` with its percent-encoding undone. 0, or -1: no two hex digits behind a `%`, or a NUL. */
int address_decode(struct view part, struct buffer *out);

/*
 * Replaces `name` by the relative file name that a `file:///HOST/PATH` address stands for: `HOST/PATH`,
 * decoded, ending in NUL (not counted); a path that ends in `/` means its index.html. 0, or -1: it has
 * another host than none or localhost, no path, or a malformed one. `..` stays what it is: open the name with
 * folder_below.
 */
int address_file(const struct address *a, struct buffer *name);

/*
 * True where the network address is not on the public internet: loopback, private, link-local, shared,
 * unspecified, multicast or reserved (the RFC 6890 registries), also when an IPv4 address stands inside an
 * IPv6 one (mapped, 6to4, NAT64). What is neither IPv4 nor IPv6 is private.
 */
bool address_private(const struct sockaddr *s);

#endif
