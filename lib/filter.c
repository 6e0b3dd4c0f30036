#define _GNU_SOURCE
#include "filter.h"

#include "filterhost.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct filters {
	struct filtertable table;
	pid_t host;
	int to, from; /* pipes to and from the host */
};

int
filters_find(const struct filters *f, struct view bytes, struct view media)
{
	return filtertable_find(&f->table, bytes, media);
}

enum filter_output
filters_output(const struct filters *f, int row)
{
	return f->table.rows[row].output;
}

/* Closes every descriptor but `a` and the higher `b`: the host holds no file of its parent's, and no end of a pipe open. */
static void
close_others(unsigned a, unsigned b)
{
	close_range(0, a - 1, 0);
	if (b > a + 1)
		close_range(a + 1, b - 1, 0);
	close_range(b + 1, ~0U, 0);
}

static int
host_fork(struct filters *f, int down[2], int up[2], struct error *e)
{
	f->host = fork();
	if (f->host == 0) {
		int from = fcntl(down[0], F_DUPFD_CLOEXEC, 3);
		int to = from < 0 ? -1 : fcntl(up[1], F_DUPFD_CLOEXEC, from + 1);
		if (to < 0)
			_exit(1);
		close_others((unsigned)from, (unsigned)to);
		if (open("/dev/null", O_RDWR) != 0 || dup(0) != 1 || dup(0) != 2)
			_exit(1);
		filterhost_live(&f->table, from, to);
	}
	return f->host < 0 ? error_system(e, "filters: cannot start a process") : 0;
}

static int
host_start(struct filters *f, struct error *e)
{
	int down[2], up[2];
	struct filter_answer a;
	struct error why = { "" };
	if (pipe2(down, O_CLOEXEC) != 0)
		return error_system(e, "filters: cannot make a pipe");
	if (pipe2(up, O_CLOEXEC) != 0) {
		close(down[0]);
		close(down[1]);
		return error_system(e, "filters: cannot make a pipe");
	}
	int bad = host_fork(f, down, up, e);
	close(down[0]);
	close(up[1]);
	f->to = down[1];
	f->from = up[0];
	if (bad != 0)
		return -1;
	if (!filterhost_read(f->from, &a, sizeof a) || a.len >= sizeof why.text ||
	    !filterhost_read(f->from, why.text, a.len))
		return error_set(e, "filters: the process that starts programs ended");
	return a.result == FILTER_RAN ? 0 : error_set(e, "filters: %.200s", why.text);
}

struct filters *
filters_open(const char *path, struct error *e)
{
	struct filters *f = calloc(1, sizeof *f);
	if (f == NULL) {
		error_set(e, "no memory for %s", path);
		return NULL;
	}
	f->to = f->from = -1;
	if (filtertable_load(&f->table, path, e) == 0 && host_start(f, e) == 0)
		return f;
	filters_close(f);
	return NULL;
}

void
filters_close(struct filters *f)
{
	if (f == NULL)
		return;
	if (f->to >= 0)
		close(f->to);
	if (f->from >= 0)
		close(f->from);
	if (f->host > 0)
		while (waitpid(f->host, NULL, 0) < 0 && errno == EINTR)
			;
	filtertable_free(&f->table);
	free(f);
}

int
filters_run(
    struct filters *f, int row, struct view bytes, struct buffer *out, const char **token, struct error *e)
{
	static const char *const tokens[] = { NULL, "filter-failed", "filter-timeout", "filter-limit" };
	struct filter_request r = { (size_t)row, bytes.len };
	struct filter_answer a;
	*token = "no-filter";
	if (f->table.rows[row].words[0] == NULL)
		return 0;
	if (!filterhost_write(f->to, &r, sizeof r) || !filterhost_write(f->to, bytes.at, bytes.len) ||
	    !filterhost_read(f->from, &a, sizeof a) || a.len > (size_t)FILTER_OUTPUT * 2 ||
	    buffer_reserve(out, a.len + 1) != 0 || !filterhost_read(f->from, out->at + out->len, a.len))
		return error_set(e, "filters: the process that starts programs ended");
	out->len += a.len;
	*token = tokens[a.result];
	return 0;
}
