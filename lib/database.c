#include "database.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

struct database {
	sqlite3 *db;
	const struct study *study;
	const struct codebook *codebook;
	bool titles; /* the documents have a column `title` */
	struct error *e;
};

static int
fail(struct database *d, const char *what)
{
	return error_set(d->e, "sqlite: %s: %s", what, d->db ? sqlite3_errmsg(d->db) : "no memory");
}

static int
run(struct database *d, const char *statement)
{
	return sqlite3_exec(d->db, statement, NULL, NULL, NULL) == SQLITE_OK ? 0 : fail(d, statement);
}

/* A name between double quotes, doubled within. */
static void
put_name(struct buffer *out, struct view name)
{
	buffer_byte(out, '"');
	for (size_t i = 0; i < name.len; i++) {
		if (name.at[i] == '"')
			buffer_byte(out, '"');
		buffer_byte(out, name.at[i]);
	}
	buffer_byte(out, '"');
}

static void
put_create(struct buffer *out, const struct codebook *codebook, const char *table, const struct tsv *in)
{
	static const char *const types[] = {
		[CODEBOOK_TEXT] = " TEXT", [CODEBOOK_NUMBER] = " INTEGER", [CODEBOOK_SHARE] = " REAL"
	};
	buffer_format(out, "CREATE TABLE %s (", table);
	for (size_t c = 0; c < tsv_width(in); c++) {
		buffer_append(out, c > 0 ? VIEW(", ") : VIEW(""));
		put_name(out, tsv_name(in, c));
		buffer_append(out, view_of(types[codebook_find(codebook, in, c).type]));
	}
	buffer_append(out, VIEW(")"));
	buffer_byte(out, '\0');
}

static void
put_insert(struct buffer *out, const char *table, size_t width)
{
	buffer_format(out, "INSERT INTO %s VALUES (", table);
	for (size_t c = 0; c < width; c++)
		buffer_append(out, c > 0 ? VIEW(", ?") : VIEW("?"));
	buffer_append(out, VIEW(")"));
	buffer_byte(out, '\0');
}

static int
bind_row(struct database *d, sqlite3_stmt *s, const struct view *fields, size_t width, struct arena *a)
{
	for (size_t c = 0; c < width; c++) {
		struct view v = tsv_decode(fields[c], a);
		int got = v.at == NULL ? SQLITE_NOMEM
		          : v.len == 0
		              ? sqlite3_bind_null(s, (int)c + 1)
		              : sqlite3_bind_text64(s, (int)c + 1, v.at, v.len, SQLITE_STATIC, SQLITE_UTF8);
		if (got != SQLITE_OK)
			return fail(d, "a field");
	}
	return 0;
}

static int
insert_rows(struct database *d, sqlite3_stmt *s, struct tsv *in)
{
	struct arena memory = { 0 };
	struct view *fields;
	int got;
	while ((got = tsv_next(in, &fields, d->e)) == 1) {
		if (bind_row(d, s, fields, tsv_width(in), &memory) != 0 ||
		    (sqlite3_step(s) != SQLITE_DONE && fail(d, "a row") != 0)) {
			got = -1;
			break;
		}
		sqlite3_reset(s);
		arena_reset(&memory);
	}
	arena_free(&memory);
	return got;
}

static int
fill_table(struct database *d, const char *table, struct tsv *in)
{
	struct buffer create = { 0 }, insert = { 0 };
	sqlite3_stmt *s = NULL;
	int got = -1;
	put_create(&create, d->codebook, table, in);
	put_insert(&insert, table, tsv_width(in));
	if (create.failed || insert.failed)
		error_set(d->e, "no memory for table %s", table);
	else if (run(d, create.at) == 0)
		got = sqlite3_prepare_v2(d->db, insert.at, -1, &s, NULL) == SQLITE_OK ? insert_rows(d, s, in)
		                                                                      : fail(d, table);
	sqlite3_finalize(s);
	buffer_free(&create);
	buffer_free(&insert);
	return got;
}

static int
load_table(struct database *d, const char *table)
{
	char path[4096];
	char *paths[] = { path };
	int n = snprintf(path, sizeof path, "%s/%s.tsv", d->study->dir, table);
	if (n < 0 || (size_t)n >= sizeof path)
		return error_set(d->e, "the folder's name is too long");
	struct tsv *in = tsv_open(paths, 1, d->e);
	int got = in ? fill_table(d, table, in) : -1;
	if (in != NULL && strcmp(table, "documents") == 0)
		d->titles = tsv_column(in, "title") >= 0;
	tsv_close(in);
	return got;
}

/* The indexes and the full-text table; a study without titles has none to search. */
static int
make_search(struct database *d)
{
	static const char *const statements[] = { "CREATE INDEX documents_id ON documents (id)",
		"CREATE INDEX hits_id ON hits (id, tag)",
		"CREATE VIRTUAL TABLE search USING fts5 (id UNINDEXED, kind UNINDEXED, text, tokenize = "
		"'trigram')",
		"INSERT INTO search SELECT id, 'sentence', sentence FROM hits WHERE paragraph <> 0"
		" GROUP BY id, paragraph, sentence ORDER BY min(rowid)" };
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
		if (run(d, statements[i]) != 0)
			return -1;
	return d->titles ? run(d, "INSERT INTO search SELECT id, 'title', title FROM documents"
	                          " WHERE title IS NOT NULL ORDER BY rowid")
	                 : 0;
}

static int
load_all(struct database *d)
{
	static const char *const tables[] = { "documents", "hits", "counts", "steps", "study" };
	if (sqlite3_open(":memory:", &d->db) != SQLITE_OK)
		return fail(d, "open");
	if (run(d, "BEGIN") != 0)
		return -1;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (load_table(d, tables[i]) != 0)
			return -1;
	return make_search(d) == 0 ? run(d, "COMMIT") : -1;
}

int
database_study(
    struct buffer *out, const struct study *study, const struct codebook *codebook, struct error *e)
{
	struct database d = { .study = study, .codebook = codebook, .e = e };
	sqlite3_int64 size = 0;
	int got = load_all(&d);
	unsigned char *file = got == 0 ? sqlite3_serialize(d.db, "main", &size, 0) : NULL;
	if (file != NULL)
		buffer_append(out, (struct view) { (const char *)file, (size_t)size });
	else if (got == 0)
		got = fail(&d, "serialize");
	sqlite3_free(file);
	sqlite3_close(d.db);
	return got;
}
