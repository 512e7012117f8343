/* condition.c - what programs ask of articles, besides what was typed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/condition.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "analyze/locale.h"
#include "search/attributes.h"

typedef enum property {
    PROPERTY_LOCALE,
    PROPERTY_SOURCE,
    PROPERTY_DATE,
    PROPERTY_YEAR,
    PROPERTY_PATH,
    PROPERTY_TITLE,
    PROPERTY_TOPIC,
    PROPERTY_TYPE,
    PROPERTY_SERVICE,
    PROPERTY_AUTHOR,
    PROPERTY_COUNT
} property;

static const struct {
    const char *name;
    pcs_field field; /* of the article's texts */
} properties[PROPERTY_COUNT] = {
    {"locale", PCS_FIELD_NONE},     {"source", PCS_FIELD_NONE},
    {"date", PCS_FIELD_NONE},       {"year", PCS_FIELD_NONE},
    {"path", PCS_FIELD_PATH},       {"title", PCS_FIELD_TITLE},
    {"topic", PCS_FIELD_TOPIC},     {"type", PCS_FIELD_TYPE},
    {"service", PCS_FIELD_SERVICE}, {"author", PCS_FIELD_AUTHOR},
};

/* A condition; those below it stand right behind it. */
typedef struct step {
    pcs_condition_kind kind;
    size_t end; /* number of what comes behind it and all below it */
    property property;
    const char *value; /* borrowed, trimmed */
    size_t len;
    pcs_folded folded;
    uint32_t first, last; /* days */
} step;

struct pcs_conditions {
    step *steps;
    size_t n, cap;
};

typedef enum verdict { NEVER, MAYBE, ALWAYS } verdict;

void pcs_conditions_free(pcs_conditions *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->n; i++)
        pcs_folded_dispose(&c->steps[i].folded);
    free(c->steps);
    free(c);
}

static pcs_status find_property(property *out, const char *name, pcs_error *err)
{
    for (int i = 0; name && i < PROPERTY_COUNT; i++)
        if (strcmp(properties[i].name, name) == 0) {
            *out = (property)i;
            return PCS_OK;
        }
    if (name && strcmp(name, "product") == 0) {
        *out = PROPERTY_SERVICE;
        return PCS_OK;
    }
    return pcs_error_set(err, PCS_EINVAL,
                         "no property %s; there are locale, source, date, "
                         "year, path, title, topic, type, service and author",
                         name ? name : "");
}

/* A year as text is a range of days; what is no year matches none. */
static void read_year(step *s)
{
    uint32_t year = 0;
    size_t i = 0;
    while (i < s->len && i < 4 && s->value[i] >= '0' && s->value[i] <= '9')
        year = year * 10 + (uint32_t)(s->value[i++] - '0');
    bool good = i == s->len && i == 4 && year > 0;
    s->kind = PCS_CONDITION_RANGE;
    s->first = good ? year * 10000 : 1;
    s->last = good ? year * 10000 + 9999 : 0;
}

static pcs_status make_value(step *s, const pcs_condition *c, pcs_error *err)
{
    s->value = c->value ? c->value : "";
    while (*s->value == ' ')
        s->value++;
    s->len = strlen(s->value);
    while (s->len && s->value[s->len - 1] == ' ')
        s->len--;
    bool is_date = s->property == PROPERTY_YEAR || s->property == PROPERTY_DATE;
    if (is_date && s->kind == PCS_CONDITION_IS)
        read_year(s);
    return pcs_fold(&s->folded, s->value, s->len, false, err);
}

static pcs_status make_leaf(step *s, const pcs_condition *c, pcs_error *err)
{
    pcs_status status = PCS_OK;
    s->first = c->first;
    s->last = c->last;
    s->property = PROPERTY_DATE;
    if (s->kind != PCS_CONDITION_RANGE)
        status = find_property(&s->property, c->name, err);
    if (status == PCS_OK && s->kind != PCS_CONDITION_RANGE &&
        s->kind != PCS_CONDITION_HAS)
        status = make_value(s, c, err);
    return status;
}

static pcs_status make(pcs_conditions *all, const pcs_condition *c,
                       size_t depth, pcs_error *err)
{
    size_t number = all->n;
    bool is_leaf = c->kind >= PCS_CONDITION_IS;
    if (c->kind > PCS_CONDITION_RANGE ||
        (c->kind == PCS_CONDITION_NOT && c->n != 1))
        return pcs_error_set(err, PCS_EINVAL, "no condition");
    if (depth > PCS_CONDITION_DEPTH_MAX || number >= PCS_CONDITIONS_MAX)
        return pcs_error_set(err, PCS_ELIMIT,
                             "more than %d conditions, or %d within another",
                             PCS_CONDITIONS_MAX, PCS_CONDITION_DEPTH_MAX);
    if (!PCS_ARRAY_RESERVE(all->steps, all->cap, number + 1))
        return pcs_error_nomem(err);
    memset(&all->steps[number], 0, sizeof *all->steps);
    all->steps[number].kind = c->kind;
    all->n++;
    pcs_status status =
        is_leaf ? make_leaf(&all->steps[number], c, err) : PCS_OK;
    for (size_t i = 0; status == PCS_OK && !is_leaf && i < c->n; i++)
        status = make(all, &c->items[i], depth + 1, err);
    all->steps[number].end = all->n;
    return status;
}

pcs_status pcs_conditions_make(pcs_conditions **out, const pcs_condition *c,
                               pcs_error *err)
{
    pcs_conditions *all = *out = calloc(1, sizeof *all);
    if (!all)
        return pcs_error_nomem(err);
    pcs_status status = make(all, c, 0, err);
    if (status == PCS_OK)
        return PCS_OK;
    pcs_conditions_free(all);
    *out = NULL;
    return status;
}

/* What the locale alone says of a leaf. */
static verdict judge_locale(const step *s, const char *locale)
{
    bool good;
    if (s->kind == PCS_CONDITION_RANGE)
        return s->first > s->last ? NEVER : MAYBE;
    if (s->property != PROPERTY_LOCALE)
        return MAYBE;
    if (s->kind == PCS_CONDITION_HAS)
        return ALWAYS;
    if (s->kind == PCS_CONDITION_IS)
        good = pcs_locale_matches(locale, s->value, s->len);
    else if (s->kind == PCS_CONDITION_BEGINS)
        good = strncasecmp(locale, s->value, s->len) == 0;
    else
        good = strcasestr(locale, s->value) != NULL;
    return good ? ALWAYS : NEVER;
}

static verdict judge(const pcs_conditions *c, size_t i, const char *locale)
{
    const step *s = &c->steps[i];
    if (s->kind >= PCS_CONDITION_IS)
        return judge_locale(s, locale);
    if (s->kind == PCS_CONDITION_NOT)
        return (verdict)(ALWAYS - judge(c, i + 1, locale));
    bool is_all = s->kind == PCS_CONDITION_ALL;
    verdict v = is_all ? ALWAYS : NEVER;
    for (size_t j = i + 1; j < s->end; j = c->steps[j].end) {
        verdict one = judge(c, j, locale);
        v = (is_all ? one < v : one > v) ? one : v;
    }
    return v;
}

bool pcs_conditions_allow(const pcs_conditions *c, const char *locale)
{
    return judge(c, 0, locale) != NEVER;
}

/* A folded value, in units of `texts`. */
typedef struct folded_value {
    size_t at, len;
} folded_value;

/* What the article that is looked at has for a property. */
typedef struct held {
    bool is_known;
    uint32_t *values; /* numbers of folded values */
    size_t n, cap;
} held;

typedef struct deciding {
    const pcs_conditions *c;
    pcs_matching *m;
    const pcs_partition *p;
    pcs_attributes attributes;
    uint32_t *known; /* by string: its folded value plus one */
    folded_value *values;
    size_t n_values, cap_values;
    pcs_buffer texts;
    held held[PROPERTY_COUNT];
    uint32_t article, day;
    bool has_day;
} deciding;

/* The folded value of a string, which is folded once. */
static pcs_status fold_string(uint32_t *out, deciding *d, pcs_string_ref ref,
                              pcs_error *err)
{
    const pcs_analysis *a;
    const char *text;
    size_t len;
    if (ref < d->p->n_strings && d->known[ref]) {
        *out = d->known[ref] - 1;
        return PCS_OK;
    }
    pcs_status status = pcs_partition_string(&text, &len, d->p, ref, err);
    while (status == PCS_OK && len && text[len - 1] == ' ')
        len--;
    for (; status == PCS_OK && len && *text == ' '; text++)
        len--;
    if (status == PCS_OK)
        status = pcs_analyze(&a, d->m->analyzer, text, len, 0, err);
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(d->values, d->cap_values, d->n_values + 1))
        return pcs_error_nomem(err);
    d->values[d->n_values] =
        (folded_value){d->texts.len / sizeof(UChar), a->folded.len};
    pcs_buffer_append(&d->texts, a->folded.text, a->folded.len * sizeof(UChar));
    *out = (uint32_t)d->n_values++;
    if (ref < d->p->n_strings)
        d->known[ref] = *out + 1;
    return pcs_buffer_status(&d->texts, err);
}

static pcs_status hold(deciding *d, held *h, pcs_string_ref ref, pcs_error *err)
{
    if (ref == 0)
        return PCS_OK;
    if (!PCS_ARRAY_RESERVE(h->values, h->cap, h->n + 1))
        return pcs_error_nomem(err);
    return fold_string(&h->values[h->n++], d, ref, err);
}

static pcs_status hold_all(deciding *d, property of, pcs_error *err)
{
    held *h = &d->held[of];
    h->is_known = true;
    h->n = 0;
    if (of == PROPERTY_SOURCE) {
        const pcs_article_record *r;
        pcs_status status = pcs_partition_article(&r, d->p, d->article, err);
        return status == PCS_OK ? hold(d, h, r->source, err) : status;
    }
    pcs_attributes *a = &d->attributes;
    pcs_status status =
        pcs_attributes_read(a, d->article, properties[of].field, err);
    for (size_t i = 0; status == PCS_OK && i < a->n_values; i++)
        status = hold(d, h, a->values[i], err);
    return status;
}

static bool holds(const UChar *text, size_t len, const UChar *part, size_t n)
{
    return n == 0 ||
           memmem(text, len * sizeof *text, part, n * sizeof *part) != NULL;
}

static bool fits(const deciding *d, const step *s, uint32_t number)
{
    const folded_value *v = &d->values[number];
    const UChar *text = (const UChar *)(const void *)d->texts.data + v->at;
    const UChar *wanted = s->folded.text;
    size_t n = s->folded.len;
    if (s->kind == PCS_CONDITION_HOLDS)
        return holds(text, v->len, wanted, n);
    return (v->len == n || (v->len > n && s->kind == PCS_CONDITION_BEGINS)) &&
           (n == 0 || memcmp(text, wanted, n * sizeof *text) == 0);
}

static pcs_status decide_day(bool *out, deciding *d, const step *s,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (!d->has_day)
        status = pcs_attributes_date(&d->day, &d->attributes, d->article, err);
    d->has_day = true;
    *out = d->day && (s->kind == PCS_CONDITION_HAS ||
                      (s->kind == PCS_CONDITION_RANGE && d->day >= s->first &&
                       d->day <= s->last));
    return status;
}

static pcs_status decide_leaf(bool *out, deciding *d, const step *s,
                              pcs_error *err)
{
    *out = false;
    if (s->property == PROPERTY_LOCALE) {
        *out = judge_locale(s, d->m->shelf->locale) == ALWAYS;
        return PCS_OK;
    }
    if (s->property == PROPERTY_DATE || s->property == PROPERTY_YEAR)
        return decide_day(out, d, s, err);
    held *h = &d->held[s->property];
    pcs_status status = PCS_OK;
    if (!h->is_known)
        status = hold_all(d, s->property, err);
    *out = s->kind == PCS_CONDITION_HAS && h->n > 0;
    for (size_t i = 0;
         status == PCS_OK && s->kind != PCS_CONDITION_HAS && !*out && i < h->n;
         i++)
        *out = fits(d, s, h->values[i]);
    return status;
}

static pcs_status decide(bool *out, deciding *d, size_t i, pcs_error *err)
{
    const step *s = &d->c->steps[i];
    if (s->kind >= PCS_CONDITION_IS)
        return decide_leaf(out, d, s, err);
    if (s->kind == PCS_CONDITION_NOT) {
        pcs_status status = decide(out, d, i + 1, err);
        *out = !*out;
        return status;
    }
    bool is_all = s->kind == PCS_CONDITION_ALL;
    pcs_status status = PCS_OK;
    *out = is_all;
    for (size_t j = i + 1; status == PCS_OK && j < s->end && *out == is_all;
         j = d->c->steps[j].end)
        status = decide(out, d, j, err);
    return status;
}

static pcs_status decide_article(bool *out, deciding *d, uint32_t article,
                                 pcs_error *err)
{
    d->article = article;
    d->has_day = false;
    for (int i = 0; i < PROPERTY_COUNT; i++)
        d->held[i].is_known = false;
    return decide(out, d, 0, err);
}

/* Each article once, when the first of its segments comes. */
static pcs_status decide_all(pcs_tiers *out, deciding *d,
                             const pcs_tiers *limit, pcs_error *err)
{
    enum { UNKNOWN, NO, YES };
    const pcs_partition *p = d->p;
    const uint32_t *owners = p->unit_articles;
    uint8_t *known = calloc(p->n_articles + 1, 1);
    pcs_status status = known ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_tables_check(p->tables, owners,
                                  p->n_segments * sizeof *owners, err);
    for (size_t i = 0; status == PCS_OK && i < p->n_segments; i++) {
        bool good = false;
        if ((limit && !limit[i]) || owners[i] >= p->n_articles)
            continue;
        if (known[owners[i]] == UNKNOWN) {
            status = decide_article(&good, d, owners[i], err);
            known[owners[i]] = good ? YES : NO;
        }
        out[i] = known[owners[i]] == YES ? PCS_TIER_WORD : PCS_TIER_NONE;
    }
    free(known);
    return status;
}

static pcs_status decide_each(pcs_tiers *out, deciding *d, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < d->p->n_articles; i++) {
        bool good = false;
        status = decide_article(&good, d, (uint32_t)i, err);
        out[i] = good ? PCS_TIER_WORD : PCS_TIER_NONE;
    }
    return status;
}

/* Of articles, or of occurrences, n in all. */
static pcs_status match(pcs_tiers *out, size_t n, const pcs_conditions *c,
                        pcs_matching *m, bool by_article,
                        const pcs_tiers *limit, pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    verdict all = judge(c, 0, m->shelf->locale);
    for (size_t i = 0; all == ALWAYS && i < n; i++)
        out[i] = limit && !limit[i] ? PCS_TIER_NONE : PCS_TIER_WORD;
    if (all != MAYBE)
        return PCS_OK;
    deciding d = {.c = c, .m = m, .p = p};
    pcs_status status = pcs_attributes_init(&d.attributes, p, err);
    d.known = calloc(p->n_strings + 1, sizeof *d.known);
    /* Values are compared by address from the first one on. */
    pcs_buffer_reserve(&d.texts, sizeof(UChar));
    if (status == PCS_OK && (!d.known || d.texts.failed))
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        status = by_article ? decide_each(out, &d, err)
                            : decide_all(out, &d, limit, err);
    for (int i = 0; i < PROPERTY_COUNT; i++)
        free(d.held[i].values);
    pcs_attributes_dispose(&d.attributes);
    pcs_buffer_dispose(&d.texts);
    free(d.known);
    free(d.values);
    return status;
}

pcs_status pcs_conditions_match(pcs_tiers *out, const pcs_conditions *c,
                                pcs_matching *m, const pcs_tiers *limit,
                                pcs_error *err)
{
    return match(out, m->shelf->partition.n_segments, c, m, false, limit, err);
}

pcs_status pcs_conditions_match_articles(pcs_tiers *out,
                                         const pcs_conditions *c,
                                         pcs_matching *m, pcs_error *err)
{
    return match(out, m->shelf->partition.n_articles, c, m, true, NULL, err);
}
