/*
 * The administrative divisions of China (GB/T 2260) and their years: which place a code or a name meant when a document was
 * written. 巢湖市 is a prefecture until 2011 and a county after; 海南藏族自治州 lies in Qinghai, 河北区 in Tianjin, and
 * 朝阳区 is a district of Beijing and one of Changchun.
 *
 * Loaded once from divisions.tsv (columns code name short alias level parent first last name_en region), read-only after.
 * Years: a division is valid from the year of the first revision that lists it to the year in which it went, both
 * included; in the year of a change the old and the new one both are. Year 0 stands for "no date is known".
 *
 * Areas that the standard lacks, or that legal databases file elsewhere (新区, 兵团), come from areas.tsv (columns code name
 * short parent gb database first last); a study's own table has the same columns.
 */
#ifndef GAZETTEER_H
#define GAZETTEER_H

#include "error.h"
#include "view.h"

enum division_level {
	DIVISION_UNKNOWN,
	DIVISION_NATIONAL,
	DIVISION_PROVINCE,
	DIVISION_CITY, /* prefecture level: 地级市 地区 自治州 盟 */
	DIVISION_COUNTY,
	DIVISION_TOWNSHIP,
	DIVISION_GROUP, /* 市辖区, 省直辖县级行政区划: codes that gather others, never a place (110100, 419000) */
};

enum division_scheme {
	DIVISION_GB,       /* the code's own level */
	DIVISION_DATABASE, /* as legal databases file documents: units that a province runs itself (济源 仙桃 石河子) are cities */
};

struct division {
	struct view code; /* six digits; empty for an area that has none */
	struct view name; /* 安徽省 */
	struct view brief; /* 安徽; empty where it would mean another place (吉林市, 海南藏族自治州) */
	struct view alias;  /* other names, separated by blanks: 海南州 */
	struct view parent; /* code of the unit that it belongs to, perhaps a group's; empty for a province */
	struct view name_en,
	    region; /* provinces: Anhui Province; east central west northeast (National Bureau of Statistics) */
	enum division_level level, filed; /* level by the standard; level in the databases' scheme */
	struct view own;                  /* a study's own name for its level: subprovincial; empty: none */
	int first, last;                  /* years; 0: since before the first revision of 1980; still valid */
};

enum { DIVISION_NAME = 20 * 3 }; /* most bytes of a name that gazetteer_at looks for */

struct gazetteer;

/* `areas` may be NULL. NULL with `e` set: unreadable, a column missing, a bad code, level or year. */
struct gazetteer *gazetteer_open(const char *divisions, const char *areas, struct error *e);
/* Lays a study's own table (the columns of areas.tsv, and perhaps `level`: own names of levels, of a-z) over what is loaded. 0 or -1. */
int gazetteer_overlay(struct gazetteer *g, const char *path, struct error *e);
void gazetteer_close(struct gazetteer *g); /* NULL is allowed */

/* All rows in the order of codes, then years (areas last): a code that changed its name has several. For listings:
 * `for (i = 0; i < gazetteer_count(g); i++) if ((d = gazetteer_row(g, i))->level == DIVISION_CITY && division_valid(d, year))`. */
size_t gazetteer_count(const struct gazetteer *g);
const struct division *gazetteer_row(const struct gazetteer *g, size_t i);
bool division_valid(const struct division *d, int year); /* year 0: is it valid in the last revision? */
enum division_level division_filed(const struct division *d, enum division_scheme scheme);

/* What `code` was in `year`; of two in the year of a change the later. Year 0: the last that it was. NULL: unknown, or not then. */
const struct division *gazetteer_code(const struct gazetteer *g, struct view code, int year);
/* The last thing that `code` ever was; for names in reports. NULL: no such code. */
const struct division *gazetteer_last(const struct gazetteer *g, struct view code);
/* The place that `d` belongs to: groups are passed over. NULL for a province. */
const struct division *gazetteer_parent(const struct gazetteer *g, const struct division *d, int year);
/* The province's row of any code (its first two digits). NULL: none. */
const struct division *gazetteer_province(const struct gazetteer *g, struct view code);

/*
 * Divisions called `name` (in full, in short, or by an alias) that lie within `within` (a code; empty: anywhere; a unit
 * lies within itself) and are valid in `year` (0: at any time). Writes the first `room`, highest level first, and
 * returns how many there are.
 */
size_t gazetteer_name(const struct gazetteer *g, struct view name, struct view within, int year,
    const struct division **found, size_t room);
/* The same for the longest name that begins at `text.at[at]`; its bytes are returned in `*len`. 0: none begins there. */
size_t gazetteer_at(const struct gazetteer *g, struct view text, size_t at, struct view within, int year,
    const struct division **found, size_t room, size_t *len);

/* Does `code` lie within `within`, by the digits of the codes? True for equal codes and an empty `within`. */
bool division_within(struct view code, struct view within);
/* "province" and so on; the empty view for DIVISION_UNKNOWN and DIVISION_GROUP. */
struct view division_level_name(enum division_level level);
/* The reverse; DIVISION_UNKNOWN when it is no level. */
enum division_level division_level_of(struct view name);

#endif
