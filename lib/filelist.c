#include "filelist.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int
append(struct filelist *l, const char *folder, const char *name, struct error *e)
{
	struct buffer joined = { 0 };
	buffer_format(&joined, "%s%s%s", folder, folder[0] ? "/" : "", name);
	struct view copy = arena_copy(&l->memory, buffer_view(&joined));
	bool failed = joined.failed || copy.at == NULL || l->count >= FILELIST_MOST;
	buffer_free(&joined);
	if (!failed && l->count == l->room) {
		size_t room = l->room ? l->room * 2 : 64;
		const char **more = realloc(l->paths, room * sizeof *more);
		failed = more == NULL;
		l->paths = failed ? l->paths : more;
		l->room = failed ? l->room : room;
	}
	if (failed)
		return error_set(e, "%s: too many files, or no memory", name);
	l->paths[l->count++] = copy.at;
	return 0;
}

static bool
is_archive(struct view name)
{
	static const struct view ends[] = { VIEW_INIT(".warc"), VIEW_INIT(".warc.gz"), VIEW_INIT(".arc"),
		VIEW_INIT(".arc.gz") };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (name.len > ends[i].len && view_ends(name, ends[i]))
			return name.at[0] != '.';
	return false;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int
folder_add(struct filelist *l, const char *path, struct error *e)
{
	DIR *d = opendir(path);
	const struct dirent *entry;
	size_t first = l->count;
	int bad = 0;
	if (d == NULL)
		return error_system(e, "%s", path);
	while (bad == 0 && (entry = readdir(d)) != NULL)
		if (is_archive(view_of(entry->d_name)))
			bad = append(l, path, entry->d_name, e);
	closedir(d);
	if (bad != 0)
		return -1;
	if (l->count == first)
		return error_set(
		    e, "%s: no file there whose name ends in .warc, .warc.gz, .arc or .arc.gz", path);
	qsort(l->paths + first, l->count - first, sizeof *l->paths, by_name);
	return 0;
}

int
filelist_add(struct filelist *l, const char *path, struct error *e)
{
	struct stat s;
	if (stat(path, &s) != 0)
		return error_system(e, "%s", path);
	return S_ISDIR(s.st_mode) ? folder_add(l, path, e) : append(l, "", path, e);
}

void
filelist_free(struct filelist *l)
{
	free(l->paths);
	arena_free(&l->memory);
	*l = (struct filelist) { 0 };
}

const char *
filelist_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}
