#include <libxml/xmlversion.h>
// Its converters are not used here, and its header would declare ICU anew beside Foundation's.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
