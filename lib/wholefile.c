#define _GNU_SOURCE
#include "wholefile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024 };

static int
read_all(int fd, const char *path, size_t cap, struct buffer *out, struct error *e)
{
	for (size_t from = out->len;;) {
		if (buffer_reserve(out, BLOCK) != 0)
			return error_set(e, "%s: no memory", path);
		ssize_t n = read(fd, out->at + out->len, BLOCK);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_system(e, "%s", path);
		if (n == 0)
			return 0;
		out->len += (size_t)n;
		if (out->len - from > cap)
			return error_set(e, "%s: above %zu bytes", path, cap);
	}
}

int
wholefile_read(const char *path, size_t cap, struct buffer *out, struct error *e)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return error_system(e, "%s", path);
	int bad = read_all(fd, path, cap, out, e);
	if (!standard)
		close(fd);
	return bad;
}

int
wholefile_write(const char *path, struct view bytes, struct error *e)
{
	FILE *f = fopen(path, "wbx");
	if (f == NULL)
		return error_system(e, "%s", path);
	bool written = fwrite(bytes.at, 1, bytes.len, f) == bytes.len;
	return fclose(f) == 0 && written ? 0 : error_system(e, "%s", path);
}
