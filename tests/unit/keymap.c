/* The map, plain and protected: what it holds, and that a secret changes places but no answers. */
#include "keymap.h"
#include "check.h"

#include <string.h>

enum { KEYS = 20000 };

static void
holds(struct keymap *m)
{
	struct buffer key = { 0 };
	bool added;
	for (size_t round = 0; round < 2; round++)
		for (size_t i = 0; i < KEYS; i++) {
			buffer_reset(&key);
			buffer_format(&key, "http://a.cn/%zu", i);
			size_t *value = keymap_put(m, buffer_view(&key), i, &added);
			CHECK(value != NULL && *value == i && added == (round == 0));
		}
	CHECK(m->count == KEYS);
	CHECK(keymap_get(m, VIEW("http://a.cn/77")) != NULL && *keymap_get(m, VIEW("http://a.cn/77")) == 77);
	CHECK(keymap_get(m, VIEW("http://a.cn/x")) == NULL);
	CHECK(keymap_get(m, VIEW("")) == NULL);
	buffer_free(&key);
	keymap_free(m);
	CHECK(keymap_get(m, VIEW("http://a.cn/77")) == NULL);
}

int
main(void)
{
	struct keymap plain = { 0 }, secret = { 0 }, other = { 0 };
	keymap_protect(&secret);
	keymap_protect(&other);
	CHECK(secret.secret != 0 && secret.secret != other.secret);
	CHECK(keymap_hash(VIEW("a"), 0) != keymap_hash(VIEW("a"), secret.secret));
	uint64_t before = secret.secret;
	holds(&plain);
	holds(&secret);
	CHECK(plain.secret == 0 && secret.secret == before);
	holds(&secret);
	return check_status();
}
