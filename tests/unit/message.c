#include "message.h"

#include "check.h"

/* A head that comes in pieces is the same as one that comes at once, wherever it is cut. */
static void
grows(struct view whole, size_t head)
{
	for (size_t size = 1; size <= whole.len; size++) {
		struct buffer grown = { 0 };
		bool done = false;
		size_t at = 0;
		while (!done && at < whole.len) {
			struct view piece = view_slice(whole, at, at + size);
			size_t had = piece.len;
			done = message_grow(&grown, &piece);
			at += had - piece.len;
		}
		CHECK(done && at == head && view_equal(buffer_view(&grown), view_slice(whole, 0, head)));
		buffer_free(&grown);
	}
}

int
main(void)
{
	struct view cr = VIEW("HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody\r\n\r\nmore"),
	            lf = VIEW("HTTP/1.1 200 OK\nA: b\n\nbody\n\nmore"), mixed = VIEW("X\r\nA: b\n\r\nbody");
	struct message m;
	struct buffer small = { .limit = 4 };
	struct view piece = cr, never = VIEW("HTTP/1.1 200 OK\r\nA: b\r\nno end");
	grows(cr, 25);
	grows(lf, 22);
	grows(mixed, 10);
	CHECK(message_split(cr, &m) == 0 && view_equal(m.block, VIEW("body\r\n\r\nmore")));
	CHECK(!message_grow(&small, &piece) && small.failed);
	buffer_free(&small);
	struct buffer endless = { 0 };
	CHECK(!message_grow(&endless, &never) && never.len == 0 && !endless.failed);
	buffer_free(&endless);
	return check_status();
}
