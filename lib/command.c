#define _GNU_SOURCE
#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct command_option *
find(const struct command *c, const char *name, size_t len)
{
	for (const struct command_option *o = c->options; o->name != NULL; o++)
		if (strlen(o->name) == len && strncmp(o->name, name, len) == 0)
			return o;
	return NULL;
}

static int
common(const char *arg)
{
	static const struct {
		const char *name;
		int code;
	} names[] = { { "-h", COMMAND_HELP }, { "--help", COMMAND_HELP }, { "-V", COMMAND_VERSION },
		{ "--version", COMMAND_VERSION }, { "--progress", COMMAND_PROGRESS } };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(arg, names[i].name) == 0)
			return names[i].code;
	return 0;
}

int
command_next(const struct command *c, int argc, char *argv[], int *at, const char **value, struct error *e)
{
	*value = NULL;
	const char *arg = *at < argc ? argv[*at] : NULL;
	if (arg == NULL || arg[0] != '-' || arg[1] == '\0')
		return COMMAND_END;
	++*at;
	if (strcmp(arg, "--") == 0)
		return COMMAND_END;
	int code = common(arg);
	if (code != 0)
		return code;
	const char *name = arg + 2, *equals = strchr(arg, '=');
	size_t len = equals ? (size_t)(equals - name) : strlen(arg) - 2;
	const struct command_option *o = arg[1] == '-' && len > 0 ? find(c, name, len) : NULL;
	if (o == NULL) {
		error_set(e, "unknown option %.100s (see %s --help)", arg, c->name);
		return COMMAND_BAD;
	}
	if (o->value == NULL && equals != NULL) {
		error_set(e, "option --%s takes no value", o->name);
		return COMMAND_BAD;
	}
	if (o->value != NULL) {
		*value = equals ? equals + 1 : *at < argc ? argv[(*at)++] : NULL;
		if (*value == NULL) {
			error_set(e, "option --%s needs a value: %s", o->name, o->value);
			return COMMAND_BAD;
		}
	}
	return (int)(o - c->options);
}

static void
help_line(struct buffer *out, const char *left, const char *right)
{
	buffer_format(
	    out, "  %-24s %s%s\n", left, strlen(left) > 24 ? "\n                           " : "", right);
}

int
command_choice(const char *option, const char *given, const char *first, const char *second, struct error *e)
{
	if (given == NULL || strcmp(given, first) == 0)
		return 0;
	return strcmp(given, second) == 0
	           ? 1
	           : error_set(e, "--%s: neither %s nor %s: %.200s", option, first, second, given);
}

int
command_blame(const char *option, struct error *e)
{
	struct error inner = *e;
	return error_set(e, "--%s: %.900s", option, inner.text);
}

void
command_help(const struct command *c, struct buffer *out)
{
	buffer_format(out, "usage: %s %s\n%s\n\n", c->name, c->synopsis, c->purpose);
	for (const struct command_option *o = c->options; o->name != NULL; o++) {
		char left[128];
		snprintf(
		    left, sizeof left, "--%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
		help_line(out, left, o->help);
	}
	help_line(out, "--progress", "tell on stderr how far it has come");
	help_line(out, "-h, --help", "show this help");
	help_line(out, "-V, --version", "show the version");
	buffer_format(out, "\nThe page %s(1) tells more; shidian(7) explains the suite.\n", c->name);
}

int
command_data(const char *given, const char *name, char *path, size_t room, struct error *e)
{
	const char *folder = given ? given : getenv("SHIDIAN_DATA");
	char self[4096];
	int n;
	if (folder != NULL) {
		n = snprintf(path, room, "%s/%s", folder, name);
	} else {
		ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
		if (len < 0)
			return error_system(e, "cannot find the data folder (set SHIDIAN_DATA)");
		self[len] = '\0';
		for (int up = 0; up < 2; up++) {
			char *slash = strrchr(self, '/');
			if (slash != NULL)
				*slash = '\0';
		}
		n = snprintf(path, room, "%s/share/shidian/%s", self, name);
	}
	return n >= 0 && (size_t)n < room ? 0 : error_set(e, "the data folder's name is too long");
}
