#define _GNU_SOURCE
#include "ledger.h"

#include "context.h"
#include "tsv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	ID,
	TAG,
	RULE,
	PARAGRAPH,
	OFFSET,
	SENTENCE,
	MATCH,
	COUNTED,
	BY,
	QUOTED,
	AMBIGUOUS,
	SET,
	DIGEST,
	WIDTH
};

static const char *const names[WIDTH] = { "id", "tag", "rule", "paragraph", "offset", "sentence", "match",
	"counted", "by", "quoted", "ambiguous", "set", "sha256" };

struct ledger {
	const char *path;
	char *part; /* NULL: written in place */
	const struct ruleset *rules;
	struct tsv_writer out;
	struct arena memory;
};

/* How far the offset has been counted: hits come in order, and a text may be one long paragraph. */
struct count {
	const char *paragraph;
	size_t bytes;
	unsigned long long characters;
};

static int
open_part(struct ledger *l, const char *path, struct error *e)
{
	struct stat at;
	if (path[0] == '\0')
		return error_set(e, "the ledger has an empty name");
	if (stat(path, &at) != 0 || S_ISREG(at.st_mode)) {
		size_t room = strlen(path) + sizeof ".part";
		l->part = malloc(room);
		if (l->part == NULL)
			return error_set(e, "%s: no memory", path);
		snprintf(l->part, room, "%s.part", path);
	}
	const char *name = l->part ? l->part : path;
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return error_system(e, "%s", name);
	tsv_start(&l->out, fd);
	return 0;
}

struct ledger *
ledger_new(const char *path, const struct ruleset *rules, struct error *e)
{
	struct view header[WIDTH];
	struct ledger *l = calloc(1, sizeof *l);
	if (l == NULL) {
		error_set(e, "%s: no memory", path);
		return NULL;
	}
	*l = (struct ledger) { .path = path, .rules = rules };
	if (open_part(l, path, e) != 0) {
		free(l->part);
		free(l);
		return NULL;
	}
	for (size_t i = 0; i < WIDTH; i++)
		header[i] = view_of(names[i]);
	tsv_write(&l->out, header, WIDTH);
	return l;
}

static unsigned long long
offset(const struct hit *h, struct count *c)
{
	if (c->paragraph != h->in.at)
		*c = (struct count) { .paragraph = h->in.at };
	for (; c->bytes < h->from; c->bytes++)
		c->characters += ((unsigned char)h->in.at[c->bytes] & 0xC0) != 0x80;
	return c->characters;
}

static struct view
quoted(const struct hit *h, struct view title)
{
	switch (context_quoted(h->in, h->from, h->to, title)) {
	case QUOTED_OWN:
		return VIEW("own");
	case QUOTED_OTHER:
		return VIEW("other");
	case QUOTED_NAME:
		return VIEW("name");
	case QUOTED_NOT:
		break;
	}
	return VIEW("");
}

static int
add_hit(
    struct ledger *l, const struct ledger_source *of, struct view title, const struct hit *h, struct count *c)
{
	const struct rule *r = &l->rules->rules[h->rule];
	struct view row[WIDTH] = {
		[ID] = of->id,
		[TAG] = view_of(l->rules->tags[r->tag]),
		[RULE] = tsv_number(r->line, &l->memory),
		[PARAGRAPH] = tsv_number(h->paragraph, &l->memory),
		[OFFSET] = tsv_number(offset(h, c), &l->memory),
		[SENTENCE] = tsv_encode(context_sentence(h->in, h->from, h->to), &l->memory),
		[MATCH] = tsv_encode(view_slice(h->in, h->from, h->to), &l->memory),
		[COUNTED] = h->counted ? VIEW("1") : VIEW("0"),
		[BY] = tsv_encode(h->by, &l->memory),
		[QUOTED] = quoted(h, title),
		[AMBIGUOUS] = h->ambiguous ? VIEW("1") : VIEW(""),
		[SET] = r->broad ? VIEW("broad") : VIEW("narrow"),
		[DIGEST] = of->sha256,
	};
	for (size_t i = 0; i < WIDTH; i++)
		if (row[i].at == NULL)
			return -1;
	tsv_write(&l->out, row, WIDTH);
	return 0;
}

int
ledger_add(struct ledger *l, const struct ledger_source *of, const struct classifier *c, struct error *e)
{
	size_t count;
	const struct hit *hits = classifier_hits(c, &count);
	struct count so_far = { 0 };
	for (size_t i = 0; i < count; i++) {
		arena_reset(&l->memory);
		if (add_hit(l, of, classifier_title(c), &hits[i], &so_far) != 0)
			return error_set(e, "%s: no memory", l->path);
	}
	return 0;
}

static void
ledger_free(struct ledger *l)
{
	arena_free(&l->memory);
	free(l->part);
	free(l);
}

int
ledger_finish(struct ledger *l, struct error *e)
{
	struct error why;
	int got = 0;
	if (l == NULL)
		return 0;
	if (tsv_finish(&l->out, &why) != 0)
		got = error_set(e, "%s: %s", l->path, why.text);
	if (close(l->out.fd) != 0 && got == 0)
		got = error_system(e, "%s", l->path);
	if (got == 0 && l->part != NULL && rename(l->part, l->path) != 0)
		got = error_system(e, "%s", l->path);
	if (got != 0 && l->part != NULL)
		unlink(l->part);
	ledger_free(l);
	return got;
}

void
ledger_drop(struct ledger *l)
{
	if (l == NULL)
		return;
	buffer_free(&l->out.out);
	close(l->out.fd);
	if (l->part != NULL)
		unlink(l->part);
	ledger_free(l);
}
