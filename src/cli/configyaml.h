/* configyaml.h - the YAML of the configuration file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_CONFIGYAML_H
#define PCS_CLI_CONFIGYAML_H

#include "cli/config.h"

/**
 * Adds the settings of text, which stands in the file path, to config. What
 * goes wrong is as of pcs_config_open. data may be NULL where len is 0.
 */
pcs_status pcs_config_parse(pcs_config *config, const pcs_command *command,
                            const char *path, const char *data, size_t len,
                            pcs_error *err);

#endif
