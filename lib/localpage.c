#define _GNU_SOURCE
#include "localpage.h"

#include "address.h"
#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *
open_error(int cause)
{
	switch (cause) {
	case ENOENT:
	case ENOTDIR:
	case EXDEV: /* the name leads out of the root */
	case ELOOP:
	case ENAMETOOLONG:
		return "not-found";
	case EACCES:
	case EPERM:
		return "forbidden";
	default:
		return "unreadable";
	}
}

static int
read_body(int fd, size_t cap, struct capture *c, struct error *e)
{
	struct stat s;
	if (fstat(fd, &s) != 0 || !S_ISREG(s.st_mode)) {
		c->error = "not-found";
		return 0;
	}
	size_t piece = s.st_size > 0 && (size_t)s.st_size < cap ? (size_t)s.st_size + 1 : 65536;
	for (;;) {
		if (buffer_reserve(&c->body, piece) != 0)
			return error_set(e, "no memory for a page");
		ssize_t n = read(fd, c->body.at + c->body.len, c->body.room - c->body.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			c->error = n < 0 ? "unreadable" : NULL;
			return 0;
		}
		c->body.len += (size_t)n;
		if (c->body.len > cap) {
			c->error = "too-large";
			return 0;
		}
	}
}

int
localpage_fetch(int root, size_t cap, struct buffer *name, struct capture *c, struct error *e)
{
	struct address a = address_parse(c->url);
	c->time = (long long)time(NULL);
	if (address_file(&a, name) != 0) {
		c->error = "address";
		return 0;
	}
	int fd = folder_below(root, name->at, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	if (fd < 0) {
		c->error = open_error(errno);
		return errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOSYS
		           ? error_system(e, "%s", name->at)
		           : 0;
	}
	int bad = read_body(fd, cap, c, e);
	close(fd);
	return bad;
}
