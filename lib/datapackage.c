#include "datapackage.h"

#include "digest.h"
#include "json.h"

#include <stdio.h>
#include <unistd.h>

struct resource {
	const char *name;
	const char *key; /* its primary key, or NULL */
	bool optional;
};

static const struct resource resources[] = {
	{ "documents", "id", false },
	{ "hits", NULL, false },
	{ "counts", NULL, false },
	{ "steps", NULL, false },
	{ "study", "key", false },
	{ "table", NULL, true },
};

static void
put_member(struct buffer *out, const char *before, const char *key, struct view value)
{
	buffer_format(out, "%s\"%s\": ", before, key);
	json_string(out, value);
}

static void
put_choices(struct buffer *out, struct view choices)
{
	struct view word;
	bool first = true;
	buffer_append(out, VIEW(", \"constraints\": { \"enum\": ["));
	while (view_split(&choices, ' ', &word)) {
		buffer_append(out, first ? VIEW("") : VIEW(", "));
		json_string(out, word);
		first = false;
	}
	buffer_append(out, VIEW("] }"));
}

static void
put_field(struct buffer *out, const struct codebook *codebook, const struct tsv *in, size_t column)
{
	static const char *const types[] = {
		[CODEBOOK_TEXT] = "string", [CODEBOOK_NUMBER] = "integer", [CODEBOOK_SHARE] = "number"
	};
	struct codebook_entry entry = codebook_find(codebook, in, column);
	put_member(out, column > 0 ? ",\n          { " : "          { ", "name", tsv_name(in, column));
	put_member(out, ", ", "type", view_of(types[entry.type]));
	if (entry.meaning.len > 0)
		put_member(out, ", ", "description", entry.meaning);
	if (entry.choices.len > 0)
		put_choices(out, entry.choices);
	buffer_append(out, VIEW(" }"));
}

static void
put_schema(struct buffer *out, const struct codebook *codebook, const struct tsv *in, const char *key)
{
	buffer_append(out, VIEW(",\n      \"schema\": {\n        \"fields\": [\n"));
	for (size_t c = 0; c < tsv_width(in); c++)
		put_field(out, codebook, in, c);
	buffer_append(out, VIEW("\n        ],\n        \"missingValues\": [\"\"]"));
	if (key != NULL)
		put_member(out, ",\n        ", "primaryKey", view_of(key));
	buffer_append(out, VIEW("\n      }\n    }"));
}

/* Size and digest of a file. */
static int
measure(const char *path, unsigned long long *bytes, char hex[DIGEST_HEX + 1], struct error *e)
{
	char block[65536];
	struct digest *d = digest_new();
	FILE *f = fopen(path, "rb");
	size_t n = 0;
	*bytes = 0;
	while (d != NULL && f != NULL && (n = fread(block, 1, sizeof block, f)) > 0) {
		digest_add(d, (struct view) { block, n });
		*bytes += n;
	}
	int got = f == NULL || ferror(f) ? error_system(e, "%s", path) : 0;
	if (got == 0 && (d == NULL || digest_take(d, hex) != 0))
		got = error_set(e, "%s: no digest", path);
	if (f != NULL)
		fclose(f);
	digest_free(d);
	return got;
}

static void
put_head(struct buffer *out, const char *name, unsigned long long bytes, const char *hex, bool first)
{
	buffer_format(out,
	    "%s    {\n      \"name\": \"%s\",\n      \"path\": \"%s.tsv\",\n"
	    "      \"profile\": \"tabular-data-resource\",\n      \"format\": \"tsv\",\n"
	    "      \"mediatype\": \"text/tab-separated-values\",\n      \"encoding\": \"utf-8\",\n"
	    "      \"bytes\": %llu,\n      \"hash\": \"sha256:%s\",\n"
	    "      \"dialect\": { \"delimiter\": \"\\t\", \"lineTerminator\": \"\\n\", \"escapeChar\": "
	    "\"\\\\\" }",
	    first ? "" : ",\n", name, name, bytes, hex);
}

static int
put_resource(struct buffer *out, const struct study *study, const struct codebook *codebook,
    const struct resource *r, bool first, struct error *e)
{
	char path[4096], hex[DIGEST_HEX + 1];
	char *paths[] = { path };
	unsigned long long bytes;
	int n = snprintf(path, sizeof path, "%s/%s.tsv", study->dir, r->name);
	if (n < 0 || (size_t)n >= sizeof path)
		return error_set(e, "the folder's name is too long");
	if (r->optional && access(path, F_OK) != 0)
		return 0;
	struct tsv *in = tsv_open(paths, 1, e);
	int got = in ? measure(path, &bytes, hex, e) : -1;
	if (got == 0) {
		put_head(out, r->name, bytes, hex, first);
		put_schema(out, codebook, in, r->key);
	}
	tsv_close(in);
	return got;
}

int
datapackage_study(
    struct buffer *out, const struct study *study, const struct codebook *codebook, struct error *e)
{
	bool synthetic = study_synthetic(study);
	buffer_append(out, VIEW("{\n  \"profile\": \"data-package\",\n  \"name\": \"shidian-study\",\n"));
	put_member(out, "  ", "title", study_value(study, "title"));
	if (synthetic)
		put_member(out, ",\n  ", "description",
		    VIEW("SYNTHETIC: every page of this study was written for testing."));
	put_member(out, ",\n  ", "version", study_value(study, "version"));
	put_member(out, ",\n  ", "preset", study_value(study, "preset"));
	put_member(out, ",\n  ", "condition", study_value(study, "condition"));
	put_member(out, ",\n  ", "unit", study_value(study, "unit"));
	put_member(out, ",\n  ", "rules_sha256", study_value(study, "rules_sha256"));
	buffer_append(out, VIEW(",\n  \"resources\": [\n"));
	for (size_t i = 0; i < sizeof resources / sizeof *resources; i++)
		if (put_resource(out, study, codebook, &resources[i], i == 0, e) != 0)
			return -1;
	buffer_append(out, VIEW("\n  ]\n}\n"));
	return 0;
}
