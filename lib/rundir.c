#define _GNU_SOURCE
#include "rundir.h"

#include "table.h"
#include "tsv.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int
join(char out[RUNDIR_PATH], const char *dir, const char *name, struct error *e)
{
	int n = snprintf(out, RUNDIR_PATH, "%s%s%s", dir, *name ? "/" : "", name);
	return n >= 0 && n < RUNDIR_PATH ? 0 : error_set(e, "%.200s: the name is too long", dir);
}

static int
read_withdrawn(struct rundir *r, char *path, struct error *e)
{
	struct view *fields;
	struct tsv *in = tsv_open(&path, 1, e);
	int id = in ? tsv_column(in, "id") : -1, withdrawn = in ? tsv_column(in, "withdrawn") : -1;
	int got = in ? 0 : -1;
	while (id >= 0 && withdrawn >= 0 && (got = tsv_next(in, &fields, e)) == 1) {
		bool added;
		if (fields[withdrawn].len > 0 && keymap_put(&r->withdrawn, fields[id], 0, &added) == NULL) {
			got = error_set(e, "no memory");
			break;
		}
	}
	tsv_close(in);
	return got;
}

static struct view
setting(const struct table *t, const char *key)
{
	int name = table_column(t, "key"), value = table_column(t, "value");
	for (size_t i = 0; i < t->rows; i++)
		if (view_equal(table_cell(t, i, name), view_of(key)))
			return table_cell(t, i, value);
	return VIEW("");
}

/* A setting with something behind it, as a string; NULL where it is empty, or there is no memory (sets *failed). */
static const char *
keep(struct rundir *r, struct view v, bool *failed)
{
	struct view copy = arena_copy(&r->memory, v);
	*failed = *failed || copy.at == NULL;
	return v.len > 0 ? copy.at : NULL;
}

static int
read_settings(struct rundir *r, const char *path, struct error *e)
{
	struct table t;
	bool failed = false;
	int got =
	    table_load(&t, path, e) != 0 || table_need(&t, "key", e) < 0 || table_need(&t, "value", e) < 0
	        ? -1
	        : 0;
	if (got == 0) {
		struct view focus = setting(&t, "focus_column");
		r->condition = keep(r, setting(&t, "condition"), &failed);
		r->unit = keep(r, setting(&t, "unit"), &failed);
		r->clock = keep(r, setting(&t, "clock"), &failed);
		r->focus = keep(r, focus.len > 0 ? focus : setting(&t, "focus"), &failed);
	}
	table_free(&t);
	return failed ? error_set(e, "no memory") : got;
}

int
rundir_open(struct rundir *r, const char *path, struct error *e)
{
	struct stat s;
	char fetched[RUNDIR_PATH], study[RUNDIR_PATH];
	*r = (struct rundir) { 0 };
	if (stat(path, &s) != 0 || !S_ISDIR(s.st_mode))
		return join(r->documents, path, "", e);
	if (join(r->documents, path, "documents.tsv", e) != 0 || join(fetched, path, "fetched.tsv", e) != 0 ||
	    join(r->counts, path, "counts.tsv", e) != 0 || join(study, path, "study.tsv", e) != 0)
		return -1;
	if (access(study, F_OK) == 0 && read_settings(r, study, e) != 0)
		return -1;
	if (access(r->counts, F_OK) != 0)
		r->counts[0] = '\0';
	return access(fetched, F_OK) == 0 ? read_withdrawn(r, fetched, e) : 0;
}

bool
rundir_withdrawn(const struct rundir *r, struct view id)
{
	return keymap_get(&r->withdrawn, id) != NULL;
}

void
rundir_free(struct rundir *r)
{
	keymap_free(&r->withdrawn);
	arena_free(&r->memory);
}
