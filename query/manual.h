/* manual.h - what the man page of pcsearch says behind its options */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_MANUAL_H
#define PCS_QUERY_MANUAL_H

#include "cli/options.h"

/** The sections of its own, ended as pcs_command has it. */
extern const pcs_section pcsearch_sections[];

/** Its examples, likewise. */
extern const pcs_example pcsearch_examples[];

#endif
