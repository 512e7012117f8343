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

/* A line of its own, where there are items. */
static void append_list(pcs_buffer *out, const char *before,
                        const char *const *items, size_t n, const pcs_style *s)
{
    if (n == 0)
        return;
    pcs_buffer_puts(out, s->dim_on);
    for (size_t i = 0; i < n; i++) {
        pcs_buffer_puts(out, i ? ", " : before);
        pcs_clean_append(out, items[i]);
    }
    pcs_buffer_puts(out, s->off);
    pcs_buffer_putc(out, '\n');
}

/* " (1,740 word, 114 part)", or " (part)" where all are of one tier; that all
 * are as typed needs no word. */
static void append_tiers(pcs_buffer *out, const pcs_results *r)
{
    const char *before = " (";
    for (int i = PCS_TIER_WORD; i < PCS_TIER_COUNT; i++) {
        bool is_all = r->tiers[i] == r->segments;
        if (r->tiers[i] == 0 || (is_all && i == PCS_TIER_WORD))
            continue;
        pcs_buffer_puts(out, before);
        if (!is_all) {
            pcs_number_append(out, r->tiers[i]);
            pcs_buffer_putc(out, ' ');
        }
        pcs_buffer_puts(out, pcs_tier_name((pcs_tier)i));
        before = ", ";
    }
    if (*before == ',')
        pcs_buffer_putc(out, ')');
}

void pcs_total_text(pcs_buffer *out, const pcs_answer *a, const pcs_style *s)
{
    const pcs_results *r = a->results;
    pcs_buffer_puts(out, s->dim_on);
    pcs_count_append(out, r->segments, " segment", " segments");
    if (r->articles) {
        append_tiers(out, r);
        pcs_buffer_puts(out, ", ");
        pcs_count_append(out, r->pairs, " different pair", " different pairs");
        pcs_buffer_puts(out, ", ");
        pcs_count_append(out, r->articles, " article", " articles");
        if (r->n_hits + r->n_article_hits < count_hits(a)) {
            pcs_buffer_puts(out, "; ");
            pcs_number_append(out, r->n_hits + r->n_article_hits);
            pcs_buffer_puts(out, " shown");
        }
    }
    pcs_buffer_puts(out, s->off);
    pcs_buffer_putc(out, '\n');
    append_list(out,
                "No segment has all words; the nearest lacks: ", r->dropped,
                r->n_dropped, s);
    for (size_t i = 0; i < r->n_expanded; i++)
        append_list(out, "Also looked for: ", r->expanded[i].with,
                    r->expanded[i].n_with, s);
    append_list(out, "Also searched in the English: ", r->english, r->n_english,
                s);
    append_list(out, "Left out of the query: ", r->ignored, r->n_ignored, s);
    append_list(out, "Did you mean: ", r->suggestions, r->n_suggestions, s);
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
        pcs_count_append(out, v->articles, " article", " articles");
        pcs_buffer_printf(out, "%s\n", s->off);
    }
    if (f->n_more) {
        pcs_buffer_puts(out, "  ");
        pcs_rest_append(out, f->n_more, " more value", " more values", s);
        pcs_buffer_putc(out, '\n');
    }
    pcs_buffer_putc(out, '\n');
    pcs_buffer_dispose(&number);
}
