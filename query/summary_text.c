/* summary_text.c - how much was found, for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/summary_text.h"

/* How many hits there are to be shown, as they are grouped. */
static uint64_t count_hits(const pcs_answer *a)
{
    const pcs_results *r = a->results;
    if (a->request->search.grouping == PCS_GROUP_ARTICLE)
        return r->articles;
    return a->request->search.grouping == PCS_GROUP_NONE ? r->segments
                                                         : r->pairs;
}

/* " (1,740 word, 114 part)", or " (part)" where all are of one tier; that all
 * are as typed needs no word. */
static void append_tiers(pcs_buffer *out, const pcs_results *r)
{
    bool has_any = false;
    for (int i = PCS_TIER_WORD; i < PCS_TIER_COUNT; i++) {
        bool is_all = r->tiers[i] == r->segments;
        if (r->tiers[i] == 0 || (is_all && i == PCS_TIER_WORD))
            continue;
        pcs_buffer_puts(out, has_any ? pcs_between_items() : " (");
        if (is_all)
            pcs_buffer_puts(out, pcs_tier_label((pcs_tier)i));
        else
            pcs_tier_count_append(out, (pcs_tier)i, r->tiers[i]);
        has_any = true;
    }
    pcs_buffer_puts(out, has_any ? ")" : "");
}

static void append_counts(pcs_buffer *out, const pcs_answer *a)
{
    const pcs_results *r = a->results;
    char number[PCS_NUMBER_MAX];
    pcs_count_append(out, r->segments, "%s segment", "%s segments");
    if (r->articles == 0)
        return;
    append_tiers(out, r);
    pcs_buffer_puts(out, pcs_between_items());
    pcs_count_append(out, r->pairs, "%s different pair", "%s different pairs");
    pcs_buffer_puts(out, pcs_between_items());
    pcs_count_append(out, r->articles, "%s article", "%s articles");
    if (r->n_hits + r->n_article_hits < count_hits(a)) {
        pcs_buffer_puts(out, pcs_between_clauses());
        pcs_number_write(number, r->n_hits + r->n_article_hits);
        pcs_buffer_printf(out, _("%s shown"), number);
    }
}

void pcs_total_text(pcs_buffer *out, const pcs_answer *a, const pcs_style *s)
{
    const pcs_results *r = a->results;
    const char *on = s->dim_on, *off = s->off;
    pcs_buffer_puts(out, on);
    append_counts(out, a);
    pcs_buffer_puts(out, off);
    pcs_buffer_putc(out, '\n');
    pcs_list_line(out, _("No segment has all words; the nearest lacks: %s"),
                  r->dropped, r->n_dropped, on, off);
    for (size_t i = 0; i < r->n_expanded; i++)
        pcs_list_line(out, _("Also looked for: %s"), r->expanded[i].with,
                      r->expanded[i].n_with, on, off);
    pcs_list_line(out, _("Also searched in the English: %s"), r->english,
                  r->n_english, on, off);
    pcs_list_line(out, _("Left out of the query: %s"), r->ignored, r->n_ignored,
                  on, off);
    pcs_list_line(out, _("Did you mean: %s"), r->suggestions, r->n_suggestions,
                  on, off);
}

void pcs_facet_text(pcs_buffer *out, const pcs_facet *f, const pcs_style *s)
{
    pcs_buffer number = {0};
    size_t width = 0;
    if (f->n_values + f->n_more == 0)
        return;
    for (size_t i = 0; i < f->n_values; i++) {
        pcs_buffer_clear(&number);
        pcs_number_append(&number, f->values[i].segments);
        width = number.len > width ? number.len : width;
    }
    pcs_buffer_printf(out, "%s%s%s\n", s->title_on, f->name, s->off);
    for (size_t i = 0; i < f->n_values; i++) {
        const pcs_facet_value *v = &f->values[i];
        pcs_buffer_clear(&number);
        pcs_number_append(&number, v->segments);
        pcs_buffer_printf(out, "  %*s  ", (int)width,
                          number.data ? number.data : "");
        pcs_clean_append(out, *v->value ? v->value : "-");
        pcs_buffer_printf(out, "%s  ", s->dim_on);
        pcs_count_append(out, v->articles, "%s article", "%s articles");
        pcs_buffer_printf(out, "%s\n", s->off);
    }
    if (f->n_more) {
        pcs_buffer_puts(out, "  ");
        pcs_rest_append(out, f->n_more, "and %s more value",
                        "and %s more values", s);
        pcs_buffer_putc(out, '\n');
    }
    pcs_buffer_putc(out, '\n');
    pcs_buffer_dispose(&number);
}
