/* Reads HTML files with libxml2 and writes the text of their trees: what a reader of pages cannot do without. usage: dom FILE ... */
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <stdio.h>
#include <string.h>

int
main(int argc, char *argv[])
{
	for (int i = 1; i < argc; i++) {
		htmlDocPtr page = htmlReadFile(argv[i], NULL,
		    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_RECOVER);
		xmlNodePtr root = page ? xmlDocGetRootElement(page) : NULL;
		xmlChar *text = root ? xmlNodeGetContent(root) : NULL;
		if (text != NULL)
			fwrite(text, 1, strlen((const char *)text), stdout);
		xmlFree(text);
		xmlFreeDoc(page);
	}
	return fflush(stdout) == 0 ? 0 : 2;
}
