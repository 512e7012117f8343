/* lateicu.c - the part of ICU that is loaded when it is first called */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#define PCS_LATE_ICU_SOURCE
#include "analyze/lateicu.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <unicode/uvernum.h>

/* The names are macros, which add the version. */
#define NAME_OF(name) #name
#define NAME(name) NAME_OF(name)
#define LIBRARY "libicui18n.so." U_ICU_VERSION_SHORT

static UNumberFormat *fail_numbers(UNumberFormatStyle style,
                                   const UChar *pattern, int32_t pattern_len,
                                   const char *locale, UParseError *where,
                                   UErrorCode *code)
{
    (void)style, (void)pattern, (void)pattern_len, (void)locale, (void)where;
    *code = U_MISSING_RESOURCE_ERROR;
    return NULL;
}

static UDateFormat *fail_dates(UDateFormatStyle times, UDateFormatStyle dates,
                               const char *locale, const UChar *zone,
                               int32_t zone_len, const UChar *pattern,
                               int32_t pattern_len, UErrorCode *code)
{
    (void)times, (void)dates, (void)locale, (void)zone, (void)zone_len;
    (void)pattern, (void)pattern_len;
    *code = U_MISSING_RESOURCE_ERROR;
    return NULL;
}

/* What was never opened is closed, too. */
static void ignore(void **format)
{
    (void)format;
}

static const pcs_late_icu none = {.open_numbers = fail_numbers,
                                  .close_numbers = ignore,
                                  .open_dates = fail_dates,
                                  .close_dates = ignore};
static pcs_late_icu loaded;
static const pcs_late_icu *late = &none;

/* Sets a pointer to a function, which C has no conversion for. */
static bool find(void *function, void *library, const char *name)
{
    *(void **)function = dlsym(library, name);
    return *(void **)function != NULL;
}

static void load(void)
{
    pcs_late_icu *l = &loaded;
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return;
    if (find(&l->open_numbers, library, NAME(unum_open)) &&
        find(&l->close_numbers, library, NAME(unum_close)) &&
        find(&l->format_number, library, NAME(unum_format)) &&
        find(&l->get_symbol, library, NAME(unum_getSymbol)) &&
        find(&l->get_attribute, library, NAME(unum_getTextAttribute)) &&
        find(&l->set_attribute, library, NAME(unum_setTextAttribute)) &&
        find(&l->open_dates, library, NAME(udat_open)) &&
        find(&l->close_dates, library, NAME(udat_close)) &&
        find(&l->get_symbols, library, NAME(udat_getSymbols)))
        late = l;
}

const pcs_late_icu *pcs_late_icu_get(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return late;
}
