/* like_text.c - the segments nearest to a sentence, for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "query/like.h"
#include "query/style.h"

static void append_strong(pcs_buffer *out, const pcs_answer *a,
                          const char *text)
{
    pcs_style s = pcs_style_of(&a->request->screen);
    pcs_buffer_puts(out, s.title_on);
    pcs_clean_append(out, text);
    pcs_buffer_puts(out, s.off);
}

/* What ms.translationtype means. */
static const char *type_name(const char *type)
{
    if (strcasecmp(type, "ht") == 0)
        return "human translation";
    if (strcasecmp(type, "mt") == 0)
        return "machine translation";
    return strcasecmp(type, "auto") == 0 ? "automatic translation" : type;
}

/* The percentage over the hit, and below it the sentence, where it is not the
 * same. */
static void append_match(pcs_buffer *out, const pcs_like_answer *a,
                         const pcs_like_match *m)
{
    char percent[32];
    const char *type = m->hit.origin->type;
    snprintf(percent, sizeof percent, "%u %%", m->percent);
    append_strong(out, &a->answer, percent);
    pcs_buffer_puts(out, *type ? "  " : "");
    pcs_clean_append(out, type_name(type));
    pcs_buffer_putc(out, '\n');
    pcs_present_hit(out, &a->answer, &m->hit);
    if (m->percent < PCS_LIKE_EQUAL)
        pcs_present_line(out, &a->answer, "\xE2\x89\xA0 ", a->answer.query,
                         strlen(a->answer.query), m->missing, m->n_missing);
    pcs_buffer_putc(out, '\n');
}

static void append_total(pcs_buffer *out, const pcs_like_answer *a)
{
    const pcs_like_results *r = a->results;
    unsigned least = a->answer.request->min_match;
    if (r->pairs == 0) {
        pcs_buffer_printf(out, "Nothing matches by %u %%", least);
        if (r->best)
            pcs_buffer_printf(out, "; the nearest does by %u %%", r->best);
    } else {
        pcs_buffer_printf(out,
                          "%s%" PRIu64 " segment%s, %" PRIu64
                          " different pair%s of %u %% or more",
                          r->is_exact ? "" : "At least ", r->segments,
                          r->segments == 1 ? "" : "s", r->pairs,
                          r->pairs == 1 ? "" : "s", least);
        if (r->n_matches < r->pairs)
            pcs_buffer_printf(out, "; %zu shown", r->n_matches);
    }
    pcs_buffer_putc(out, '\n');
    for (size_t i = 0; i < r->n_ignored; i++) {
        pcs_buffer_puts(out, i ? ", " : "Left out: ");
        pcs_clean_append(out, r->ignored[i]);
    }
    pcs_buffer_puts(out, r->n_ignored ? "\n" : "");
}

void pcs_present_like_text(pcs_buffer *out, const pcs_like_answer *a)
{
    if (a->answer.query_id) {
        append_strong(out, &a->answer, a->answer.query_id);
        pcs_buffer_puts(out, "\n\n");
    }
    for (size_t i = 0; i < a->results->n_matches; i++)
        append_match(out, a, &a->results->matches[i]);
    append_total(out, a);
    if (a->answer.query_id)
        pcs_buffer_putc(out, '\n');
}
