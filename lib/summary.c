#include "summary.h"

#include "address.h"

#include <stdlib.h>
#include <string.h>

void
summary_free(struct summary *s)
{
	for (size_t i = 0; i < s->count; i++)
		free(s->hosts[i]->errors);
	free(s->total.errors);
	free(s->hosts);
	keymap_free(&s->names);
	arena_free(&s->memory);
	*s = (struct summary) { 0 };
}

static struct view
host_of(struct view url)
{
	struct address a = address_parse(url);
	struct view name = address_host(&a), path = a.path;
	if (name.len == 0 && address_scheme(&a, "file")) {
		view_split(&path, '/', &name);
		if (!view_split(&path, '/', &name))
			name = VIEW("");
	}
	return name.len > 0 ? name : VIEW("-");
}

static struct summary_host *
find_host(struct summary *s, struct view name)
{
	bool added;
	if (s->count == s->room) {
		size_t room = s->room ? s->room * 2 : 64;
		struct summary_host **hosts = realloc(s->hosts, room * sizeof(struct summary_host *));
		if (hosts == NULL)
			return NULL;
		s->hosts = hosts;
		s->room = room;
	}
	const size_t *index = keymap_put(&s->names, name, s->count, &added);
	if (index == NULL)
		return NULL;
	if (!added)
		return s->hosts[*index];
	struct summary_host *h = arena_clear(&s->memory, 1, sizeof *h);
	if (h == NULL)
		return NULL;
	h->name = arena_copy(&s->memory, name);
	s->hosts[s->count++] = h;
	return h->name.at != NULL ? h : NULL;
}

/* Counts the error, in the order of the words. */
static int
add_error(struct summary_host *h, const char *token)
{
	size_t at = 0;
	while (at < h->count && strcmp(h->errors[at].token, token) < 0)
		at++;
	if (at == h->count || strcmp(h->errors[at].token, token) != 0) {
		struct summary_error *more = realloc(h->errors, (h->count + 1) * sizeof *more);
		if (more == NULL)
			return -1;
		h->errors = more;
		memmove(more + at + 1, more + at, (h->count - at) * sizeof *more);
		more[at] = (struct summary_error) { token, 0 };
		h->count++;
	}
	h->errors[at].count++;
	return 0;
}

static int
add(struct summary_host *h, enum summary_end end, const char *error, unsigned long long bytes,
    unsigned long long ms)
{
	h->bytes += bytes;
	h->ms += ms;
	h->got += end == SUMMARY_GOT;
	h->unchanged += end == SUMMARY_UNCHANGED;
	h->failed += end == SUMMARY_FAILED;
	return end == SUMMARY_FAILED ? add_error(h, error) : 0;
}

int
summary_add(struct summary *s, struct view url, enum summary_end end, const char *error,
    unsigned long long bytes, unsigned long long ms)
{
	struct summary_host *h = find_host(s, host_of(url));
	return h != NULL && add(h, end, error, bytes, ms) == 0 ? add(&s->total, end, error, bytes, ms) : -1;
}

static unsigned long long
asked(const struct summary_host *h)
{
	return h->got + h->unchanged + h->failed;
}

void
summary_line(const struct summary *s, struct buffer *out)
{
	const struct summary_host *t = &s->total;
	buffer_format(out, "%llu asked for, %llu got, %llu unchanged, %llu failed", asked(t), t->got,
	    t->unchanged, t->failed);
	for (size_t i = 0; i < t->count; i++)
		buffer_format(out, "%s%s %llu", i == 0 ? " (" : ", ", t->errors[i].token, t->errors[i].count);
	buffer_format(out, "%s, %llu bytes", t->count > 0 ? ")" : "", t->bytes);
}

enum { COLUMNS = 8 };

static int
write_host(const struct summary_host *h, struct tsv_writer *w, struct buffer *text, struct arena *a)
{
	struct view f[COLUMNS];
	size_t ends[COLUMNS];
	arena_reset(a);
	buffer_reset(text);
	buffer_format(text, "%llu", asked(h)), ends[1] = text->len;
	buffer_format(text, "%llu", h->got), ends[2] = text->len;
	buffer_format(text, "%llu", h->unchanged), ends[3] = text->len;
	buffer_format(text, "%llu", h->failed), ends[4] = text->len;
	for (size_t i = 0; i < h->count; i++)
		buffer_format(text, "%s%s=%llu", i > 0 ? "," : "", h->errors[i].token, h->errors[i].count);
	ends[5] = text->len;
	buffer_format(text, "%llu", h->bytes), ends[6] = text->len;
	buffer_format(text, "%llu.%03llu", h->ms / 1000, h->ms % 1000), ends[7] = text->len;
	f[0] = tsv_encode(h->name, a);
	for (size_t i = 1; i < COLUMNS; i++)
		f[i] = view_slice(buffer_view(text), i == 1 ? 0 : ends[i - 1], ends[i]);
	if (text->failed || f[0].at == NULL)
		return -1;
	tsv_write(w, f, COLUMNS);
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	const struct summary_host *const *x = a, *const *y = b;
	return view_compare((*x)->name, (*y)->name);
}

int
summary_write(const struct summary *s, struct tsv_writer *w, struct error *e)
{
	const struct view names[COLUMNS] = { VIEW("host"), VIEW("asked"), VIEW("got"), VIEW("unchanged"),
		VIEW("failed"), VIEW("errors"), VIEW("bytes"), VIEW("seconds") };
	struct summary_host total = s->total;
	struct buffer text = { 0 };
	struct arena memory = { 0 };
	total.name = VIEW("*");
	if (s->count > 1)
		qsort(s->hosts, s->count, sizeof(struct summary_host *), by_name);
	tsv_write(w, names, COLUMNS);
	int bad = write_host(&total, w, &text, &memory);
	for (size_t i = 0; i < s->count && bad == 0; i++)
		bad = write_host(s->hosts[i], w, &text, &memory);
	buffer_free(&text);
	arena_free(&memory);
	return bad == 0 ? 0 : error_set(e, "no memory for the summary");
}

bool
summary_failed(const struct summary *s, unsigned percent)
{
	return s->total.failed * 100 > asked(&s->total) * percent;
}
