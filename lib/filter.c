#define _GNU_SOURCE
#include "filter.h"

#include "sandbox.h"
#include "table.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	WORDS = 32,
	FOLDERS = 32,
	ROWS = 64,
	SIGNATURE = 64,
	SECONDS = 3600,
	MEGABYTES = 1 << 16,
	DESCRIPTORS = 64
};

enum result { RAN, FAILED, LATE, OVERFLOW };

struct filter {
	struct view media, signature, holds; /* the last two as bytes */
	char *words[WORDS]; /* ended by NULL; the first is the program's path, or NULL: not installed */
	enum filter_output output;
	unsigned long long seconds, megabytes;
};

struct filters {
	struct table table;
	struct filter rows[ROWS];
	size_t count;
	const char *folders[FOLDERS + 1]; /* ended by NULL */
	size_t folder_count;
	pid_t host;
	int to, from; /* pipes to and from the host */
	struct arena memory;
};

/* What goes to the host before a file's bytes, and what comes back before a text's. */
struct request {
	size_t row, len;
};
struct answer {
	enum result result;
	size_t len;
};

/* ---- the table ---- */

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
		if (n + 1 == WORDS)
			return false;
		filter->words[n] = n == 0 ? find_program(word, a) : to_string(word, a);
		n++;
	}
	return n > 0;
}

static bool
read_output(struct filter *filter, struct view name)
{
	static const char *const names[] = { "lines", "text", "html", "word", "sheet", "docbook", "ofd" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (view_equal(name, view_of(names[i]))) {
			filter->output = (enum filter_output)i;
			return true;
		}
	return false;
}

static bool
read_folders(struct filters *f, struct view folders)
{
	struct view folder;
	while (view_split(&folders, ' ', &folder)) {
		if (folder.len == 0)
			continue;
		if (f->folder_count == FOLDERS ||
		    (f->folders[f->folder_count] = to_string(folder, &f->memory)) == NULL)
			return false;
		f->folder_count++;
	}
	return true;
}

struct columns {
	int media, signature, holds, command, output, seconds, megabytes, reads;
};

static const char *
read_row(struct filters *f, size_t row, const struct columns *c)
{
	const struct table *t = &f->table;
	struct filter *filter = &f->rows[row];
	filter->media = table_cell(t, row, c->media);
	if (!from_hex(table_cell(t, row, c->signature), &f->memory, &filter->signature) ||
	    !from_hex(table_cell(t, row, c->holds), &f->memory, &filter->holds))
		return "a signature is up to 64 bytes, in small hexadecimal digits";
	if (!read_command(filter, table_cell(t, row, c->command), &f->memory))
		return "a command is a program and up to 30 arguments";
	if (!read_output(filter, table_cell(t, row, c->output)))
		return "output is lines, text, html, word, sheet, docbook or ofd";
	if (view_number(table_cell(t, row, c->seconds), &filter->seconds) != 0 || filter->seconds < 1 ||
	    filter->seconds > SECONDS)
		return "seconds are from 1 to 3600";
	if (view_number(table_cell(t, row, c->megabytes), &filter->megabytes) != 0 || filter->megabytes < 1 ||
	    filter->megabytes > MEGABYTES)
		return "megabytes are from 1 to 65536";
	return read_folders(f, table_cell(t, row, c->reads)) ? NULL : "more than 32 folders";
}

static int
read_table(struct filters *f, const char *path, struct error *e)
{
	struct columns c;
	const char *bad;
	if (table_load(&f->table, path, e) != 0 || (c.media = table_need(&f->table, "media", e)) < 0 ||
	    (c.signature = table_need(&f->table, "signature", e)) < 0 ||
	    (c.holds = table_need(&f->table, "holds", e)) < 0 ||
	    (c.command = table_need(&f->table, "command", e)) < 0 ||
	    (c.output = table_need(&f->table, "output", e)) < 0 ||
	    (c.seconds = table_need(&f->table, "seconds", e)) < 0 ||
	    (c.megabytes = table_need(&f->table, "megabytes", e)) < 0 ||
	    (c.reads = table_need(&f->table, "reads", e)) < 0)
		return -1;
	if (f->table.rows > ROWS)
		return error_set(e, "%s: more than %d filters", path, ROWS);
	for (; f->count < f->table.rows; f->count++)
		if ((bad = read_row(f, f->count, &c)) != NULL)
			return error_set(e, "%s:%llu: %s", path, f->table.lines[f->count], bad);
	return 0;
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
	if (read_table(f, path, e) == 0)
		return f;
	filters_close(f);
	return NULL;
}

int
filters_find(const struct filters *f, struct view bytes, struct view media)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct filter *filter = &f->rows[i];
		bool fits = filter->signature.len > 0 ? view_starts(bytes, filter->signature)
		                                      : media.len > 0 && view_equal(media, filter->media);
		if (fits && (filter->holds.len == 0 || view_find(bytes, filter->holds, 0) != (size_t)-1))
			return (int)i;
	}
	return -1;
}

enum filter_output
filters_output(const struct filters *f, int row)
{
	return f->rows[row].output;
}

/* ---- pipes ---- */

static bool
write_whole(int fd, const void *from, size_t len)
{
	const char *at = from;
	while (len > 0) {
		ssize_t n = write(fd, at, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

static bool
read_whole(int fd, void *to, size_t len)
{
	char *at = to;
	while (len > 0) {
		ssize_t n = read(fd, at, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

/* ---- the host ---- */

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
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* What the program writes until it closes its output, the time is up or it is too much. */
static enum result
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
			return ready < 0 ? FAILED : LATE;
		if (out->len > FILTER_OUTPUT)
			return OVERFLOW;
		if (buffer_reserve(out, 1 << 16) != 0)
			return FAILED;
		ssize_t n = read(fd, out->at + out->len, 1 << 16);
		if (n <= 0)
			return n == 0 ? RAN : FAILED;
		out->len += (size_t)n;
	}
}

static enum result
wait_for(pid_t child, enum result result)
{
	int status;
	if (result != RAN)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return FAILED;
	if (result == RAN && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return LATE;
	return result == RAN && (!WIFEXITED(status) || WEXITSTATUS(status) != 0) ? FAILED : result;
}

static enum result
host_run(const struct filter *filter, int input, struct buffer *out)
{
	int pipes[2];
	if (pipe2(pipes, O_CLOEXEC) != 0)
		return FAILED;
	pid_t child = fork();
	if (child == 0)
		become(filter, input, pipes[1]);
	close(pipes[1]);
	enum result result = child < 0 ? FAILED : collect(pipes[0], (long long)filter->seconds, out);
	close(pipes[0]);
	return child < 0 ? FAILED : wait_for(child, result);
}

/* A file in memory with the next `len` bytes of the request; -1: the other side is gone. */
static int
host_take(int from, size_t len)
{
	char piece[1 << 16];
	int fd = memfd_create("file", MFD_CLOEXEC);
	for (size_t n; len > 0; len -= n) {
		n = len < sizeof piece ? len : sizeof piece;
		if (!read_whole(from, piece, n))
			return -1;
		if (fd >= 0 && !write_whole(fd, piece, n)) {
			close(fd);
			fd = -1;
		}
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

static void
host_serve(const struct filters *f, int from, int to)
{
	struct request r;
	struct buffer out = { 0 };
	while (read_whole(from, &r, sizeof r) && r.row < f->count) {
		int input = host_take(from, r.len);
		struct answer a = { FAILED, 0 };
		buffer_reset(&out);
		if (input >= 0)
			a.result = host_run(&f->rows[r.row], input, &out);
		if (input >= 0)
			close(input);
		a.len = a.result == RAN ? out.len : 0;
		if (!write_whole(to, &a, sizeof a) || !write_whole(to, out.at, a.len))
			break;
	}
	buffer_free(&out);
}

/* The host's life. First it says whether it is in its sandbox, and a note. */
static _Noreturn void
host_live(const struct filters *f, int from, int to)
{
	const char *programs[ROWS + 1] = { NULL };
	struct buffer note = { 0 };
	struct error e;
	size_t n = 0;
	for (size_t i = 0; i < f->count; i++)
		if (f->rows[i].words[0] != NULL)
			programs[n++] = f->rows[i].words[0];
	signal(SIGPIPE, SIG_IGN);
	bool good = sandbox_enter_host(f->folders, programs, &note, &e) == 0;
	if (!good) {
		buffer_reset(&note);
		buffer_append(&note, view_of(e.text));
	}
	struct answer a = { good ? RAN : FAILED, note.len };
	if (write_whole(to, &a, sizeof a) && write_whole(to, note.at, note.len) && good)
		host_serve(f, from, to);
	_exit(0);
}

/* ---- the reader's side ---- */

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
		host_live(f, from, to);
	}
	return f->host < 0 ? error_system(e, "filters: cannot start a process") : 0;
}

int
filters_start(struct filters *f, struct buffer *note, struct error *e)
{
	int down[2], up[2];
	struct answer a = { FAILED, 0 };
	buffer_reset(note);
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
	if (!read_whole(f->from, &a, sizeof a) || buffer_reserve(note, a.len + 1) != 0 ||
	    !read_whole(f->from, note->at, a.len))
		return error_set(e, "filters: the process that starts programs ended");
	note->len = a.len;
	if (a.result != RAN)
		return error_set(e, "filters: %.*s", VIEW_ARGS(buffer_view(note)));
	return 0;
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
	table_free(&f->table);
	arena_free(&f->memory);
	free(f);
}

int
filters_run(
    struct filters *f, int row, struct view bytes, struct buffer *out, const char **token, struct error *e)
{
	static const char *const tokens[] = { NULL, "filter-failed", "filter-timeout", "filter-limit" };
	struct request r = { (size_t)row, bytes.len };
	struct answer a;
	*token = "no-filter";
	if (f->rows[row].words[0] == NULL)
		return 0;
	if (!write_whole(f->to, &r, sizeof r) || !write_whole(f->to, bytes.at, bytes.len) ||
	    !read_whole(f->from, &a, sizeof a) || a.len > (size_t)FILTER_OUTPUT * 2 ||
	    buffer_reserve(out, a.len + 1) != 0 || !read_whole(f->from, out->at + out->len, a.len))
		return error_set(e, "filters: the process that starts programs ended");
	out->len += a.len;
	*token = tokens[a.result];
	return 0;
}
