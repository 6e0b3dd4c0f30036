#define _GNU_SOURCE
#include "warc.h"

#include "digest.h"

#include <string.h>
#include <sys/random.h>
#include <time.h>

enum { BASE32 = 56 }; /* of 32 bytes, padded */

int
warc_id(char id[WARC_ID])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char raw[16];
	if (getrandom(raw, sizeof raw, 0) != (ssize_t)sizeof raw)
		return -1;
	raw[6] = (unsigned char)((raw[6] & 0x0f) | 0x40);
	raw[8] = (unsigned char)((raw[8] & 0x3f) | 0x80);
	memcpy(id, "<urn:uuid:", 10);
	char *o = id + 10;
	for (size_t i = 0; i < sizeof raw; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*o++ = '-';
		*o++ = digits[raw[i] >> 4];
		*o++ = digits[raw[i] & 15];
	}
	memcpy(o, ">", 2);
	return 0;
}

void
warc_date(long long seconds, char date[WARC_DATE])
{
	time_t t = (time_t)seconds;
	struct tm utc;
	if (gmtime_r(&t, &utc) == NULL || strftime(date, WARC_DATE, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
		memcpy(date, "1970-01-01T00:00:00Z", WARC_DATE);
}

static unsigned
hex_value(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* `sha256:` digests are written in base 32 (RFC 4648 §6), as WARC tools do. */
static void
base32(const char hex[DIGEST_HEX], char out[BASE32 + 1])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned bits = 0, held = 0;
	size_t n = 0;
	for (size_t i = 0; i < DIGEST_HEX; i++) {
		bits = bits << 4 | hex_value(hex[i]);
		held += 4;
		if (held >= 5) {
			held -= 5;
			out[n++] = letters[bits >> held & 31];
		}
		bits &= 0xff;
	}
	out[n++] = letters[bits << (5 - held) & 31];
	while (n < BASE32)
		out[n++] = '=';
	out[n] = '\0';
}

static int
block_digest(const struct warc_record *r, const char *body_hex, char hex[DIGEST_HEX + 1])
{
	if (r->head.len == 0 && body_hex != NULL) {
		memcpy(hex, body_hex, DIGEST_HEX + 1);
		return 0;
	}
	struct digest *d = digest_new();
	if (d == NULL)
		return -1;
	digest_add(d, r->head);
	digest_add(d, r->body);
	int bad = digest_take(d, hex);
	digest_free(d);
	return bad;
}

static void
field(struct buffer *out, const char *name, const char *value)
{
	if (value != NULL)
		buffer_format(out, "%s: %s\r\n", name, value);
}

static void
field_view(struct buffer *out, const char *name, struct view value)
{
	if (value.len == 0)
		return;
	buffer_format(out, "%s: ", name);
	buffer_append(out, value);
	buffer_append(out, VIEW("\r\n"));
}

static int
digests(const struct warc_record *r, const char *body_hex, struct buffer *out)
{
	char hex[DIGEST_HEX + 1], text[BASE32 + 1];
	if (block_digest(r, body_hex, hex) != 0)
		return -1;
	base32(hex, text);
	buffer_format(out, "WARC-Block-Digest: sha256:%s\r\n", text);
	if (!r->payload)
		return 0;
	if (r->head.len > 0 && body_hex == NULL && digest_of(r->body, hex) != 0)
		return -1;
	base32(body_hex != NULL ? body_hex : hex, text);
	buffer_format(out, "WARC-Payload-Digest: sha256:%s\r\n", text);
	return 0;
}

int
warc_write(const struct warc_record *r, const char *body_hex, struct buffer *out)
{
	field(out, "WARC/1.1\r\nWARC-Type", r->type);
	field_view(out, "WARC-Target-URI", r->url);
	field(out, "WARC-Date", r->date);
	field(out, "WARC-Record-ID", r->id);
	field(out, "WARC-Concurrent-To", r->concurrent);
	field(out, "WARC-IP-Address", r->ip);
	field(out, "WARC-Filename", r->file);
	field(out, "WARC-Profile", r->profile);
	field_view(out, "WARC-Refers-To", r->refers_to);
	field_view(out, "WARC-Refers-To-Target-URI", r->refers_url);
	field(out, "WARC-Refers-To-Date", r->refers_date);
	if (digests(r, body_hex, out) != 0)
		return -1;
	field_view(out, "WARC-Payload-Digest", r->digest);
	buffer_append(out, VIEW("Content-Type: "));
	buffer_append(out, r->media);
	buffer_format(out, "\r\nContent-Length: %zu\r\n\r\n", r->head.len + r->body.len);
	buffer_append(out, r->head);
	buffer_append(out, r->body);
	buffer_append(out, VIEW("\r\n\r\n"));
	return out->failed ? -1 : 0;
}
