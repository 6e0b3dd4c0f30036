#include "filtertable.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIGNATURE = 64, SECONDS = 3600, MEGABYTES = 1 << 16 };

static int
nibble(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *hit = c ? strchr(digits, c) : NULL;
	return hit ? (int)(hit - digits) : -1;
}

/* Bytes from hexadecimal digits; false where it's something else. */
static bool
from_hex(struct view hex, struct arena *a, struct view *bytes)
{
	char *at = arena_take(a, SIGNATURE);
	if (at == NULL || hex.len % 2 != 0 || hex.len / 2 > SIGNATURE)
		return false;
	for (size_t i = 0; i < hex.len; i += 2) {
		int high = nibble(hex.at[i]), low = nibble(hex.at[i + 1]);
		if (high < 0 || low < 0)
			return false;
		at[i / 2] = (char)(high << 4 | low);
	}
	*bytes = (struct view) { at, hex.len / 2 };
	return true;
}

static char *
to_string(struct view v, struct arena *a)
{
	char *s = arena_take(a, v.len + 1);
	if (s == NULL)
		return NULL;
	memcpy(s, v.at, v.len);
	s[v.len] = '\0';
	return s;
}

/* The program's path: as it is if it has a slash, else from $PATH; NULL where there is none. */
static char *
find_program(struct view name, struct arena *a)
{
	const char *path = getenv("PATH");
	struct view rest = view_of(path ? path : "/usr/bin:/bin"), folder;
	if (view_find(name, VIEW("/"), 0) != (size_t)-1)
		return to_string(name, a);
	while (view_split(&rest, ':', &folder)) {
		struct buffer whole = { 0 };
		buffer_format(&whole, "%.*s/%.*s", VIEW_ARGS(folder), VIEW_ARGS(name));
		char *found = whole.failed ? NULL : to_string(buffer_view(&whole), a);
		buffer_free(&whole);
		if (found != NULL && folder.len > 0 && access(found, X_OK) == 0)
			return found;
	}
	return NULL;
}

static bool
read_command(struct filter *filter, struct view command, struct arena *a)
{
	struct view word;
	size_t n = 0;
	while (view_split(&command, ' ', &word)) {
		if (word.len == 0)
			continue;
		if (n + 1 == FILTER_WORDS)
			return false;
		filter->words[n] = n == 0 ? find_program(word, a) : to_string(word, a);
		n++;
	}
	return n > 0;
}

static bool
read_output(struct filter *filter, struct view name)
{
	static const char *const names[] = { "lines", "text", "html", "word", "sheet", "docbook", "ofd",
		"rtf" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (view_equal(name, view_of(names[i]))) {
			filter->output = (enum filter_output)i;
			return true;
		}
	return false;
}

static bool
read_folders(struct filtertable *t, struct view folders)
{
	struct view folder;
	while (view_split(&folders, ' ', &folder)) {
		if (folder.len == 0)
			continue;
		if (t->folder_count == FILTER_FOLDERS ||
		    (t->folders[t->folder_count] = to_string(folder, &t->memory)) == NULL)
			return false;
		t->folder_count++;
	}
	return true;
}

struct columns {
	int media, signature, holds, command, output, seconds, megabytes, reads;
};

static const char *
read_row(struct filtertable *t, size_t row, const struct columns *c)
{
	struct filter *filter = &t->rows[row];
	filter->media = table_cell(&t->table, row, c->media);
	if (!from_hex(table_cell(&t->table, row, c->signature), &t->memory, &filter->signature) ||
	    !from_hex(table_cell(&t->table, row, c->holds), &t->memory, &filter->holds))
		return "a signature is up to 64 bytes, in small hexadecimal digits";
	if (!read_command(filter, table_cell(&t->table, row, c->command), &t->memory))
		return "a command is a program and up to 30 arguments";
	if (!read_output(filter, table_cell(&t->table, row, c->output)))
		return "output is lines, text, html, word, sheet, docbook, ofd or rtf";
	if (view_number(table_cell(&t->table, row, c->seconds), &filter->seconds) != 0 ||
	    filter->seconds < 1 || filter->seconds > SECONDS)
		return "seconds are from 1 to 3600";
	if (view_number(table_cell(&t->table, row, c->megabytes), &filter->megabytes) != 0 ||
	    filter->megabytes < 1 || filter->megabytes > MEGABYTES)
		return "megabytes are from 1 to 65536";
	return read_folders(t, table_cell(&t->table, row, c->reads)) ? NULL : "more than 32 folders";
}

int
filtertable_load(struct filtertable *t, const char *path, struct error *e)
{
	struct columns c;
	const char *bad;
	*t = (struct filtertable) { 0 };
	if (table_load(&t->table, path, e) != 0 || (c.media = table_need(&t->table, "media", e)) < 0 ||
	    (c.signature = table_need(&t->table, "signature", e)) < 0 ||
	    (c.holds = table_need(&t->table, "holds", e)) < 0 ||
	    (c.command = table_need(&t->table, "command", e)) < 0 ||
	    (c.output = table_need(&t->table, "output", e)) < 0 ||
	    (c.seconds = table_need(&t->table, "seconds", e)) < 0 ||
	    (c.megabytes = table_need(&t->table, "megabytes", e)) < 0 ||
	    (c.reads = table_need(&t->table, "reads", e)) < 0)
		return -1;
	if (t->table.rows > FILTER_ROWS)
		return error_set(e, "%s: more than %d filters", path, FILTER_ROWS);
	for (; t->count < t->table.rows; t->count++)
		if ((bad = read_row(t, t->count, &c)) != NULL)
			return error_set(e, "%s:%llu: %s", path, t->table.lines[t->count], bad);
	return 0;
}

void
filtertable_free(struct filtertable *t)
{
	table_free(&t->table);
	arena_free(&t->memory);
}

int
filtertable_find(const struct filtertable *t, struct view bytes, struct view media)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct filter *filter = &t->rows[i];
		bool fits = filter->signature.len > 0 ? view_starts(bytes, filter->signature)
		                                      : media.len > 0 && view_equal(media, filter->media);
		if (fits && (filter->holds.len == 0 || view_find(bytes, filter->holds, 0) != (size_t)-1))
			return (int)i;
	}
	return -1;
}
