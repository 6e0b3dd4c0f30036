/* Runs a command with its output in a file, and prints the seconds that passed, those of the processor, and its largest
 * resident memory in KiB. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
main(int argc, char *argv[])
{
	struct rusage used;
	int status;
	if (argc < 3) {
		fprintf(stderr, "usage: measure OUTPUT COMMAND [ARGUMENT ...]\n");
		return 2;
	}
	double from = now();
	pid_t child = fork();
	if (child == 0) {
		int out = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0666);
		if (out >= 0 && dup2(out, STDOUT_FILENO) >= 0)
			execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) != child) {
		perror("measure");
		return 2;
	}
	printf(
	    "%.4f %.4f %ld\n", now() - from, seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : 2;
}
