/*
 * The head of an archived record: of WARC/1.0 and WARC/1.1 (ISO 28500:2009 and 2017), and the line in front
 * of a record of ARC version 1 (Internet Archive, 1996), told in WARC's terms.
 */
#ifndef RECORDHEAD_H
#define RECORDHEAD_H

#include "error.h"
#include "message.h"
#include "warc.h"

#define RECORDHEAD_BYTES ((size_t)1 << 20) /* most bytes of a head; who reads a file piecemeal keeps to it */

struct record_head {
	bool arc;
	struct view whole; /* as it stands, with the empty line or the line's end */
	struct view type;  /* WARC-Type; of ARC: `warcinfo`, `response` */
	struct view url;   /* WARC-Target-URI, without the <> that some writers put around it */
	struct view id;    /* WARC-Record-ID; empty for ARC */
	struct view media; /* Content-Type of the block; of ARC, what the server said */
	struct view ip;    /* WARC-IP-Address */
	char date
	    [WARC_DATE]; /* 2026-01-31T23:59:59Z; fractions of a second are dropped; "" = none, or malformed */
	unsigned long long length; /* of the block */
	struct message message;    /* WARC's fields, and what stands behind the head in what was parsed */
};

/*
 * Whether a first line begins a record of WARC (any version). Its head then ends with an empty line, that
 * of ARC with its line.
 */
bool record_head_is_warc(struct view line);

/*
 * Parses the head at the beginning of `whole`, which may go on with the block. The views point into
 * `whole`. 0, or -1 and in `e` what is wrong, without a position: no record, another version, no length.
 */
int record_head_parse(struct view whole, struct record_head *h, struct error *e);

/* The values of such fields, as they stand in the head: an address without the <>, and a date ("" = none). */
struct view record_url(struct view written);
void record_date(struct view written, char date[WARC_DATE]);

#endif
