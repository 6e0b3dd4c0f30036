/*
 * What `docextract --explain` tells of the choices that are no offers of facts: which charset, which element, whether the text is whole.
 */
#ifndef EXPLANATION_H
#define EXPLANATION_H

#include "body.h"
#include "charset.h"
#include "trials.h"

/* The charset that was used, and what the server (`http`) and the page declared. */
void explanation_charset(
    struct trials *t, struct view bytes, struct view http, const struct charset_result *r);
/* The element that was taken for the document, and the known containers that weren't. */
void explanation_body(
    struct trials *t, const struct body *b, const struct containers *c, const struct outline *o);

#endif
