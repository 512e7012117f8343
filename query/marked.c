/* marked.c - texts with what matched in them, for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/marked.h"

#include <stdlib.h>

#include "cli/text.h"

pcs_marked pcs_marked_whole(const char *text, size_t len)
{
    return (pcs_marked){text, len, NULL, 0};
}

pcs_marked pcs_marked_local(const pcs_hit *h)
{
    return (pcs_marked){h->local, h->local_len, h->marks, h->n_marks};
}

pcs_marked pcs_marked_english(const pcs_hit *h)
{
    return (pcs_marked){h->english, h->english_len, h->english_marks,
                        h->n_english_marks};
}

/* Cleaned, pcs_marked and broken into lines; wrap says how. */
void pcs_marked_append(pcs_buffer *out, const pcs_marked *m,
                       const pcs_wrap_options *wrap)
{
    pcs_buffer clean = {0};
    pcs_text_mark *copy = calloc(m->n_marks + 1, sizeof *copy);
    size_t n = copy ? m->n_marks : 0;
    for (size_t i = 0; i < n; i++)
        copy[i] = (pcs_text_mark){m->marks[i].start, m->marks[i].end};
    pcs_text_clean_marks(&clean, m->text, m->len, copy, n);
    pcs_text_wrap(out, clean.data ? clean.data : "", clean.len, copy, n, wrap);
    out->failed |= clean.failed || !copy;
    pcs_buffer_dispose(&clean);
    free(copy);
}
