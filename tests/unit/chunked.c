#include "chunked.h"

#include "check.h"

/* Undoes `body` in pieces of `size` bytes. */
static bool
gives(struct view body, size_t size, const char *wanted, enum chunked_state state)
{
	struct chunked c = { 0 };
	struct buffer out = { 0 };
	for (size_t at = 0; at < body.len; at += size) {
		struct view in = view_slice(body, at, at + size), piece;
		while (chunked_next(&c, &in, &piece))
			buffer_append(&out, piece);
	}
	bool same = view_equal(buffer_view(&out), view_of(wanted)) && c.state == state;
	buffer_free(&out);
	return same;
}

static void
pieces(void)
{
	struct view body = VIEW("3\r\nabc\r\n00A ;x=\"y\"\r\n0123456789\r\n1\ny\n0\r\nTrailer: x\r\n\r\n");
	for (size_t size = 1; size <= body.len; size++)
		CHECK(gives(body, size, "abc0123456789y", CHUNKED_DONE));
}

static void
wholes(void)
{
	static const struct {
		const char *body;
		enum chunked_result result;
		const char *out;
	} cases[] = {
		{ "0\r\n\r\n", CHUNKED_OK, "" },
		{ "2\r\nab\r\n0\r\n", CHUNKED_OK, "ab" },
		{ "2\r\nab\r\n", CHUNKED_CUT, NULL },
		{ "2\r\na", CHUNKED_CUT, NULL },
		{ "2\r\nabc\r\n0\r\n", CHUNKED_CUT, NULL },
		{ "2\r\nab\r\nxyz\r\n0\r\n", CHUNKED_CUT, NULL },
		{ "<p>", CHUNKED_NOT, NULL },
		{ "abc", CHUNKED_NOT, NULL },
		{ "", CHUNKED_NOT, NULL },
		{ "-1\r\n", CHUNKED_NOT, NULL },
		{ "\r\n2\r\nab\r\n0\r\n", CHUNKED_NOT, NULL },
		{ "ffffffffffffffffffffff\r\nab", CHUNKED_NOT, NULL },
	};
	struct buffer out = { 0 };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CHECK(chunked_undo(view_of(cases[i].body), &out) == cases[i].result);
		CHECK(cases[i].out == NULL || view_equal(buffer_view(&out), view_of(cases[i].out)));
	}
	buffer_free(&out);
}

int
main(void)
{
	pieces();
	wholes();
	return check_status();
}
