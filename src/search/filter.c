/* filter.c - fields of segments and articles that a query asks for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/filter.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "analyze/locale.h"
#include "search/attributes.h"
#include "search/condition.h"
#include "search/fields.h"
#include "search/textmatch.h"

#define GLOB_BEFORE "*/"

static bool is_text(pcs_field field)
{
    return field == PCS_FIELD_TITLE || field == PCS_FIELD_HEADING;
}

static bool is_of_segments(pcs_field field)
{
    return field == PCS_FIELD_HEADING || field == PCS_FIELD_ID;
}

static pcs_status fold_value(pcs_filter *f, pcs_error *err)
{
    const pcs_node *n = f->node;
    pcs_buffer text = {0};
    bool is_path = n->field == PCS_FIELD_PATH;
    f->is_glob = is_path && (n->is_prefix ||
                             (!n->is_phrase && (memchr(n->text, '*', n->len) ||
                                                memchr(n->text, '?', n->len))));
    pcs_buffer_puts(&text, f->is_glob ? GLOB_BEFORE : "");
    pcs_buffer_append(&text, n->text, n->len);
    if (is_path && n->is_prefix)
        pcs_buffer_putc(&text, '*');
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK)
        status = pcs_fold(&f->value, text.data, text.len, false, err);
    pcs_buffer_dispose(&text);
    return status;
}

pcs_status pcs_filter_make(pcs_filter *f, const pcs_node *node,
                           pcs_analyzer *analyzer, pcs_error *err)
{
    memset(f, 0, sizeof *f);
    f->node = node;
    if (node->field == PCS_FIELD_CONDITION)
        return pcs_conditions_make(&f->conditions, node->condition, err);
    f->is_any = pcs_field_is_any(node);
    if (f->is_any)
        return PCS_OK;
    if (is_text(node->field))
        return pcs_term_make(&f->term, node, analyzer, err);
    if (node->field == PCS_FIELD_DATE)
        pcs_dates_parse(&f->dates, node->text, node->len);
    return fold_value(f, err);
}

void pcs_filter_dispose(pcs_filter *f)
{
    pcs_term_dispose(&f->term);
    pcs_folded_dispose(&f->value);
    pcs_conditions_free(f->conditions);
    memset(f, 0, sizeof *f);
}

bool pcs_filter_allows(const pcs_filter *f, const char *locale)
{
    const pcs_node *n = f->node;
    if (!pcs_node_speaks(n, locale))
        return false;
    if (f->conditions)
        return pcs_conditions_allow(f->conditions, locale);
    if (n->field != PCS_FIELD_LOCALE || f->is_any)
        return true;
    if (n->is_prefix)
        return strncasecmp(locale, n->text, n->len) == 0;
    return pcs_locale_matches(locale, n->text, n->len);
}

/* The last star alone may have to take more. */
bool pcs_glob_match(const UChar *p, size_t n, const UChar *text, size_t len)
{
    size_t i = 0, at = 0, star = SIZE_MAX, resume = 0;
    while (at < len) {
        if (i < n && p[i] == '*') {
            star = i++;
            resume = at;
        } else if (i < n && (p[i] == '?' || p[i] == text[at])) {
            i++;
            at++;
        } else if (star != SIZE_MAX) {
            i = star + 1;
            at = ++resume;
        } else {
            return false;
        }
    }
    while (i < n && p[i] == '*')
        i++;
    return i == n;
}

static bool holds(const UChar *text, size_t len, const UChar *part, size_t n)
{
    for (size_t i = 0; n && i + n <= len; i++)
        if (memcmp(text + i, part, n * sizeof *part) == 0)
            return true;
    return n == 0;
}

/* The pattern stands behind GLOB_BEFORE: it may begin at any folder. */
static bool glob_path(const pcs_folded *pattern, const pcs_folded *path)
{
    size_t skip = strlen(GLOB_BEFORE);
    return pcs_glob_match(pattern->text + skip, pattern->len - skip, path->text,
                          path->len) ||
           pcs_glob_match(pattern->text, pattern->len, path->text, path->len);
}

/* What is the same for all values of one search through a partition. */
typedef struct filtering {
    const pcs_filter *f;
    pcs_matching *m;
    const pcs_partition *p;
    pcs_text_matcher matcher;
    pcs_attributes attributes;
    uint8_t *known; /* by string: its tier plus one */
} filtering;

static pcs_status test_value(bool *out, filtering *g, const char *text,
                             size_t len, pcs_error *err)
{
    const pcs_folded *wanted = &g->f->value;
    const pcs_analysis *a;
    while (len && text[len - 1] == ' ')
        len--;
    for (; len && *text == ' '; text++)
        len--;
    pcs_status status = pcs_analyze(&a, g->m->analyzer, text, len, 0, err);
    *out = false;
    if (status != PCS_OK)
        return status;
    const pcs_folded *is = &a->folded;
    if (g->f->is_glob)
        *out = glob_path(wanted, is);
    else if (g->f->node->field == PCS_FIELD_PATH)
        *out = holds(is->text, is->len, wanted->text, wanted->len);
    else
        *out = is->len >= wanted->len &&
               (is->len == wanted->len || g->f->node->is_prefix) &&
               (wanted->len == 0 || memcmp(is->text, wanted->text,
                                           wanted->len * sizeof(UChar)) == 0);
    return PCS_OK;
}

/* The tier of a string, which is looked at once. */
static pcs_status test_string(pcs_tier *out, filtering *g, pcs_string_ref ref,
                              pcs_error *err)
{
    const char *text;
    size_t len;
    bool good = true;
    *out = PCS_TIER_NONE;
    if (ref == 0)
        return PCS_OK;
    if (ref < g->p->n_strings && g->known[ref]) {
        *out = (pcs_tier)(g->known[ref] - 1);
        return PCS_OK;
    }
    pcs_status status = pcs_partition_string(&text, &len, g->p, ref, err);
    if (status == PCS_OK && g->f->is_any)
        *out = PCS_TIER_WORD;
    else if (status == PCS_OK && is_text(g->f->node->field))
        status = pcs_text_match(out, &g->matcher, text, len, err);
    else if (status == PCS_OK) {
        status = test_value(&good, g, text, len, err);
        *out = good ? PCS_TIER_WORD : PCS_TIER_NONE;
    }
    if (status == PCS_OK)
        g->known[ref] = (uint8_t)(*out + 1);
    return status;
}

static pcs_status test_date(pcs_tier *out, filtering *g, uint32_t article,
                            pcs_error *err)
{
    uint32_t day;
    const pcs_dates *d = &g->f->dates;
    pcs_status status = pcs_attributes_date(&day, &g->attributes, article, err);
    bool good = day && (g->f->is_any || (day >= d->first && day <= d->last));
    *out = good ? PCS_TIER_WORD : PCS_TIER_NONE;
    return status;
}

static pcs_status test_article(pcs_tier *out, filtering *g, uint32_t article,
                               pcs_error *err)
{
    pcs_field field = g->f->node->field;
    *out = PCS_TIER_NONE;
    if (field == PCS_FIELD_DATE)
        return test_date(out, g, article, err);
    pcs_status status =
        pcs_attributes_read(&g->attributes, article, field, err);
    for (size_t i = 0; status == PCS_OK && i < g->attributes.n_values; i++) {
        pcs_tier tier;
        status = test_string(&tier, g, g->attributes.values[i], err);
        if (tier && (*out == PCS_TIER_NONE || tier < *out))
            *out = tier;
    }
    return status;
}

/* Each article once, when the first of its segments comes. */
static pcs_status test_articles(pcs_tiers *out, filtering *g,
                                const pcs_tiers *limit, pcs_error *err)
{
    const uint32_t *owners = g->p->unit_articles;
    uint8_t *known = calloc(g->p->n_articles + 1, 1);
    pcs_status status = known ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_tables_check(g->p->tables, owners,
                                  g->p->n_segments * sizeof *owners, err);
    for (size_t i = 0; status == PCS_OK && i < g->p->n_segments; i++) {
        pcs_tier tier;
        if ((limit && !limit[i]) || owners[i] >= g->p->n_articles)
            continue;
        if (!known[owners[i]]) {
            status = test_article(&tier, g, owners[i], err);
            known[owners[i]] = (uint8_t)(tier + 1);
        }
        out[i] = (pcs_tiers)(known[owners[i]] - 1);
    }
    free(known);
    return status;
}

/* Ids are compared as bytes, since each is another. */
static pcs_status test_id(pcs_tier *out, filtering *g, pcs_string_ref ref,
                          pcs_error *err)
{
    const char *text;
    size_t len;
    const pcs_node *n = g->f->node;
    pcs_status status = pcs_partition_string(&text, &len, g->p, ref, err);
    bool good = g->f->is_any
                    ? len > 0
                    : (len == n->len || (len > n->len && n->is_prefix)) &&
                          strncasecmp(text, n->text, n->len) == 0;
    *out = good ? PCS_TIER_WORD : PCS_TIER_NONE;
    return status;
}

static pcs_status test_segments(pcs_tiers *out, filtering *g,
                                const pcs_tiers *limit, pcs_error *err)
{
    const uint32_t *numbers = g->p->unit_segments;
    pcs_status status = pcs_tables_check(
        g->p->tables, numbers, g->p->n_segments * sizeof *numbers, err);
    for (size_t i = 0; status == PCS_OK && i < g->p->n_segments; i++) {
        const pcs_segment_record *s;
        pcs_tier tier = PCS_TIER_NONE;
        if (limit && !limit[i])
            continue;
        status = pcs_partition_segment(&s, g->p, numbers[i], err);
        if (status == PCS_OK && g->f->node->field == PCS_FIELD_ID)
            status = test_id(&tier, g, s->id, err);
        else if (status == PCS_OK)
            status = test_string(&tier, g, s->heading, err);
        out[i] = (pcs_tiers)tier;
    }
    return status;
}

/* Whether the query has other words for the same field. */
static bool is_among_words(const filtering *g)
{
    size_t n = 0;
    for (size_t i = 0; i < g->m->n_filters; i++) {
        const pcs_filter *f = &g->m->filters[i];
        n += f->node && f->node->field == g->f->node->field;
    }
    return n > 1;
}

static pcs_status test_each_article(pcs_tiers *out, filtering *g,
                                    pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < g->p->n_articles; i++) {
        pcs_tier tier;
        status = test_article(&tier, g, (uint32_t)i, err);
        out[i] = (pcs_tiers)tier;
    }
    return status;
}

/* What is looked at: occurrences, or articles. */
static pcs_status test_all(pcs_tiers *out, filtering *g, bool by_article,
                           const pcs_tiers *limit, pcs_error *err)
{
    pcs_field field = g->f->node->field;
    pcs_status status = pcs_attributes_init(&g->attributes, g->p, err);
    g->known = calloc(g->p->n_strings + 1, 1);
    if (status == PCS_OK && !g->known)
        status = pcs_error_nomem(err);
    if (status == PCS_OK && is_text(field) && !g->f->is_any)
        status = pcs_text_matcher_init(&g->matcher, &g->f->term, g->m,
                                       is_among_words(g), err);
    if (status == PCS_OK && by_article)
        status = test_each_article(out, g, err);
    else if (status == PCS_OK)
        status = is_of_segments(field) ? test_segments(out, g, limit, err)
                                       : test_articles(out, g, limit, err);
    pcs_text_matcher_dispose(&g->matcher);
    pcs_attributes_dispose(&g->attributes);
    free(g->known);
    return status;
}

static pcs_status match(pcs_tiers *out, size_t n, pcs_matching *m,
                        const pcs_filter *f, bool by_article,
                        const pcs_tiers *limit, pcs_error *err)
{
    if (!pcs_filter_allows(f, m->shelf->locale))
        return PCS_OK;
    if (f->conditions)
        return by_article
                   ? pcs_conditions_match_articles(out, f->conditions, m, err)
                   : pcs_conditions_match(out, f->conditions, m, limit, err);
    if (f->node->field == PCS_FIELD_LOCALE) {
        for (size_t i = 0; i < n; i++)
            out[i] = limit && !limit[i] ? PCS_TIER_NONE : PCS_TIER_WORD;
        return PCS_OK;
    }
    filtering g = {.f = f, .m = m, .p = &m->shelf->partition};
    return test_all(out, &g, by_article, limit, err);
}

pcs_status pcs_filter_match(pcs_tiers *out, pcs_matching *m,
                            const pcs_filter *f, const pcs_tiers *limit,
                            pcs_error *err)
{
    return match(out, m->shelf->partition.n_segments, m, f, false, limit, err);
}

pcs_status pcs_filter_match_articles(pcs_tiers *out, pcs_matching *m,
                                     const pcs_filter *f, pcs_error *err)
{
    if (is_of_segments(f->node->field))
        return PCS_OK;
    return match(out, m->shelf->partition.n_articles, m, f, true, NULL, err);
}
