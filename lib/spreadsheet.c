#include "spreadsheet.h"

#include "coding.h"
#include "serial.h"
#include "utf8.h"
#include "wholefile.h"
#include "xml.h"
#include "zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct spreadsheet {
	const char *path;
	struct buffer file, part, sheet;
	struct zip zip;
	struct coding *coding;
	bool from1904;
	struct arena memory; /* strings and formats */
	struct view *strings;
	size_t string_count;
	bool *dates; /* by style */
	size_t style_count;
	struct xml xml; /* of the sheet */
	struct view *fields;
	struct arena row;
	unsigned long long line;
};

static bool
opens(const struct xml *x, enum xml_piece p, const char *name)
{
	return p == XML_OPEN && view_equal(x->name, view_of(name));
}

static bool
closes(const struct xml *x, enum xml_piece p, const char *name)
{
	return p == XML_CLOSE && view_equal(x->name, view_of(name));
}

/* The attribute's number; `none` where there is none. */
static unsigned long long
attribute_number(const struct xml *x, const char *name, unsigned long long none)
{
	unsigned long long n;
	return view_number(xml_attribute(x->value, name), &n) == 0 ? n : none;
}

/* A part in s->part; a missing one is empty. */
static int
read_part(struct spreadsheet *s, struct view name, struct error *e)
{
	struct error why;
	buffer_reset(&s->part);
	if (zip_read(&s->zip, name, SPREADSHEET_PART, s->coding, &s->part, &why) < 0)
		return error_set(e, "%s: %.900s", s->path, why.text);
	return 0;
}

/* ---- texts ---- */

/* _x000D_ stands for a character that XML can't hold, _x005F_ for the _ of such a thing (ECMA-376 part 1 §22.9.2.19). */
static void
undo_escapes(struct buffer *b, size_t from)
{
	size_t to = from;
	for (size_t i = from; i < b->len; i++) {
		unsigned code = 0;
		char text[4];
		bool escape = b->len - i >= 7 && memcmp(b->at + i, "_x", 2) == 0 && b->at[i + 6] == '_';
		for (size_t k = 2; escape && k < 6; k++) {
			int digit = view_hex(b->at[i + k]);
			escape = digit >= 0;
			code = code << 4 | (unsigned)(escape ? digit : 0);
		}
		size_t n = escape ? utf8_encode(code, text) : 0;
		if (escape)
			memcpy(b->at + to, text, n);
		else
			b->at[to] = b->at[i];
		to += escape ? n : 1;
		i += escape ? 6 : 0;
	}
	b->len = to;
}

/* What is in `b`, sound and with LF alone, in `a`. */
static struct view
settle(struct buffer *b, struct arena *a)
{
	struct buffer sound = { 0 };
	undo_escapes(b, 0);
	utf8_repair(buffer_view(b), &sound);
	size_t n = 0;
	for (size_t i = 0; i < sound.len; i++)
		if (sound.at[i] != '\r' || i + 1 == sound.len || sound.at[i + 1] != '\n')
			sound.at[n++] = sound.at[i] == '\r' ? '\n' : sound.at[i];
	sound.len = n;
	struct view kept = arena_copy(a, buffer_view(&sound));
	if (b->failed || sound.failed)
		kept.at = NULL;
	buffer_free(&sound);
	return kept;
}

/*
 * The text of a string item that has been opened (<si>, <is>) up to its end: that of its <t>, in runs or not, but not how it is read aloud (<rPh>).
 */
static void
read_text(struct xml *x, const char *name, struct buffer *out)
{
	bool text = false, aloud = false;
	enum xml_piece p;
	while ((p = xml_next(x)) != XML_END && !closes(x, p, name)) {
		if (p == XML_OPEN || p == XML_CLOSE) {
			text = opens(x, p, "t");
			aloud = view_equal(x->name, VIEW("rPh")) ? p == XML_OPEN : aloud;
		} else if (text && !aloud) {
			if (p == XML_CDATA)
				buffer_append(out, x->value);
			else
				xml_decode(x->value, out);
		}
	}
}

static int
read_strings(struct spreadsheet *s, struct error *e)
{
	struct buffer text = { 0 };
	size_t room = 0;
	if (read_part(s, VIEW("xl/sharedStrings.xml"), e) != 0)
		return -1;
	struct xml x = { .text = buffer_view(&s->part) };
	bool bad = false;
	for (enum xml_piece p; !bad && (p = xml_next(&x)) != XML_END;) {
		if (!opens(&x, p, "si"))
			continue;
		if (s->string_count == room) {
			room = room ? room * 2 : 1024;
			struct view *wider = realloc(s->strings, room * sizeof *wider);
			if ((bad = wider == NULL))
				break;
			s->strings = wider;
		}
		buffer_reset(&text);
		read_text(&x, "si", &text);
		s->strings[s->string_count] = settle(&text, &s->memory);
		bad = s->strings[s->string_count++].at == NULL;
	}
	buffer_free(&text);
	return bad ? error_set(e, "%s: no memory for its texts", s->path) : 0;
}

/* ---- which numbers are dates ---- */

/* Whether the workbook's own format `id` is one of days; others go by their number. */
static bool
is_date_format(struct view styles, unsigned long long id)
{
	struct xml x = { .text = styles };
	struct buffer code = { 0 };
	bool own = false, date = false;
	for (enum xml_piece p; !own && (p = xml_next(&x)) != XML_END && !closes(&x, p, "numFmts");) {
		own = opens(&x, p, "numFmt") && attribute_number(&x, "numFmtId", 0) == id;
		if (own) {
			xml_decode(xml_attribute(x.value, "formatCode"), &code);
			date = serial_format(buffer_view(&code));
		}
	}
	buffer_free(&code);
	return own ? date : id < 1000 && serial_format_known((unsigned)id);
}

static int
read_styles(struct spreadsheet *s, struct error *e)
{
	if (read_part(s, VIEW("xl/styles.xml"), e) != 0)
		return -1;
	s->dates = arena_clear(&s->memory, SPREADSHEET_STYLES, sizeof *s->dates);
	if (s->dates == NULL)
		return error_set(e, "no memory");
	struct xml x = { .text = buffer_view(&s->part) };
	bool cells = false;
	unsigned long long before = 0;
	bool date = false;
	for (enum xml_piece p; (p = xml_next(&x)) != XML_END && s->style_count < SPREADSHEET_STYLES;) {
		if (view_equal(x.name, VIEW("cellXfs")) && p != XML_TEXT)
			cells = p == XML_OPEN;
		if (!cells || !opens(&x, p, "xf"))
			continue;
		unsigned long long id = attribute_number(&x, "numFmtId", 0);
		date = id == before ? date : is_date_format(buffer_view(&s->part), id);
		before = id;
		s->dates[s->style_count++] = date;
	}
	return 0;
}

/* ---- which sheet ---- */

/* Where the relation `id` of the workbook leads, in `out`, from the file's root. */
static int
find_target(struct spreadsheet *s, struct view id, struct buffer *out, struct error *e)
{
	if (read_part(s, VIEW("xl/_rels/workbook.xml.rels"), e) != 0)
		return -1;
	struct xml x = { .text = buffer_view(&s->part) };
	for (enum xml_piece p; (p = xml_next(&x)) != XML_END;) {
		if (!opens(&x, p, "Relationship") || !view_equal(xml_attribute(x.value, "Id"), id))
			continue;
		struct view target = xml_attribute(x.value, "Target");
		if (!view_starts(target, VIEW("/")))
			buffer_append(out, VIEW("xl/"));
		xml_decode(view_slice(target, view_starts(target, VIEW("/")), target.len), out);
		return 0;
	}
	return 0;
}

/* The sheet in s->sheet: the first that isn't hidden. */
static int
read_sheet(struct spreadsheet *s, struct error *e)
{
	struct buffer name = { 0 }, id = { 0 };
	int bad = read_part(s, VIEW("xl/workbook.xml"), e);
	struct xml x = { .text = buffer_view(&s->part) };
	for (enum xml_piece p; bad == 0 && id.len == 0 && (p = xml_next(&x)) != XML_END;) {
		struct view since = xml_attribute(x.value, "date1904"),
		            state = xml_attribute(x.value, "state");
		if (opens(&x, p, "workbookPr"))
			s->from1904 = view_equal(since, VIEW("1")) || view_equal(since, VIEW("true"));
		if (opens(&x, p, "sheet") && (state.len == 0 || view_equal(state, VIEW("visible"))))
			buffer_append(&id, xml_attribute(x.value, "r:id"));
	}
	if (bad == 0 && id.len > 0)
		bad = find_target(s, buffer_view(&id), &name, e);
	if (bad == 0)
		bad = read_part(s, buffer_view(&name), e);
	if (bad == 0 && s->part.len == 0)
		bad = error_set(e, "%s: a ZIP file, but no workbook with a sheet", s->path);
	struct buffer swap = s->sheet;
	s->sheet = s->part;
	s->part = swap;
	s->xml = (struct xml) { .text = buffer_view(&s->sheet) };
	buffer_free(&name);
	buffer_free(&id);
	return bad;
}

/* ---- cells ---- */

/* The column of a reference such as AB12, from 0; `next` where it names none. */
static size_t
column_of(struct view reference, size_t next)
{
	size_t n = 0, i = 0;
	for (; i < reference.len && reference.at[i] >= 'A' && reference.at[i] <= 'Z' &&
	       n <= SPREADSHEET_COLUMNS;
	     i++)
		n = n * 26 + (size_t)(reference.at[i] - 'A') + 1;
	return i > 0 ? n - 1 : next;
}

/* A number as it stands, but neither 4.0999999999999996 nor 2.0150508E7; or the date that it is. */
static struct view
number_field(const struct spreadsheet *s, struct view raw, unsigned long long style, struct arena *a)
{
	char text[64], shown[64], *end;
	raw = view_trim(raw);
	if (raw.len == 0 || raw.len >= sizeof text)
		return arena_copy(a, raw);
	memcpy(text, raw.at, raw.len);
	text[raw.len] = '\0';
	double n = strtod(text, &end);
	if (*end != '\0')
		return arena_copy(a, raw);
	size_t len = style < s->style_count && s->dates[style] ? serial_write(n, s->from1904, shown) : 0;
	if (len == 0 && raw.len <= 15 && strspn(text, "0123456789") == raw.len)
		return arena_copy(a, raw);
	if (len == 0)
		len = (size_t)snprintf(shown, sizeof shown,
		    n < 1e15 && n > -1e15 && n == (double)(long long)n ? "%.0f" : "%.15g", n);
	return arena_copy(a, (struct view) { shown, len });
}

/* The field of a cell whose value is `raw`. */
static struct view
cell_field(struct spreadsheet *s, struct view type, unsigned long long style, struct buffer *raw)
{
	unsigned long long n;
	if (view_equal(type, VIEW("s"))) {
		bool known = view_number(view_trim(buffer_view(raw)), &n) == 0 && n < s->string_count;
		return known ? s->strings[n] : VIEW("");
	}
	if (view_equal(type, VIEW("e")))
		return VIEW("");
	if (type.len > 0 && !view_equal(type, VIEW("n")) && !view_equal(type, VIEW("b")))
		return settle(raw, &s->row);
	return number_field(s, buffer_view(raw), style, &s->row);
}

/* Reads the cell that has been opened, to its end. */
static int
read_cell(struct spreadsheet *s, size_t *next, size_t *count, struct error *e)
{
	struct view type = xml_attribute(s->xml.value, "t");
	unsigned long long style = attribute_number(&s->xml, "s", 0);
	size_t column = column_of(xml_attribute(s->xml.value, "r"), *next);
	struct buffer raw = { 0 };
	bool value = false;
	enum xml_piece p;
	while ((p = xml_next(&s->xml)) != XML_END && !closes(&s->xml, p, "c")) {
		if (opens(&s->xml, p, "is"))
			read_text(&s->xml, "is", &raw);
		else if (p == XML_OPEN || p == XML_CLOSE)
			value = opens(&s->xml, p, "v");
		else if (value)
			xml_decode(s->xml.value, &raw);
	}
	struct view field = raw.failed ? (struct view) { NULL, 0 } : cell_field(s, type, style, &raw);
	buffer_free(&raw);
	if (field.at == NULL)
		return error_set(e, "%s:%llu: no memory", s->path, s->line);
	if (column >= SPREADSHEET_COLUMNS)
		return field.len > 0 ? error_set(e, "%s:%llu: more than %d columns", s->path, s->line,
		                           SPREADSHEET_COLUMNS)
		                     : 0;
	while (field.len > 0 && *count <= column)
		s->fields[(*count)++] = VIEW("");
	if (field.len > 0)
		s->fields[column] = field;
	*next = column + 1;
	return 0;
}

int
spreadsheet_next(struct spreadsheet *s, struct view **fields, size_t *count, struct error *e)
{
	enum xml_piece p;
	*fields = s->fields;
	for (*count = 0; *count == 0;) {
		while ((p = xml_next(&s->xml)) != XML_END && !opens(&s->xml, p, "row"))
			continue;
		if (p == XML_END)
			return 0;
		s->line = attribute_number(&s->xml, "r", s->line + 1);
		arena_reset(&s->row);
		for (size_t next = 0; (p = xml_next(&s->xml)) != XML_END && !closes(&s->xml, p, "row");)
			if (opens(&s->xml, p, "c") && read_cell(s, &next, count, e) != 0)
				return -1;
	}
	return 1;
}

/* Goes to the first row that counts. */
static int
pass_captions(struct spreadsheet *s, struct error *e)
{
	struct view *fields;
	struct xml start = s->xml, before = s->xml;
	unsigned long long line = 0;
	size_t count, filled = 0;
	int got = 0;
	while (filled < 2 &&
	       (before = s->xml, line = s->line, got = spreadsheet_next(s, &fields, &count, e)) == 1) {
		filled = 0;
		for (size_t i = 0; i < count; i++)
			filled += fields[i].len > 0;
	}
	s->xml = filled >= 2 ? before : start;
	s->line = filled >= 2 ? line : 0;
	return got < 0 ? -1 : 0;
}

/* ---- the file ---- */

static int
load(struct spreadsheet *s, struct error *e)
{
	struct error why;
	s->memory.limit = s->row.limit = SPREADSHEET_PART;
	s->coding = coding_new();
	s->fields = malloc(SPREADSHEET_COLUMNS * sizeof *s->fields);
	if (s->coding == NULL || s->fields == NULL)
		return error_set(e, "no memory");
	if (wholefile_read(s->path, SPREADSHEET_BYTES, &s->file, e) != 0)
		return -1;
	if (zip_open(&s->zip, buffer_view(&s->file), &why) != 0)
		return error_set(e, "%s: %.900s", s->path, why.text);
	return read_strings(s, e) != 0 || read_styles(s, e) != 0 || read_sheet(s, e) != 0
	           ? -1
	           : pass_captions(s, e);
}

struct spreadsheet *
spreadsheet_open(const char *path, struct error *e)
{
	struct spreadsheet *s = calloc(1, sizeof *s);
	if (s == NULL) {
		error_set(e, "no memory");
		return NULL;
	}
	s->path = path;
	if (load(s, e) == 0)
		return s;
	spreadsheet_close(s);
	return NULL;
}

void
spreadsheet_close(struct spreadsheet *s)
{
	if (s == NULL)
		return;
	coding_free(s->coding);
	free(s->strings);
	free(s->fields);
	buffer_free(&s->file);
	buffer_free(&s->part);
	buffer_free(&s->sheet);
	arena_free(&s->memory);
	arena_free(&s->row);
	free(s);
}

unsigned long long
spreadsheet_line(const struct spreadsheet *s)
{
	return s->line;
}
