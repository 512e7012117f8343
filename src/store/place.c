/* place.c - names of the blocks that segments stand in */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/partition.h"

#include <pcsearch.h>

const char *pcs_place_name(pcs_place place)
{
    static const char *const names[] = {"paragraph", "heading", "list", "table",
                                        "quote"};
    return (size_t)place < sizeof names / sizeof *names ? names[place]
                                                        : "paragraph";
}
