/* wide.h - loops for processors that take more at a time */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_WIDE_H
#define PCS_BASE_WIDE_H

/*
 * A loop without a branch, which compilers turn into instructions for many
 * items at a time, is a PCS_LOOP function; a PCS_WIDE one that calls it is the
 * same for processors with AVX2, which take twice as many as others of x86-64
 * do, to be called where PCS_HAS_WIDE.
 */
#define PCS_LOOP static inline __attribute__((always_inline))
#if defined(__x86_64__) && defined(__GNUC__)
#define PCS_HAS_WIDE __builtin_cpu_supports("avx2")
#define PCS_WIDE __attribute__((target("avx2"))) static
#else
#define PCS_HAS_WIDE 0
#define PCS_WIDE static
#endif

#endif
