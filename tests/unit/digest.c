#include "digest.h"

#include "check.h"

#include <string.h>

/* Of "abc": FIPS 180-4's example, and RFC 1321's. */
static void
known(void)
{
	static const struct {
		const char *algorithm, *written;
		bool right;
	} cases[] = {
		{ "sha1", "a9993e364706816aba3e25717850c26c9cd0d89d", true },
		{ "SHA-1", "A9993E364706816ABA3E25717850C26C9CD0D89D", true },
		{ "sha1", "VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", true },
		{ "sha1", "vgmt4nsha2awvor6evyxqugcnsonbwe5", true },
		{ "sha1", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", true },
		{ "sha1", "qZk-NkcGgWq6PiVxeFDCbJzQ2J0", true },
		{ "sha1", "QZK-NkcGgWq6PiVxeFDCbJzQ2J0", false },
		{ "sha1", "a9993e364706816aba3e25717850c26c9cd0d89e", false },
		{ "sha1", "", false },
		{ "sha1", "===", false },
		{ "sha1", "a9993e364706816aba3e25717850c26c9cd0d89", false },
		{ "sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", true },
		{ "sha-256", "XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ====", true },
		{ "sha256", "a9993e364706816aba3e25717850c26c9cd0d89d", false },
		{ "md5", "900150983cd24fb0d6963f7d28e17f72", true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct digest *d = digest_named(view_of(cases[i].algorithm));
		CHECK(d != NULL);
		for (int round = 0; round < 2; round++) { /* it is ready for the next */
			digest_add(d, VIEW("a"));
			digest_add(d, VIEW("bc"));
			CHECK(digest_is(d, view_of(cases[i].written)) == cases[i].right);
		}
		digest_free(d);
	}
	CHECK(digest_named(VIEW("tiger")) == NULL && digest_named(VIEW("")) == NULL);
	CHECK(digest_named(VIEW("sha2567")) == NULL && digest_named(VIEW("sha")) == NULL);
}

static void
hex(void)
{
	char text[DIGEST_HEX + 1];
	CHECK(digest_of(VIEW("abc"), text) == 0);
	CHECK(strcmp(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad") == 0);
}

int
main(void)
{
	known();
	hex();
	return check_status();
}
