/* params.h - what a request asks for, by a table of what it may */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_API_PARAMS_H
#define PCS_SERVER_API_PARAMS_H

#include "server/http/exchange.h"

/** What a parameter takes. */
typedef enum pcs_param_kind {
    PCS_PARAM_TEXT,   /* any, also an empty one; once */
    PCS_PARAM_CHOICE, /* one of a few words; once */
    PCS_PARAM_NUMBER, /* decimal digits, min to max; once */
    PCS_PARAM_FLAG,   /* true or false (1, 0); once; "" is true */
    PCS_PARAM_NAMES,  /* names, also with commas between them; as often as one
                         likes */
    PCS_PARAM_VALUES  /* texts, as often as one likes */
} pcs_param_kind;

/** How many choices, or names of a closed list, a parameter has. */
#define PCS_PARAM_CHOICES_MAX 12

/** How many names or values a parameter takes. */
#define PCS_PARAM_ITEMS_MAX 64

/** A parameter of an operation. */
typedef struct pcs_param {
    const char *name;
    pcs_param_kind kind;
    const char *help;     /* for the reference; Markdown */
    const char *fallback; /* the default as it is written; NULL for none */
    bool is_variable;     /* of the path, where it is always given */
    uint64_t min, max;    /* of a number */
    const char *const *choices; /* NULL behind the last; NULL: open */
    const char *example;        /* NULL for none */
} pcs_param;

/** What was given for it. Everything lives in the exchange. */
typedef struct pcs_param_value {
    bool is_given;
    const char *text; /* of text and choice; "" where it is not given */
    size_t len;
    size_t choice;      /* which one; the default's where it is not given */
    uint64_t number;    /* likewise */
    bool is_set;        /* of a flag; likewise */
    const char **items; /* of names and values */
    size_t n_items;
} pcs_param_value;

/**
 * Reads all parameters of a request into out, one for each of n params, in
 * their order. Variables of the route are texts. False, and the exchange has
 * its problem (400, which names the parameter and what it takes), where one is
 * unknown, given twice, or nothing that it takes.
 */
bool pcs_params_read(pcs_param_value *out, pcs_exchange *exchange,
                     const pcs_param *params, size_t n);

#endif
