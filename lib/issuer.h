/*
 * Issuing authorities (发文机关) as documents name them: 国务院办公厅, 安徽省经济和信息化委员会, 中共合肥市委办公室, 国家税务总局安徽省税务局,
 * and in the short forms that only their own site understands: 市政府, 省发改委, 人大常委会.
 *
 * The names themselves are a table: organname.h.
 */
#ifndef ISSUER_H
#define ISSUER_H

#include "error.h"
#include "arena.h"
#include "placename.h"
#include "view.h"

enum {
	ISSUER_ORGANS = 64,
	ISSUER_CHOICES = PLACENAME_CHOICES,
	ISSUER_TEXT = 4096 /* bytes: what is longer is no list of issuers */
};

struct organ {
	struct view text; /* its name, a piece of the text that was read */
	struct view type; /* party government department vertical congress court; empty: unknown */
	enum division_level
	    level; /* NATIONAL; TOWNSHIP (its county in `place`); else the place's; UNKNOWN: see `word` */
	const struct division *place; /* NULL: national, not said, or not decided */
	const struct division
	    *choices[ISSUER_CHOICES]; /* places that the name may mean, where `place` is not decided */
	size_t choice_count;
	struct view
	    word; /* of a short form: 省 市 区 县 州 盟 旗 自治区; empty: no word of level at all (人大常委会) */
	bool bare; /* a short form: its place must come from elsewhere */
	struct view known,
	    formal; /* a piece of `text`, and what is its formal name (科技部: 科学技术部); empty: the same */
};

struct issuers;

/* Loads the names from `path` (see organname.h). `g` is borrowed until issuers_close. NULL: see `e`. */
struct issuers *issuers_open(const char *path, const struct gazetteer *g, struct error *e);
void issuers_close(struct issuers *s); /* NULL is allowed */

/*
 * Reads the organs that `text` lists (separated by blanks or commas, or written without a gap) in order. `hint` is the
 * code of the place where the document was met, for names that several places share (朝阳区); empty: none. `year`: of the
 * document, or 0. Writes at most ISSUER_ORGANS organs; `*rest` tells whether anything but what stands in brackets was
 * not understood. Returns the number of organs; 0 for a text of more than ISSUER_TEXT bytes.
 */
size_t issuers_read(const struct issuers *s, struct view text, struct view hint, int year,
    struct organ organs[ISSUER_ORGANS], bool *rest);

/* Puts a short form in its place, as seen from `here`: 市政府 on a site of 合肥 or of one of its counties is 合肥's. NULL: it can't be. */
const struct division *issuer_resolve(
    const struct gazetteer *g, const struct organ *o, const struct division *here, int year);

/*
 * Appends an organ's full formal name: 科学技术部办公厅 for 科技部办公厅, and of a short form its place (NULL: unknown) before it, 重庆市人民政府 for
 * 市政府. What the table gives no formal name is written as it was read.
 */
void issuer_write(const struct organ *o, const struct division *place, struct buffer *out);

#endif
