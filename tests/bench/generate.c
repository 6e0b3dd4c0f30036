/* Writes a stream of documents of about 3 kB each, made by chance of ordinary words, places' names and, rarely, keywords. */
#include "table.h"
#include "tsv.h"

#include <stdio.h>
#include <unistd.h>

enum { ROW = 3000, PARAGRAPH = 300, RARE = 500 /* words for one keyword */ };

struct chance {
	unsigned long long seed;
};

static size_t
draw(struct chance *c, size_t below)
{
	c->seed = c->seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (size_t)(c->seed >> 33) % below;
}

/* The first words of the list come most often, as in any language. */
static struct view
word(struct chance *c, const struct table *words, const struct table *places, const struct table *keywords)
{
	if (draw(c, RARE) == 0)
		return table_cell(keywords, draw(c, keywords->rows), 0);
	if (draw(c, 12) == 0)
		return table_cell(places, draw(c, places->rows), table_column(places, "name"));
	size_t i = draw(c, words->rows), k = draw(c, words->rows);
	return table_cell(words, i * k / words->rows, 0);
}

static void
fill(struct buffer *text, struct chance *c, const struct table tables[3])
{
	size_t paragraph = 0;
	buffer_reset(text);
	while (text->len < ROW) {
		buffer_append(text, word(c, &tables[0], &tables[1], &tables[2]));
		if (text->len - paragraph > PARAGRAPH) {
			buffer_append(text, VIEW("。\\n"));
			paragraph = text->len;
		} else if (draw(c, 8) == 0) {
			buffer_append(text, draw(c, 3) ? VIEW("，") : VIEW("。"));
		}
	}
}

static int
generate(const struct table tables[3], unsigned long long bytes, struct error *e)
{
	static const struct view names[] = { VIEW_INIT("id"), VIEW_INIT("title"), VIEW_INIT("text") };
	struct tsv_writer w;
	struct buffer text = { 0 };
	struct chance c = { 2025 };
	unsigned long long done = 0;
	tsv_start(&w, STDOUT_FILENO);
	tsv_write(&w, names, 3);
	for (unsigned long long n = 0; done < bytes && !text.failed; n++) {
		char id[32];
		fill(&text, &c, tables);
		int len = snprintf(id, sizeof id, "%020llu", n);
		struct view row[] = { { id, (size_t)len }, VIEW("关于印发工作方案的通知"),
			buffer_view(&text) };
		tsv_write(&w, row, 3);
		done += text.len + 60;
	}
	buffer_free(&text);
	return tsv_finish(&w, e);
}

int
main(int argc, char *argv[])
{
	struct error e = { "usage: generate WORDS PLACES KEYWORDS BYTES" };
	struct table tables[3] = { 0 };
	unsigned long long bytes;
	bool good = argc == 5 && view_number(view_of(argv[4]), &bytes) == 0;
	for (int i = 0; i < 3 && good; i++)
		good = table_load(&tables[i], argv[i + 1], &e) == 0;
	good = good && generate(tables, bytes, &e) == 0;
	for (size_t i = 0; i < 3; i++)
		table_free(&tables[i]);
	if (!good)
		fprintf(stderr, "generate: %s\n", e.text);
	return good ? 0 : 2;
}
