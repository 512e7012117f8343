/* configparts.h - the parts of the configuration file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_CONFIGPARTS_H
#define PCS_CLI_CONFIGPARTS_H

#include "cli/configreader.h"

/** The keys at the top, those of the programs first, and those of gates:. */
#define PCS_CONFIG_TOP_KEYS                                                    \
    "search index sources locales include exclude urls retention gates "       \
    "dictionary pcsearchd"
#define PCS_CONFIG_GATE_KEYS "max-loss canaries"

typedef pcs_status pcs_config_read_item(pcs_config_reader *r);

/** Has `read` read each item of a list, or one that stands alone. */
pcs_status pcs_config_read_list(pcs_config_reader *r,
                                pcs_config_read_item *read);

/** Each reads the value that the reader stands at, behind a key of its own,
 * into the reader's config. */

/** The mapping of options under the program's own key. */
pcs_status pcs_config_read_options(pcs_config_reader *r);

/** The same under the key of another program, of which only the shape is
 * known. */
pcs_status pcs_config_read_others(pcs_config_reader *r, const char *key);

/** The value of an option that stands outside that mapping. Where it is none
 * of this program's, one value or, with is_list, a list of them. */
pcs_status pcs_config_read_option(pcs_config_reader *r, const char *name,
                                  bool is_list);

pcs_status pcs_config_read_sources(pcs_config_reader *r);
pcs_status pcs_config_read_locales(pcs_config_reader *r);
pcs_status pcs_config_read_urls(pcs_config_reader *r);
pcs_status pcs_config_read_gates(pcs_config_reader *r);

#endif
