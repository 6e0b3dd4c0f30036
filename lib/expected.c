#include "expected.h"

#include "docno.h"
#include "matchkey.h"

enum {
	FIELD_TITLE,
	FIELD_DOCNO,
	FIELD_URL,
	FIELD_ISSUER,
	FIELD_ISSUED,
	FIELD_FINAL_URL,
	FIELD_ID,
	FIELD_ERROR
};

static const char *const names[EXPECTED_FIELDS + 3] = { "title", "docno", "url", "issuer", "issued",
	"final_url", "id", "error" };
static const char *const signs[] = { "", "title", "docno", "url" };

/* The comparable form of a field, in `scratch`; empty where there is none. -1: no memory. */
static int
comparable(struct expected *x, int field, struct view value)
{
	struct docno number;
	buffer_reset(&x->scratch);
	if (value.len == 0)
		return 0;
	if (field == FIELD_URL || field == FIELD_FINAL_URL)
		buffer_append(&x->scratch, value);
	else if (field != FIELD_DOCNO)
		return matchkey(value, &x->scratch);
	else if (docno_parse(value, &number))
		docno_write(&number, &x->scratch);
	else
		return matchkey(value, &x->scratch);
	return x->scratch.failed ? -1 : 0;
}

static int
keep(struct expected *x, int field, struct view value, struct view *kept)
{
	if (comparable(x, field, value) != 0)
		return -1;
	*kept = arena_copy(&x->memory, buffer_view(&x->scratch));
	return kept->at == NULL ? -1 : 0;
}

/* ---- the list ---- */

/* Rows with the same key hang on the first one. */
static int
hang(struct expected *x, size_t row, int k)
{
	bool added;
	struct view key = x->rows[row].key[k];
	if (key.len == 0)
		return 0;
	size_t *first = keymap_put(&x->keys[k], key, row + 1, &added);
	if (first == NULL)
		return -1;
	if (!added) {
		x->rows[row].next[k] = x->rows[*first - 1].next[k];
		x->rows[*first - 1].next[k] = row + 1;
	}
	return 0;
}

static int
load_row(struct expected *x, size_t row, const int columns[EXPECTED_FIELDS], struct error *e)
{
	struct expected_row *r = &x->rows[row];
	struct view *kept[EXPECTED_FIELDS] = { &r->key[FIELD_TITLE], &r->key[FIELD_DOCNO], &r->key[FIELD_URL],
		&r->issuer, NULL };
	size_t filled = 0;
	r->issued = table_cell(&x->table, row, columns[FIELD_ISSUED]);
	for (int f = 0; f < FIELD_ISSUED; f++) {
		struct view value = view_trim(table_cell(&x->table, row, columns[f]));
		if (keep(x, f, value, kept[f]) != 0)
			return error_set(e, "no memory");
		filled += f < EXPECTED_KEYS && kept[f]->len > 0;
	}
	if (filled == 0)
		return error_set(e, "%s:%llu: the row has no url, no docno and no title", x->table.file,
		    x->table.lines[row]);
	for (int k = 0; k < EXPECTED_KEYS; k++)
		if (hang(x, row, k) != 0)
			return error_set(e, "no memory");
	return 0;
}

int
expected_load(struct expected *x, const char *path, struct error *e)
{
	int columns[EXPECTED_FIELDS];
	*x = (struct expected) { 0 };
	if (table_load(&x->table, path, e) != 0)
		return -1;
	for (int f = 0; f < EXPECTED_FIELDS; f++)
		columns[f] = table_column(&x->table, names[f]);
	if (columns[FIELD_TITLE] < 0 && columns[FIELD_DOCNO] < 0 && columns[FIELD_URL] < 0)
		return error_set(e, "%s:1: no column \"url\", \"docno\" or \"title\"", path);
	x->rows = arena_clear(&x->memory, x->table.rows + 1, sizeof *x->rows);
	if (x->rows == NULL)
		return error_set(e, "no memory");
	for (size_t row = 0; row < x->table.rows; row++)
		if (load_row(x, row, columns, e) != 0)
			return -1;
	return 0;
}

void
expected_free(struct expected *x)
{
	for (int k = 0; k < EXPECTED_KEYS; k++)
		keymap_free(&x->keys[k]);
	buffer_free(&x->scratch);
	buffer_free(&x->issuer);
	arena_free(&x->memory);
	table_free(&x->table);
}

/* ---- the stream ---- */

int
expected_bind(struct expected *x, const struct tsv *in, struct error *e)
{
	for (int f = 0; f < EXPECTED_FIELDS + 3; f++)
		x->stream[f] = tsv_column(in, names[f]);
	if (tsv_need(in, names[FIELD_ID], e) < 0)
		return -1;
	if (x->stream[FIELD_TITLE] < 0 && x->stream[FIELD_DOCNO] < 0 && x->stream[FIELD_URL] < 0)
		return error_set(e, "%s:1: no column \"url\", \"docno\" or \"title\"", tsv_file(in));
	return 0;
}

static struct view
field(const struct expected *x, const struct view *fields, int f)
{
	return x->stream[f] < 0 ? VIEW("") : fields[x->stream[f]];
}

static bool
holds(struct view whole, struct view part)
{
	return view_find(whole, part, 0) != (size_t)-1;
}

/* Nothing that both sides tell speaks against it. `issuer` is the document's, in comparable form. */
static bool
agrees(const struct expected_row *r, enum expected_sign sign, struct view issuer, struct view issued)
{
	if (sign == EXPECTED_ADDRESS)
		return true;
	if (r->issuer.len > 0 && issuer.len > 0 && !holds(r->issuer, issuer) && !holds(issuer, r->issuer))
		return false;
	return sign == EXPECTED_NUMBER || r->issued.len == 0 || issued.len == 0 ||
	       view_starts(r->issued, issued) || view_starts(issued, r->issued);
}

static int
answer(struct expected *x, struct expected_row *r, enum expected_sign sign, const struct view *fields)
{
	struct view error = field(x, fields, FIELD_ERROR);
	bool held = error.len == 0;
	if (r->sign != EXPECTED_NOTHING && (r->held > held || (r->held == held && r->sign >= sign)))
		return 0;
	r->sign = sign;
	r->held = held;
	r->id = arena_copy(&x->memory, field(x, fields, FIELD_ID));
	r->error = arena_copy(&x->memory, error);
	return r->id.at == NULL || r->error.at == NULL ? -1 : 0;
}

/* Asks the rows whose key `k` is the document's field `f`. */
static int
ask(struct expected *x, int f, int k, const struct view *fields)
{
	if (comparable(x, f, field(x, fields, f)) != 0)
		return -1;
	const size_t *first = keymap_get(&x->keys[k], buffer_view(&x->scratch));
	if (first == NULL)
		return 0;
	buffer_reset(&x->issuer);
	if (matchkey(field(x, fields, FIELD_ISSUER), &x->issuer) != 0)
		return -1;
	for (size_t row = *first; row > 0; row = x->rows[row - 1].next[k]) {
		struct expected_row *r = &x->rows[row - 1];
		enum expected_sign sign = (enum expected_sign)(k + 1);
		if (agrees(r, sign, buffer_view(&x->issuer), field(x, fields, FIELD_ISSUED)) &&
		    answer(x, r, sign, fields) != 0)
			return -1;
	}
	return 0;
}

int
expected_meet(struct expected *x, const struct view *fields)
{
	static const int asked[][2] = { { FIELD_URL, FIELD_URL }, { FIELD_FINAL_URL, FIELD_URL },
		{ FIELD_DOCNO, FIELD_DOCNO }, { FIELD_TITLE, FIELD_TITLE } };
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		if (ask(x, asked[i][0], asked[i][1], fields) != 0)
			return -1;
	return 0;
}

/* ---- the answer ---- */

long
expected_write(const struct expected *x, struct tsv_writer *w)
{
	static const char *const own[] = { "state", "found", "sign", "error" };
	struct tsv_layout l;
	struct arena scratch = { 0 };
	struct error e;
	long missing = 0;
	if (tsv_layout_names(&l, x->table.names, x->table.columns, own, 4, &e) != 0)
		return -1;
	tsv_header(&l, w);
	for (size_t row = 0; row < x->table.rows; row++) {
		const struct expected_row *r = &x->rows[row];
		for (size_t c = 0; c < x->table.columns; c++)
			l.fields[c] = tsv_encode(table_cell(&x->table, row, (int)c), &scratch);
		l.fields[l.own[0]] = r->sign == EXPECTED_NOTHING ? VIEW("missing")
		                     : r->held                   ? VIEW("held")
		                                                 : VIEW("unread");
		l.fields[l.own[1]] = r->id;
		l.fields[l.own[2]] = view_of(signs[r->sign]);
		l.fields[l.own[3]] = r->error;
		missing += !r->held;
		tsv_row(&l, w);
		arena_reset(&scratch);
	}
	tsv_layout_free(&l);
	arena_free(&scratch);
	return missing;
}
