/* entitynames.h - the named character references of HTML */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_ENTITYNAMES_H
#define PCS_PARSE_ENTITYNAMES_H

#include <stdint.h>

#define PCS_ENTITY_NAMES 2125
#define PCS_ENTITY_LEGACY 106
#define PCS_ENTITY_NAME_MAX 31
#define PCS_ENTITY_LEGACY_MAX 6

/** A name without '&' and ';', and the one or two characters it stands for. */
typedef struct pcs_entity_name {
    char name[32];
    uint32_t text[2];
} pcs_entity_name;

/** In byte order of the names. */
extern const pcs_entity_name pcs_entity_names[PCS_ENTITY_NAMES];

/** The names that count without ';' as well, in byte order. */
extern const char pcs_entity_legacy[PCS_ENTITY_LEGACY][8];

#endif
