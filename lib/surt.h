/*
 * Sort-friendly keys of addresses (SURT), under which indexes of archives are searched: `cn,gov,a)/tz/1.html?a=1&b=2` for
 * http://www.a.gov.cn/TZ/1.html?b=2&a=1. The rules are those of the Internet Archive's canonicaliser, which pywb and cdxj-indexer use
 * too: two captures of one page get one key, also where a server would tell their addresses apart by letter case.
 */
#ifndef SURT_H
#define SURT_H

#include "address.h"

/*
 * Replaces `key` by that of `url`. Of http, https and ftp: no scheme, user, fragment, `www.` (`www2.` too) and default port; the host's
 * labels in reverse order and in ASCII, of IPv4 addresses too; percent-encoding undone as often as it goes and done once; dot segments,
 * empty segments and a last slash removed; the session identifiers of ASP.NET, Java, PHP and ColdFusion removed; all in lower case; the
 * query's parts sorted. Any other address is its own key. There are no spaces and no control characters in a key. 0, or -1: empty, longer
 * than ADDRESS_LENGTH, or no memory.
 */
int surt_key(struct view url, struct buffer *key);

#endif
