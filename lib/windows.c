#include "windows.h"

#include <stdlib.h>
#include <string.h>

static const size_t place_of[BYTES] = { 0, 1, 3, 4 };

static uint64_t
key_of(struct view literal, size_t from)
{
	char w[8] = { 0 };
	struct view window = view_slice(literal, from, from + WINDOW);
	memcpy(w, window.at, window.len);
	return key_at(w);
}

/* How little is gained by watching a window: first, how many of its bytes are lead bytes of Chinese; then, how often it was
 * seen; then, how few literals share it. */
static uint64_t
dullness(const struct fingerprint *f, struct view literal, size_t from)
{
	uint64_t leads = 0;
	uint32_t h = hash(key_of(literal, from));
	for (size_t i = 0; i < BYTES; i++) {
		unsigned char c = (unsigned char)literal.at[from + place_of[i]];
		leads += c >= 0xE3 && c <= 0xE9;
	}
	return leads << 32 | (uint64_t)f->seen[h] << 16 | (UINT16_MAX - f->shared[h]);
}

/* The last place in a literal where a window may begin. */
static size_t
last_window(struct view literal)
{
	return literal.len - WINDOW < REACH ? literal.len - WINDOW : REACH;
}

static void
count_shared(struct fingerprint *f)
{
	memset(f->shared, 0, (1 << HASH) * sizeof *f->shared);
	for (size_t i = 0; i < f->count; i++)
		for (size_t from = 0; !is_short(f->literals[i]) && from <= last_window(f->literals[i]);
		     from++) {
			uint16_t *n = &f->shared[hash(key_of(f->literals[i], from))];
			*n += *n < UINT16_MAX;
		}
}

static size_t
choose_window(const struct fingerprint *f, struct view literal)
{
	if (is_short(literal))
		return literal.len == 3 || (literal.len == 4 && (unsigned char)literal.at[0] >= 0xE0);
	size_t best = 0, last = last_window(literal);
	for (size_t from = 1; from <= last; from++)
		if (dullness(f, literal, from) < dullness(f, literal, best))
			best = from;
	return best;
}

struct rank {
	uint32_t value;
	uint16_t literal;
};

static int
by_value(const void *left, const void *right)
{
	const struct rank *a = left, *b = right;
	return (a->value > b->value) - (a->value < b->value);
}

/* Short literals first, then those that are alike in the first byte, so that a group has few values of it. */
static uint32_t
rank_of(const struct fingerprint *f, size_t i)
{
	uint32_t first = f->keys[i] & 0xFF, second = f->keys[i] >> 8 & 0xFF;
	if (is_short(f->literals[i]))
		return 0;
	return 1u << 24 | (first & (f->wide ? 63 : 15)) << 16 | first << 8 | second;
}

static void
put_in_order(struct fingerprint *f, struct rank *ranks)
{
	for (size_t i = 0; i < f->count; i++)
		ranks[i] = (struct rank) { rank_of(f, i), (uint16_t)i };
	qsort(ranks, f->count, sizeof *ranks, by_value);
	for (size_t i = 0; i < f->count; i++)
		f->order[i] = ranks[i].literal;
}

/* Lets byte `c` at watched place `k` through the first step, as one of group `bit`. */
static void
allow(struct fingerprint *f, size_t k, unsigned c, unsigned char bit)
{
	f->low[k][c & 15] |= bit;
	f->six[k][c >> 4 & 3][c & 15] |= bit;
	if (k < 2)
		f->high[k][c >> 4] |= bit;
}

/* The same for a literal's window. Behind a short one's end any byte may stand. */
static void
enter_group(struct fingerprint *f, size_t i, unsigned char bit)
{
	struct view window = view_slice(f->literals[i], f->from[i], f->literals[i].len);
	for (size_t k = 0; k < BYTES; k++) {
		if (place_of[k] < window.len) {
			allow(f, k, (unsigned char)window.at[place_of[k]], bit);
			continue;
		}
		for (unsigned c = 0; c < 256; c++)
			allow(f, k, c, bit);
	}
}

static void
mark(uint32_t *bitmap, uint32_t bit)
{
	bitmap[bit >> 5] |= 1u << (bit & 31);
}

/* Lets the literal through the second step, and enters it where the third looks. */
static void
enter_table(struct fingerprint *f, size_t i)
{
	uint64_t key = f->keys[i];
	uint32_t first = key & 0xFF;
	uint16_t *head = &f->heads[hash(key) >> (HASH - HEADS)];
	if (!is_short(f->literals[i])) {
		mark(f->full, hash(key));
	} else {
		head = &f->small_heads[first];
		f->any_short = true;
		if (f->literals[i].len - f->from[i] > 1)
			mark(f->small, (uint32_t)key & 0xFFFF);
		else
			for (uint32_t second = 0; second < 256; second++)
				mark(f->small, second << 8 | first);
	}
	f->next[i] = *head;
	*head = (uint16_t)(i + 1);
}

int
windows_plan(struct fingerprint *f)
{
	struct rank *ranks = calloc(f->count + 1, sizeof *ranks);
	if (ranks == NULL)
		return -1;
	memset(f->low, 0, sizeof f->low);
	memset(f->high, 0, sizeof f->high);
	memset(f->six, 0, sizeof f->six);
	memset(f->full, 0, sizeof f->full);
	memset(f->small, 0, sizeof f->small);
	memset(f->heads, 0, sizeof f->heads);
	memset(f->small_heads, 0, sizeof f->small_heads);
	count_shared(f);
	for (size_t i = 0; i < f->count; i++) {
		f->from[i] = (uint16_t)choose_window(f, f->literals[i]);
		f->keys[i] = key_of(f->literals[i], f->from[i]);
	}
	put_in_order(f, ranks);
	for (size_t n = 0; n < f->count; n++) {
		enter_group(f, f->order[n], (unsigned char)(1u << (n * GROUPS / f->count)));
		enter_table(f, f->order[n]);
	}
	free(ranks);
	return 0;
}
