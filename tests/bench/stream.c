/* Reads a stream and throws it away (`parse`), or copies it through with a column more (`copy`): what every tool pays. */
#include "tsv.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int
main(int argc, char *argv[])
{
	static const char *const own[] = { "added" };
	struct error e;
	struct tsv_writer w;
	struct tsv_layout l;
	struct view *fields;
	unsigned long long bytes = 0;
	int got;
	if (argc != 3) {
		fprintf(stderr, "usage: stream parse|copy FILE\n");
		return 2;
	}
	bool copy = strcmp(argv[1], "copy") == 0;
	struct tsv *t = tsv_open(argv + 2, 1, &e);
	if (t == NULL || tsv_layout(&l, t, own, 1, &e) != 0) {
		fprintf(stderr, "stream: %s\n", e.text);
		return 2;
	}
	tsv_start(&w, STDOUT_FILENO);
	while ((got = tsv_next(t, &fields, &e)) == 1) {
		bytes += fields[tsv_width(t) - 1].len;
		if (copy) {
			tsv_fill(&l, fields);
			tsv_row(&l, &w);
		}
	}
	if (!copy)
		printf("%llu\n", bytes);
	tsv_layout_free(&l);
	tsv_close(t);
	return got < 0 || tsv_finish(&w, &e) != 0 ? 2 : 0;
}
