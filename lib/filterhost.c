#define _GNU_SOURCE
#include "filterhost.h"

#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DESCRIPTORS = 64 };

/* How far a transfer of `len` bytes goes on from `*done`, after a call that returned `n`. False: the other side is gone. */
static bool
moved(ssize_t n, size_t *done)
{
	*done += n > 0 ? (size_t)n : 0;
	return n > 0 || (n < 0 && errno == EINTR);
}

bool
filterhost_write(int fd, const void *from, size_t len)
{
	size_t done = 0;
	while (done < len)
		if (!moved(write(fd, (const char *)from + done, len - done), &done))
			return false;
	return true;
}

bool
filterhost_read(int fd, void *to, size_t len)
{
	size_t done = 0;
	while (done < len)
		if (!moved(read(fd, (char *)to + done, len - done), &done))
			return false;
	return true;
}

static void
set_limit(int what, unsigned long long to)
{
	struct rlimit l = { to, to };
	setrlimit((__rlimit_resource_t)what, &l);
}

/* In the child: becomes the program. */
static _Noreturn void
become(const struct filter *filter, int input, int output)
{
	char locale[] = "LC_ALL=C.UTF-8", path[] = "PATH=/usr/bin:/bin", home[] = "HOME=/";
	char *environment[] = { locale, path, home, NULL };
	if (dup2(input, 0) < 0 || dup2(output, 1) < 0) /* its standard error is the host's: nothing */
		_exit(127);
	closefrom(3);
	set_limit(RLIMIT_AS, filter->megabytes << 20);
	set_limit(RLIMIT_CPU, filter->seconds + 1);
	set_limit(RLIMIT_FSIZE, 0);
	set_limit(RLIMIT_CORE, 0);
	set_limit(RLIMIT_NOFILE, DESCRIPTORS);
	if (sandbox_seal())
		execve(filter->words[0], filter->words, environment);
	_exit(127);
}

static long long
milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* What the program writes until it closes its output, the time is up or it is too much. */
static enum filter_result
collect(int fd, long long seconds, struct buffer *out)
{
	long long end = milliseconds() + seconds * 1000;
	for (;;) {
		long long left = end - milliseconds();
		struct pollfd p = { fd, POLLIN, 0 };
		int ready = left > 0 ? poll(&p, 1, (int)left) : 0;
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return ready < 0 ? FILTER_FAILED : FILTER_LATE;
		if (out->len > FILTER_OUTPUT)
			return FILTER_OVERFLOW;
		if (buffer_reserve(out, 1 << 16) != 0)
			return FILTER_FAILED;
		ssize_t n = read(fd, out->at + out->len, 1 << 16);
		if (n <= 0)
			return n == 0 ? FILTER_RAN : FILTER_FAILED;
		out->len += (size_t)n;
	}
}

static enum filter_result
wait_for(pid_t child, enum filter_result result)
{
	int status;
	if (result != FILTER_RAN)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return FILTER_FAILED;
	if (result == FILTER_RAN && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return FILTER_LATE;
	return result == FILTER_RAN && (!WIFEXITED(status) || WEXITSTATUS(status) != 0) ? FILTER_FAILED
	                                                                                : result;
}

static enum filter_result
host_run(const struct filter *filter, int input, struct buffer *out)
{
	int pipes[2];
	if (pipe2(pipes, O_CLOEXEC) != 0)
		return FILTER_FAILED;
	pid_t child = fork();
	if (child == 0)
		become(filter, input, pipes[1]);
	close(pipes[1]);
	enum filter_result result =
	    child < 0 ? FILTER_FAILED : collect(pipes[0], (long long)filter->seconds, out);
	close(pipes[0]);
	return child < 0 ? FILTER_FAILED : wait_for(child, result);
}

/* A file in memory with the next `len` bytes of the request; -1: the other side is gone. */
static int
host_take(int from, size_t len)
{
	char piece[1 << 16];
	int fd = memfd_create("file", MFD_CLOEXEC);
	for (size_t n; len > 0; len -= n) {
		n = len < sizeof piece ? len : sizeof piece;
		if (!filterhost_read(from, piece, n))
			return -1;
		if (fd >= 0 && !filterhost_write(fd, piece, n)) {
			close(fd);
			fd = -1;
		}
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

static void
host_serve(const struct filtertable *t, int from, int to)
{
	struct filter_request r;
	struct buffer out = { 0 };
	while (filterhost_read(from, &r, sizeof r) && r.row < t->count) {
		int input = host_take(from, r.len);
		struct filter_answer a = { FILTER_FAILED, 0 };
		buffer_reset(&out);
		if (input >= 0)
			a.result = host_run(&t->rows[r.row], input, &out);
		if (input >= 0)
			close(input);
		a.len = a.result == FILTER_RAN ? out.len : 0;
		if (!filterhost_write(to, &a, sizeof a) || !filterhost_write(to, out.at, a.len))
			break;
	}
	buffer_free(&out);
}

_Noreturn void
filterhost_live(const struct filtertable *t, int from, int to)
{
	const char *programs[FILTER_ROWS + 1] = { NULL };
	struct buffer note = { 0 };
	struct error e;
	size_t n = 0;
	for (size_t i = 0; i < t->count; i++)
		if (t->rows[i].words[0] != NULL)
			programs[n++] = t->rows[i].words[0];
	signal(SIGPIPE, SIG_IGN);
	bool good = sandbox_enter_host(t->folders, programs, &note, &e) == 0;
	struct filter_answer a = { good ? FILTER_RAN : FILTER_FAILED, good ? 0 : strlen(e.text) };
	if (filterhost_write(to, &a, sizeof a) && filterhost_write(to, e.text, a.len) && good)
		host_serve(t, from, to);
	_exit(0);
}
