/*
 * JSON (RFC 8259) as a tree in an arena. Strict, with two leniencies for what servers send: a byte order mark, and a call around
 * the value (`callback({...});`, JSONP).
 */
#ifndef JSON_H
#define JSON_H

#include "arena.h"
#include "error.h"
#include "view.h"

enum { JSON_DEPTH = 64 }; /* most arrays and objects inside each other */

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
	enum json_kind kind;
	struct view key;           /* in an object: its name, decoded */
	struct view text;          /* of a string, decoded; of a number, as it is written */
	struct json *first, *next; /* of an array or object: its members, in their order */
};

/* Does `text`, well-formed UTF-8, begin as JSON of an array or object (perhaps inside a call) does? */
bool json_looks(struct view text);
/* The tree, in `a`, or NULL: see `e` (what is wrong at which byte, too deep, no memory). */
struct json *json_parse(struct view text, struct arena *a, struct error *e);
/* An object's member, the last of that name; NULL where there is none, or `j` is no object or NULL. */
const struct json *json_member(const struct json *j, struct view key);

/*
 * Calls `visit` for every value that the key path leads to, in order: names with `.` between them, `*` for every member. The empty path is
 * the value itself. Ends early when `visit` returns other than 0, and returns that.
 */
typedef int json_visit(void *context, const struct json *value);
int json_walk(const struct json *j, struct view path, json_visit *visit, void *context);

/* Writes a string between quotes, escaped; what is not UTF-8 becomes U+FFFD. */
void json_string(struct buffer *out, struct view text);

#endif
