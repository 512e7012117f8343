/* keyboard.h - text that was typed in the wrong keyboard layout */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_KEYBOARD_H
#define PCS_ANALYZE_KEYBOARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/** A layout that shares its keys with the Latin one of the United States. */
typedef struct pcs_keyboard {
    const char *name;     /* and its standard, where it has one */
    const char *language; /* that it is for: "ko" */
    const char *keys;     /* an ASCII key, then what it types; and so on */
    char accent;          /* a dead key for the accents of Greek; 0: none */
} pcs_keyboard;

/** The layouts: Korean, Russian, Greek, Arabic, Hebrew, Thai. */
extern const pcs_keyboard pcs_keyboards[];
extern const size_t pcs_n_keyboards;

/**
 * Appends what the keys of an ASCII text type in the layout, Hangul composed:
 * rnehr is 구독. False, with nothing of use appended, where one of them types
 * no letter, or where letters of Hangul make no syllables.
 */
bool pcs_keyboard_local(pcs_buffer *out, const pcs_keyboard *keyboard,
                        const char *text, size_t len);

/**
 * Appends the keys that type a text in the layout (UTF-8, lower case): ебсч is
 * t,cx. Where a key types several characters, as Arabic لا, is_whole decides
 * whether that key is meant or those of the single characters. False where
 * something is on no key.
 */
bool pcs_keyboard_latin(pcs_buffer *out, const pcs_keyboard *keyboard,
                        const char *text, size_t len, bool is_whole);

#endif
