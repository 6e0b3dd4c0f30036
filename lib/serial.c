#include "serial.h"

#include <stdio.h>

enum { SECONDS = 86400, DAYS_1904 = 1462, LAST = 2958465 /* 9999-12-31 */, FALSE_LEAP = 60 };

bool
serial_format_known(unsigned id)
{
	return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
	       (id >= 50 && id <= 54) || id == 57 || id == 58;
}

bool
serial_format(struct view code)
{
	bool month = false, time = false;
	for (size_t i = 0; i < code.len && code.at[i] != ';'; i++) {
		char c = code.at[i] | 32; /* letters in lower case */
		if (code.at[i] == '"' || code.at[i] == '[') {
			char close = code.at[i] == '"' ? '"' : ']';
			while (i + 1 < code.len && code.at[++i] != close)
				continue;
		} else if (code.at[i] == '\\' || code.at[i] == '_' || code.at[i] == '*') {
			i++;
		} else if (c == 'y' || c == 'd' || c == 'e') {
			/* E+ is the exponent of a number; e alone a year */
			if (c != 'e' || i + 1 == code.len || (code.at[i + 1] != '+' && code.at[i + 1] != '-'))
				return !view_starts(view_slice(code, i, code.len), VIEW("eneral"));
		} else {
			month = month || c == 'm';
			time = time || c == 'h' || c == 's' || code.at[i] == '0' || code.at[i] == '#';
			if (c == 'g' && view_starts(view_slice(code, i + 1, code.len), VIEW("eneral")))
				return false;
		}
	}
	return month && !time;
}

/* Days since 1899-12-31 to a date of the Gregorian calendar (Howard Hinnant, chrono-compatible low-level date algorithms). */
static void
civil(long days, long *year, long *month, long *day)
{
	long z = days + 693900; /* since 0000-03-01 */
	long era = z / 146097, doe = z - era * 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365,
	     doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long mp = (5 * doy + 2) / 153;
	*day = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

size_t
serial_write(double days, bool from1904, char out[SERIAL_ROOM])
{
	long year, month, day;
	out[0] = '\0';
	if (!(days >= (from1904 ? 0 : 1)) || days >= LAST + 1.0)
		return 0;
	long long seconds = (long long)(days * SECONDS + 0.5);
	long whole = (long)(seconds / SECONDS), rest = (long)(seconds % SECONDS);
	if (from1904)
		whole += DAYS_1904;
	if (whole == FALSE_LEAP || whole > LAST)
		return 0;
	civil(whole > FALSE_LEAP ? whole - 1 : whole, &year, &month, &day);
	int n = rest == 0 ? snprintf(out, SERIAL_ROOM, "%04ld-%02ld-%02ld", year, month, day)
	                  : snprintf(out, SERIAL_ROOM, "%04ld-%02ld-%02ld %02ld:%02ld:%02ld", year % 10000,
	                        month % 100, day % 100, rest / 3600 % 24, rest / 60 % 60, rest % 60);
	return n > 0 && n < SERIAL_ROOM ? (size_t)n : 0;
}
