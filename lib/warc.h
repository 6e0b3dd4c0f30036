/*
 * Writing WARC/1.1 records (ISO 28500:2017).
 */
#ifndef WARC_H
#define WARC_H

#include "arena.h"
#include "view.h"

enum { WARC_DATE = 21, WARC_ID = 48 };

struct warc_record {
	const char *type; /* warcinfo, request, response, resource, metadata, revisit */
	struct view url;  /* WARC-Target-URI; empty = none (warcinfo) */
	const char *date; /* WARC-Date: 2026-01-31T23:59:59Z */
	const char *id;   /* of warc_id */
	const char
	    *concurrent;     /* WARC-Concurrent-To: the id of the response that a request led to, or NULL */
	const char *ip;      /* WARC-IP-Address, or NULL */
	const char *file;    /* WARC-Filename, of a warcinfo, or NULL */
	const char *profile; /* of a revisit: WARC-Profile, or NULL */
	struct view refers_to, refers_url; /* and which record it repeats; empty = not said */
	const char *refers_date;
	struct view digest; /* WARC-Payload-Digest of a payload that isn't in the record, or empty */
	struct view media;  /* Content-Type of the block */
	struct view head,
	    body;     /* the block: an HTTP head with its empty line (or nothing), and what follows */
	bool payload; /* the body is a payload, to be given a digest of its own */
};

/* Writes `<urn:uuid:…>` with a random UUID (RFC 9562 version 4). 0, or -1: no randomness to be had. */
int warc_id(char id[WARC_ID]);

/* Writes the seconds since 1970 as a WARC date (and as every `time` column has it). */
void warc_date(long long seconds, char date[WARC_DATE]);

/*
 * Appends the record to `out`, uncompressed. `body_hex`: the SHA-256 of `body`, as digest_of gives it, or
 * NULL to have it computed. 0, or -1: no memory, or a digest failed.
 */
int warc_write(const struct warc_record *r, const char *body_hex, struct buffer *out);

#endif
