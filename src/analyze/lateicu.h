/* lateicu.h - the part of ICU that is loaded when it is first called */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_LATEICU_H
#define PCS_ANALYZE_LATEICU_H

#include <unicode/udat.h>
#include <unicode/unum.h>

/*
 * ICU's formats of numbers and dates stand in a library of their own, which
 * takes half a millisecond to load. A search does not need them, so nothing is
 * linked with it. Include this behind everything else: the functions below are
 * then the loaded ones. Where the library cannot be loaded, or is of another
 * version, the opening ones fail with U_MISSING_RESOURCE_ERROR, as they do
 * where there is no data. From any thread.
 */

/** Pointers to the functions. */
typedef struct pcs_late_icu {
    __typeof__(unum_open) *open_numbers;
    __typeof__(unum_close) *close_numbers;
    __typeof__(unum_format) *format_number;
    __typeof__(unum_getSymbol) *get_symbol;
    __typeof__(unum_getTextAttribute) *get_attribute;
    __typeof__(unum_setTextAttribute) *set_attribute;
    __typeof__(udat_open) *open_dates;
    __typeof__(udat_close) *close_dates;
    __typeof__(udat_getSymbols) *get_symbols;
} pcs_late_icu;

/** Never NULL. The library stays loaded. */
const pcs_late_icu *pcs_late_icu_get(void);

#ifndef PCS_LATE_ICU_SOURCE
#undef unum_open
#undef unum_close
#undef unum_format
#undef unum_getSymbol
#undef unum_getTextAttribute
#undef unum_setTextAttribute
#undef udat_open
#undef udat_close
#undef udat_getSymbols
#define unum_open pcs_late_icu_get()->open_numbers
#define unum_close pcs_late_icu_get()->close_numbers
#define unum_format pcs_late_icu_get()->format_number
#define unum_getSymbol pcs_late_icu_get()->get_symbol
#define unum_getTextAttribute pcs_late_icu_get()->get_attribute
#define unum_setTextAttribute pcs_late_icu_get()->set_attribute
#define udat_open pcs_late_icu_get()->open_dates
#define udat_close pcs_late_icu_get()->close_dates
#define udat_getSymbols pcs_late_icu_get()->get_symbols
#endif

#endif
