/* like_text.c - the segments nearest to a sentence, for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
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
        return _("human translation");
    if (strcasecmp(type, "mt") == 0)
        return _("machine translation");
    return strcasecmp(type, "auto") == 0 ? _("automatic translation") : type;
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

static void append_found(pcs_buffer *out, const pcs_like_results *r,
                         unsigned least)
{
    char number[PCS_NUMBER_MAX];
    pcs_buffer line = {0};
    pcs_count_append(&line, r->segments, "%s segment", "%s segments");
    pcs_buffer_puts(&line, pcs_between_items());
    pcs_buffer_printf(&line,
                      _n("%s different pair of %u %% or more",
                         "%s different pairs of %u %% or more", r->pairs),
                      pcs_number_write(number, r->pairs), least);
    /* TRANSLATORS: what there is at least: counts of segments and of pairs. */
    pcs_buffer_printf(out, r->is_exact ? "%s" : _("At least %s"),
                      line.data ? line.data : "");
    if (r->n_matches < r->pairs) {
        pcs_buffer_puts(out, pcs_between_clauses());
        pcs_buffer_printf(out, _("%s shown"),
                          pcs_number_write(number, r->n_matches));
    }
    out->failed |= line.failed;
    pcs_buffer_dispose(&line);
}

static void append_total(pcs_buffer *out, const pcs_like_answer *a)
{
    const pcs_like_results *r = a->results;
    unsigned least = a->answer.request->min_match;
    if (r->pairs)
        append_found(out, r, least);
    else if (r->best)
        pcs_buffer_printf(
            out, _("Nothing matches by %u %%; the nearest does by %u %%"),
            least, r->best);
    else
        pcs_buffer_printf(out, _("Nothing matches by %u %%"), least);
    pcs_buffer_putc(out, '\n');
    pcs_list_line(out, _("Left out: %s"), r->ignored, r->n_ignored, "", "");
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
