#include "hostname.h"

#include "utf8.h"

#include <ctype.h>
#include <idn2.h>
#include <string.h>

enum { HOST_BYTES = 1024 }; /* a name has 253 characters at most (RFC 1035 §2.3.4), of 4 bytes at most */

static bool
is_ascii(struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		if ((unsigned char)v.at[i] >= 0x80)
			return false;
	return true;
}

/* The mapping turns a wide `／`, `：` or `＠` into one that would end the name: such a name is none. */
static bool
is_name(struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (!isalnum((unsigned char)v.at[i]) && strchr("-._", v.at[i]) == NULL)
			return false;
	return true;
}

int
hostname_ascii(struct view host, struct buffer *out)
{
	char name[HOST_BYTES + 1], *ascii = NULL;
	if (is_ascii(host)) {
		buffer_append(out, host);
		return out->failed ? -1 : 0;
	}
	if (host.len > HOST_BYTES || utf8_check(host) < host.len || memchr(host.at, '\0', host.len) != NULL)
		return -1;
	memcpy(name, host.at, host.len);
	name[host.len] = '\0';
	if (idn2_to_ascii_8z(name, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
		return -1;
	bool fine = is_name(view_of(ascii));
	if (fine)
		buffer_append(out, view_of(ascii));
	idn2_free(ascii);
	return fine && !out->failed ? 0 : -1;
}
