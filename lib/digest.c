#include "digest.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct digest {
	EVP_MD_CTX *context;
	const EVP_MD *algorithm;
	bool ok;
};

static struct digest *
digest_of_algorithm(const EVP_MD *algorithm)
{
	struct digest *d = calloc(1, sizeof *d);
	if (d == NULL)
		return NULL;
	d->context = EVP_MD_CTX_new();
	d->algorithm = algorithm;
	d->ok = d->context != NULL && EVP_DigestInit_ex(d->context, algorithm, NULL) == 1;
	if (!d->ok) {
		digest_free(d);
		return NULL;
	}
	return d;
}

struct digest *
digest_new(void)
{
	return digest_of_algorithm(EVP_sha256());
}

struct digest *
digest_named(struct view algorithm)
{
	static const char *const names[] = { "sha1", "sha256", "sha512", "md5" };
	const EVP_MD *const algorithms[] = { EVP_sha1(), EVP_sha256(), EVP_sha512(), EVP_md5() };
	char plain[8] = "";
	size_t n = 0;
	for (size_t i = 0; i < algorithm.len; i++)
		if (algorithm.at[i] != '-' && n < sizeof plain)
			plain[n++] = algorithm.at[i];
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (n == strlen(names[i]) && strncasecmp(plain, names[i], n) == 0)
			return digest_of_algorithm(algorithms[i]);
	return NULL;
}

/* Writes `raw` in letters of `bits` bits each. */
static size_t
letters_write(const unsigned char *raw, size_t len, unsigned bits, const char *letters, char *out)
{
	unsigned held = 0, value = 0;
	size_t n = 0, mask = ((size_t)1 << bits) - 1;
	for (size_t i = 0; i < len; i++) {
		value = (value << 8 | raw[i]) & 0xffff;
		for (held += 8; held >= bits;) {
			held -= bits;
			out[n++] = letters[value >> held & mask];
		}
	}
	if (held > 0)
		out[n++] = letters[value << (bits - held) & mask];
	return n;
}

bool
digest_is(struct digest *d, struct view written)
{
	static const struct {
		unsigned bits;
		bool fold; /* letter case doesn't matter */
		const char *letters;
	} forms[] = {
		{ 4, true, "0123456789abcdef" },
		{ 5, true, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" },
		{ 6, false, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" },
		{ 6, false, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" },
	};
	unsigned char raw[EVP_MAX_MD_SIZE] = { 0 };
	char text[2 * EVP_MAX_MD_SIZE];
	unsigned len = 0;
	bool ok = d->ok && EVP_DigestFinal_ex(d->context, raw, &len) == 1, same = false;
	while (written.len > 0 && written.at[written.len - 1] == '=')
		written.len--;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		size_t n = letters_write(raw, len, forms[i].bits, forms[i].letters, text);
		same |= n == written.len && (forms[i].fold ? strncasecmp(text, written.at, n) == 0
		                                           : memcmp(text, written.at, n) == 0);
	}
	d->ok = EVP_DigestInit_ex(d->context, d->algorithm, NULL) == 1;
	return ok && same;
}

void
digest_add(struct digest *d, struct view piece)
{
	d->ok = d->ok && EVP_DigestUpdate(d->context, piece.at, piece.len) == 1;
}

int
digest_take(struct digest *d, char hex[DIGEST_HEX + 1])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char raw[EVP_MAX_MD_SIZE] = { 0 };
	bool ok = d->ok && EVP_DigestFinal_ex(d->context, raw, NULL) == 1;
	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		hex[2 * i] = digits[raw[i] >> 4];
		hex[2 * i + 1] = digits[raw[i] & 15];
	}
	hex[DIGEST_HEX] = '\0';
	d->ok = EVP_DigestInit_ex(d->context, d->algorithm, NULL) == 1;
	return ok ? 0 : -1;
}

void
digest_free(struct digest *d)
{
	if (d == NULL)
		return;
	EVP_MD_CTX_free(d->context);
	free(d);
}

int
digest_of(struct view whole, char hex[DIGEST_HEX + 1])
{
	struct digest *d = digest_new();
	if (d == NULL)
		return -1;
	digest_add(d, whole);
	int got = digest_take(d, hex);
	digest_free(d);
	return got;
}
