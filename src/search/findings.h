/* findings.h - findings with their texts and places */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_FINDINGS_H
#define PCS_SEARCH_FINDINGS_H

#include "search/suspects.h"

/** The finding that a suspect is, in the arena. PCS_ECORRUPT, PCS_ENOMEM. */
pcs_status pcs_finding_fetch(pcs_finding *out, pcs_arena *arena,
                             pcs_suspects *suspects, const pcs_suspect *suspect,
                             pcs_error *err);

#endif
