#include "pairing.h"

static int
open_side(struct pairing_side *s, char *path, struct error *e)
{
	s->path[0] = path;
	s->in = tsv_open(s->path, 1, e);
	if (s->in == NULL)
		return -1;
	s->parent = tsv_column(s->in, "parent");
	s->id = tsv_need(s->in, "id", e);
	return s->id < 0 ? -1 : 0;
}

int
pairing_open(struct pairing *p, char *old, char *now, struct error *e)
{
	*p = (struct pairing) { .used = PAIRING_BOTH };
	return open_side(&p->old, old, e) != 0 || open_side(&p->now, now, e) != 0 ? -1 : 0;
}

/* A TAB is smaller than every byte of a field, so that keys compare as the pairs of fields do. */
static void
make_key(struct pairing_side *s, struct buffer *key)
{
	struct view parent = s->parent < 0 ? VIEW("") : s->fields[s->parent];
	buffer_reset(key);
	buffer_append(key, parent.len > 0 ? parent : s->fields[s->id]);
	buffer_byte(key, '\t');
	buffer_append(key, s->fields[s->id]);
}

static int
read_side(struct pairing_side *s, struct buffer *scratch, struct error *e)
{
	int got = tsv_next(s->in, &s->fields, e);
	if (got < 0)
		return -1;
	if (got == 0) {
		s->fields = NULL;
		return 0;
	}
	if (s->fields[s->id].len == 0)
		return error_set(e, "%s:%llu: a document without id", tsv_file(s->in), tsv_line(s->in));
	make_key(s, scratch);
	if (scratch->failed)
		return error_set(e, "no memory");
	if (s->key.len > 0 && view_compare(buffer_view(&s->key), buffer_view(scratch)) >= 0)
		return error_set(e,
		    "%s:%llu: not in the order of parent or id, then id (is it a documents.tsv?)",
		    tsv_file(s->in), tsv_line(s->in));
	struct buffer last = s->key;
	s->key = *scratch;
	*scratch = last;
	return 0;
}

int
pairing_next(struct pairing *p, struct error *e)
{
	if ((p->used & PAIRING_OLD) && read_side(&p->old, &p->key, e) != 0)
		return -1;
	if ((p->used & PAIRING_NEW) && read_side(&p->now, &p->key, e) != 0)
		return -1;
	if (p->old.fields == NULL || p->now.fields == NULL)
		return p->used = (p->old.fields ? PAIRING_OLD : 0) | (p->now.fields ? PAIRING_NEW : 0);
	int order = view_compare(buffer_view(&p->old.key), buffer_view(&p->now.key));
	return p->used = order < 0 ? PAIRING_OLD : order > 0 ? PAIRING_NEW : PAIRING_BOTH;
}

void
pairing_close(struct pairing *p)
{
	tsv_close(p->old.in);
	tsv_close(p->now.in);
	buffer_free(&p->old.key);
	buffer_free(&p->now.key);
	buffer_free(&p->key);
}
