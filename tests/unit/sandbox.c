#define _GNU_SOURCE
#include "check.h"
#include "folder.h"
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char inside[] = "/tmp/shidian-unit-inside-XXXXXX", outside[] = "/tmp/shidian-unit-outside-XXXXXX";

static void
make_file(const char *folder, const char *name, char path[64])
{
	snprintf(path, 64, "%s/%s", folder, name);
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	CHECK(fd >= 0 && write(fd, "text", 4) == 4);
	close(fd);
}

static bool
opens(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void
writing(const char *page, int open_before, int folder)
{
	CHECK(write(open_before, "more", 4) == 4);
	CHECK(!opens(page, O_WRONLY) && errno == EACCES);
	CHECK(!opens(page, O_RDWR) && errno == EACCES);
	CHECK(!opens(page, O_RDONLY | O_TRUNC));
	CHECK(folder_below(folder, "page", O_WRONLY, 0) < 0 && errno == EACCES);
	CHECK(folder_below(folder, "new", O_WRONLY | O_CREAT, 0600) < 0 && errno == EACCES);
	CHECK(unlink(page) != 0 && errno == EPERM);
	CHECK(truncate(page, 0) != 0 && errno == EPERM);
	CHECK(chmod(page, 0777) != 0 && errno == EPERM);
}

static void
reaching_out(void)
{
	char name[] = "true", *const args[] = { name, NULL };
	pid_t child = fork();
	if (child == 0)
		_exit(0);
	CHECK(child < 0 && errno == EPERM);
	CHECK(socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM);
	CHECK(socket(AF_UNIX, SOCK_DGRAM, 0) < 0 && errno == EPERM);
	CHECK(execv("/usr/bin/true", args) != 0);
	CHECK(kill(getppid(), 0) != 0 && errno == EPERM);
}

/* What the child does; the parent looks at its status. */
static int
prisoner(const char *page, const char *input, const char *secret, int open_before)
{
	const char *folders[] = { inside, NULL };
	char in[64], dash[] = "-", none[] = "/no/such/file", *files[] = { in, dash, none };
	struct buffer note = { 0 };
	struct error e;
	int folder = folder_open(inside, &e), below;
	snprintf(in, sizeof in, "%s", input);
	CHECK(folder >= 0 && opens(secret, O_RDONLY));
	CHECK(sandbox_enter(folders, files, 3, &note, &e) == 0);
	if (note.len > 0)
		fprintf(stderr, "not tested in full: %.*s\n", VIEW_ARGS(buffer_view(&note)));
	CHECK(opens(page, O_RDONLY) && opens(input, O_RDONLY));
	CHECK((below = folder_below(folder, "page", O_RDONLY, 0)) >= 0);
	close(below);
	if (note.len == 0) {
		CHECK(!opens(secret, O_RDONLY) && errno == EACCES);
		CHECK(!opens("/etc/passwd", O_RDONLY) && errno == EACCES);
	}
	iconv_t handle = iconv_open("UTF-8", "GB18030"); /* loads a module */
	CHECK(handle != (iconv_t)-1);
	iconv_close(handle);
	writing(page, open_before, folder);
	reaching_out();
	return check_status();
}

int
main(void)
{
	char page[64], input[64], secret[64];
	int status = -1;
	if (!sandbox_built()) {
		fprintf(stderr, "not tested: the sandbox is off in a build with AddressSanitizer\n");
		return 0;
	}
	CHECK(mkdtemp(inside) != NULL && mkdtemp(outside) != NULL);
	make_file(inside, "page", page);
	make_file(outside, "input", input);
	make_file(outside, "secret", secret);
	int fd = open(input, O_WRONLY | O_APPEND);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0)
		exit(prisoner(page, input, secret, fd));
	CHECK(child > 0 && waitpid(child, &status, 0) == child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	CHECK(unlink(page) == 0 && unlink(input) == 0 && unlink(secret) == 0);
	CHECK(rmdir(inside) == 0 && rmdir(outside) == 0);
	return check_status();
}
