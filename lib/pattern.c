#include "pattern.h"

#include "utf8.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum { STACK_FIRST = 32 * 1024, STACK_MOST = 1024 * 1024, HEAP_KIB = 20 * 1024 };

struct pattern {
	pcre2_code *code;
	pcre2_match_data *found;
	pcre2_match_context *context;
	pcre2_jit_stack *stack; /* NULL: interpreted */
};

static struct pattern *
fail(struct pattern *p, struct error *e)
{
	error_set(e, "no memory for a pattern");
	pattern_free(p);
	return NULL;
}

static pcre2_code *
compile(struct view source, struct error *e)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_MATCH_INVALID_UTF |
	                   PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
	int code = 0;
	PCRE2_SIZE at = 0;
	pcre2_code *c = pcre2_compile((PCRE2_SPTR)source.at, source.len, options, &code, &at, NULL);
	if (c == NULL) {
		PCRE2_UCHAR why[256] = { 0 };
		pcre2_get_error_message(code, why, sizeof why);
		size_t character = utf8_count(view_slice(source, 0, at));
		error_set(e, "%s, at character %zu", (const char *)why, character + 1);
	}
	return c;
}

/* The JIT is a gain, not a need: a kernel or a sandbox may deny executable memory, so its refusal is no error. */
static void
speed_up(struct pattern *p)
{
	if (pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) != 0)
		return;
	p->stack = pcre2_jit_stack_create(STACK_FIRST, STACK_MOST, NULL);
	if (p->stack != NULL)
		pcre2_jit_stack_assign(p->context, NULL, p->stack);
}

struct pattern *
pattern_new(struct view source, enum pattern_use use, struct error *e)
{
	if (source.len > PATTERN_BYTES) {
		error_set(e, "a pattern of over %d bytes", PATTERN_BYTES);
		return NULL;
	}
	if (utf8_check(source) != source.len) {
		error_set(e, "a pattern that is no UTF-8");
		return NULL;
	}
	pcre2_code *code = compile(source, e);
	if (code == NULL)
		return NULL;
	struct pattern *p = calloc(1, sizeof *p);
	if (p == NULL) {
		pcre2_code_free(code);
		return fail(NULL, e);
	}
	p->code = code;
	p->found = pcre2_match_data_create(1, NULL);
	p->context = pcre2_match_context_create(NULL);
	if (p->found == NULL || p->context == NULL)
		return fail(p, e);
	pcre2_set_match_limit(p->context, PATTERN_STEPS);
	pcre2_set_heap_limit(p->context, HEAP_KIB);
	if (use == PATTERN_FAST)
		speed_up(p);
	return p;
}

void
pattern_free(struct pattern *p)
{
	if (p == NULL)
		return;
	pcre2_jit_stack_free(p->stack);
	pcre2_match_context_free(p->context);
	pcre2_match_data_free(p->found);
	pcre2_code_free(p->code);
	free(p);
}

bool
pattern_is_compiled(const struct pattern *p)
{
	return p->stack != NULL;
}

enum pattern_answer
pattern_find(struct pattern *p, struct view text, size_t from, size_t last, struct view *match)
{
	if (from >= text.len)
		return PATTERN_NONE;
	pcre2_set_offset_limit(p->context, last < text.len ? last : PCRE2_UNSET);
	uint32_t options = PCRE2_NOTEMPTY | (p->stack == NULL ? PCRE2_NO_JIT : 0);
	int got = pcre2_match(p->code, (PCRE2_SPTR)text.at, text.len, from, options, p->found, p->context);
	if (got == PCRE2_ERROR_NOMATCH)
		return PATTERN_NONE;
	if (got < 0)
		return PATTERN_LIMIT;
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(p->found);
	if (ends[1] <= ends[0])
		return PATTERN_NONE; /* \K behind the match's own end */
	*match = view_slice(text, ends[0], ends[1]);
	return PATTERN_MATCH;
}
