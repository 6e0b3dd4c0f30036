/*
 * What a site's robots.txt, as it was received or as the store holds it, means for the site's pages: the
 * cases of RFC 9309 §2.3.1.
 */
#ifndef CONSENT_H
#define CONSENT_H

#include "archive.h"
#include "capture.h"
#include "robots.h"
#include "store.h"

struct consent {
	const char *folder;      /* of the store */
	const char *agent;       /* product token */
	struct store *store;     /* borrowed */
	struct archive *archive; /* opened when it is needed first */
	struct buffer body;
};

/* Starts with all zero bytes but folder, agent and store, which are borrowed. */
void consent_free(struct consent *c);

/*
 * The rules of the robots.txt that the store's row `id` holds, if it was received at `now` or at most
 * `longest` seconds before it; `*age` is how long before. 1, 0: there is none, or one that says nothing
 * lasting (the site failed), -1: see `e`.
 */
int consent_recall(struct consent *c, struct view id, long long now, long long longest, struct robots **rules,
    long long *age, struct error *e);

/*
 * The rules that an answer for a robots.txt means: what it says, where there is one; none where the site has
 * none (4xx, too many redirects). Where the site failed (5xx, 429, no answer) `*refusal` is set: the error
 * that its pages get: `robots`, or what kept the answer off. `body` is the decoded one. 0, or -1: no memory.
 */
int consent_take(const struct consent *c, const struct capture *answer, const char *error, struct view body,
    struct robots **rules, const char **refusal, struct error *e);

#endif
