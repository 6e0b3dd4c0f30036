/* doccite: which document cites which, by document numbers and titles: an edge list. */
#include "catalogue.h"
#include "citation.h"
#include "context.h"
#include "tool.h"

#include <stdlib.h>

enum option { OPTION_RESOLVED, OPTION_DATA, OPTIONS };

static const struct command_option options[] = {
	[OPTION_RESOLVED] = { "resolved", NULL, "only citations of documents of the stream" },
	[OPTION_DATA] = { "data", "DIR", "folder of the tables" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = { "doccite", "[--resolved] [--data DIR] FILE",
	"Lists which document cites which: document numbers, and titles in their brackets.", options };

struct columns {
	int id, docno, title, text, family, error;
};

struct job {
	const char *value[OPTIONS];
	struct columns c;
	struct words *words;
	struct catalogue catalogue;
	struct keymap seen; /* what the document at hand has cited, and its edge */
	struct edge {
		enum citation_kind kind;
		struct view cited;
		unsigned long long times;
	} * edges;
	size_t count, room;
	struct arena memory; /* of the document at hand */
	struct buffer number;
	struct tsv_writer out;
	struct progress progress;
};

static int
find_columns(struct columns *c, const struct tsv *in, struct error *e)
{
	c->docno = tsv_column(in, "docno");
	c->title = tsv_column(in, "title");
	c->family = tsv_column(in, "family");
	c->error = tsv_column(in, "error");
	c->id = tsv_need(in, "id", e);
	c->text = c->id < 0 ? -1 : tsv_need(in, "text", e);
	return c->text < 0 ? -1 : 0;
}

static struct view
cell(const struct view *fields, int column)
{
	return column < 0 ? VIEW("") : fields[column];
}

/* ---- what a document cites ---- */

static int
add_edge(struct job *j, enum citation_kind kind, struct view cited)
{
	bool added;
	struct view kept = arena_copy(&j->memory, cited);
	size_t *index = kept.at ? keymap_put(&j->seen, kept, j->count, &added) : NULL;
	if (index == NULL)
		return -1;
	if (!added) {
		j->edges[*index].times++;
		return 0;
	}
	if (j->count == j->room) {
		size_t room = j->room ? 2 * j->room : 64;
		struct edge *wider = realloc(j->edges, room * sizeof *wider);
		if (wider == NULL)
			return -1;
		j->edges = wider;
		j->room = room;
	}
	j->edges[j->count++] = (struct edge) { kind, kept, 1 };
	return 0;
}

/* A title that the document's own title issues is its annex, and no citation. */
static bool
is_own(struct view text, const struct citation *c, struct view title)
{
	size_t inside = c->start + strlen("《");
	return context_quoted(text, inside, inside + 1, title) == QUOTED_OWN;
}

static int
read_text(struct job *j, struct view text, struct view docno, struct view title)
{
	struct citations all;
	struct citation c;
	citations_start(&all, text);
	while (citations_next(&all, &c)) {
		struct view cited = c.title;
		if (c.kind == CITATION_NUMBER) {
			buffer_reset(&j->number);
			docno_write(&c.number, &j->number);
			cited = buffer_view(&j->number);
		}
		bool own = c.kind == CITATION_NUMBER ? view_equal(cited, docno)
		                                     : view_equal(cited, title) || is_own(text, &c, title);
		if (!own && cited.len > 0 && add_edge(j, c.kind, cited) != 0)
			return -1;
	}
	return 0;
}

/* ---- output ---- */

static void
write_edges(struct job *j, struct view id, struct view family)
{
	for (size_t i = 0; i < j->count; i++) {
		const struct edge *x = &j->edges[i];
		const struct catalogued *to = x->kind == CITATION_NUMBER
		                                  ? catalogue_number(&j->catalogue, x->cited)
		                                  : catalogue_title(&j->catalogue, x->cited);
		bool known = to != NULL && !to->unclear, itself = known && view_equal(to->family, family);
		if (itself || (j->value[OPTION_RESOLVED] && !known))
			continue;
		char times[24], candidates[24];
		snprintf(times, sizeof times, "%llu", x->times);
		snprintf(candidates, sizeof candidates, "%zu", to ? to->documents : 0);
		struct view row[] = { id, known ? to->family : VIEW(""),
			x->kind == CITATION_NUMBER ? VIEW("number") : VIEW("title"),
			tsv_encode(x->cited, &j->memory), view_of(times), view_of(candidates) };
		tsv_write(&j->out, row, sizeof row / sizeof *row);
	}
}

static int
cite(struct job *j, const struct view *f, struct error *e)
{
	struct view id = f[j->c.id], family = cell(f, j->c.family);
	struct view text = tsv_decode(f[j->c.text], &j->memory),
	            title = tsv_decode(cell(f, j->c.title), &j->memory);
	if (text.at == NULL || title.at == NULL || read_text(j, text, cell(f, j->c.docno), title) != 0)
		return error_set(e, "no memory");
	write_edges(j, id, family.len > 0 ? family : id);
	keymap_free(&j->seen);
	j->seen = (struct keymap) { 0 };
	j->count = 0;
	return 0;
}

static int
catalogue(struct job *j, const struct view *f, struct error *e)
{
	struct view title = tsv_decode(cell(f, j->c.title), &j->memory);
	if (title.at == NULL)
		return error_set(e, "no memory");
	return catalogue_add(
	    &j->catalogue, f[j->c.id], cell(f, j->c.family), cell(f, j->c.docno), title, j->words, e);
}

/* ---- two passes ---- */

static int
pass(struct job *j, char *path, int each(struct job *, const struct view *, struct error *), struct error *e)
{
	struct view *fields;
	struct tsv *in = tsv_open(&path, 1, e);
	int got = in ? find_columns(&j->c, in, e) : -1;
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		got = each(j, fields, e);
		arena_reset(&j->memory);
		tool_progress(&command, &j->progress);
	}
	tsv_close(in);
	return got;
}

static int
run(struct job *j, char *path, struct error *e)
{
	static const struct view header[] = { VIEW_INIT("from"), VIEW_INIT("to"), VIEW_INIT("kind"),
		VIEW_INIT("cited"), VIEW_INIT("times"), VIEW_INIT("candidates") };
	char table[4096];
	if (command_data(j->value[OPTION_DATA], "implementing.tsv", table, sizeof table, e) != 0)
		return -1;
	j->words = words_load(table, e);
	if (j->words == NULL || pass(j, path, catalogue, e) != 0)
		return -1;
	tsv_start(&j->out, STDOUT_FILENO);
	tsv_write(&j->out, header, sizeof header / sizeof *header);
	int got = pass(j, path, cite, e);
	struct error write_error;
	if (tsv_finish(&j->out, &write_error) != 0 && got == 0) {
		*e = write_error;
		got = -1;
	}
	return got;
}

static void
release(struct job *j)
{
	catalogue_free(&j->catalogue);
	words_free(j->words);
	keymap_free(&j->seen);
	free(j->edges);
	arena_free(&j->memory);
	buffer_free(&j->number);
}

int
main(int argc, char *argv[])
{
	struct job j = { 0 };
	struct error e;
	int at, status = tool_options(&command, argc, argv, &at, j.value, &j.progress);
	if (status >= 0)
		return status;
	if (argc - at != 1 || strcmp(argv[at], "-") == 0) {
		error_set(&e, "needs one FILE (it is read twice)");
		return tool_fail(&command, &e);
	}
	int got = run(&j, argv[at], &e);
	release(&j);
	return tool_close(&command, got == 0 ? STATUS_OK : tool_fail(&command, &e));
}
