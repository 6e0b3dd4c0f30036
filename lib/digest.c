#include "digest.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct digest {
	EVP_MD_CTX *context;
	bool ok;
};

struct digest *
digest_new(void)
{
	struct digest *d = calloc(1, sizeof *d);
	if (d == NULL)
		return NULL;
	d->context = EVP_MD_CTX_new();
	d->ok = d->context != NULL && EVP_DigestInit_ex(d->context, EVP_sha256(), NULL) == 1;
	if (!d->ok) {
		digest_free(d);
		return NULL;
	}
	return d;
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
	d->ok = EVP_DigestInit_ex(d->context, EVP_sha256(), NULL) == 1;
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
