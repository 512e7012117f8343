/* translate.c - messages in another language than English */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/translate.h"

#include <stddef.h>

static pcs_translator *current;

void pcs_translator_set(pcs_translator *translator)
{
    current = translator;
}

const char *pcs_translate(const char *text)
{
    return current ? current(text) : text;
}
