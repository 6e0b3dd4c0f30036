/*
 * What docfetch is told to do: its command line, as settings of a harvest.
 */
#ifndef PLAN_H
#define PLAN_H

#include "command.h"
#include "harvest.h"

struct plan {
	struct harvest_options harvest; /* all but `media`, which the program finds */
	const char *summary;            /* file to write, or NULL */
	unsigned max_failed;            /* per cent of what was asked for */
	char agent[256];                /* User-Agent */
};

extern const struct command plan_command;

/* Sets what holds where nothing is said. `p` must stay where it is. */
void plan_start(struct plan *p);
/* Takes an option of plan_command (its index, from command_next). 0, or -1: see `e`. */
int plan_option(struct plan *p, int option, const char *value, struct error *e);
/* Whether all was said that is needed, and nothing against it. 0, or -1: see `e`. */
int plan_check(const struct plan *p, struct error *e);

#endif
