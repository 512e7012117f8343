/* messages.c - the library's messages in another language */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/translate.h"

void pcs_translate_messages(pcs_translator *translator)
{
    pcs_translator_set(translator);
}
