/* clock.h - how long things take */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_CLOCK_H
#define PCS_BASE_CLOCK_H

/** Milliseconds by a clock that nobody sets, from some start; any thread. */
double pcs_clock_ms(void);

#endif
