/* strict.h - the warnings of files that are not built again */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_STRICT_H
#define PCS_INDEX_STRICT_H

#include "index/plan.h"

/**
 * Reports the warnings of the inputs that the plan takes as they are: of those
 * that had any when they were last parsed, or never were. Fails with
 * PCS_ENOMEM alone.
 */
pcs_status pcs_strict_report(pcs_inputs *inputs, const pcs_plan *plan,
                             pcs_report *report, pcs_error *err);

#endif
