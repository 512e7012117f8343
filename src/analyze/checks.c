/* checks.c - what differs between the two sides of a pair and should not */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/checks.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/checkparts.h"

static const char *const names[PCS_CHECK_KINDS] = {
    "numbers", "urls", "code", "placeholders", "untranslated"};

const char *pcs_check_name(pcs_check_kind kind)
{
    return names[kind];
}

pcs_status pcs_checker_new(pcs_checker **out, pcs_error *err)
{
    *out = calloc(1, sizeof **out);
    return *out ? PCS_OK : pcs_error_nomem(err);
}

void pcs_checker_free(pcs_checker *c)
{
    if (!c)
        return;
    for (int side = 0; side < 2; side++) {
        pcs_check_text_dispose(&c->texts[side]);
        pcs_spellout_dispose(&c->words[side]);
        free(c->numerals[side].items);
    }
    free(c);
}

void pcs_check_items_add(pcs_check_items *items, const char *text,
                         uint32_t begin, uint32_t end)
{
    if (items->n == PCS_CHECK_ITEMS_MAX) {
        items->is_full = true;
        return;
    }
    items->items[items->n++] =
        (pcs_check_item){text + begin, end - begin, begin, end};
}

bool pcs_check_is_language(const char *locale, const char *list)
{
    size_t len = strcspn(locale, "-_");
    for (const char *p = list; *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        if (n == len && memcmp(p, locale, n) == 0)
            return true;
        p += n;
    }
    return false;
}

/* Placeholders hold digits that are no numbers, and words that are no prose. */
static void mask(pcs_checker *c)
{
    for (int side = 0; side < 2; side++) {
        const pcs_check_items *found = &c->placeholders[side];
        for (size_t i = 0; i < found->n; i++)
            if (*found->items[i].text != '<')
                pcs_check_text_mask(&c->texts[side], found->items[i].begin,
                                    found->items[i].end);
        pcs_check_text_mask_addresses(&c->texts[side]);
    }
}

static pcs_status read_pair(pcs_checker *c, const pcs_pair_check *in,
                            pcs_error *err)
{
    c->in = in;
    pcs_spellout_set_locale(&c->words[PCS_CHECK_ENGLISH], "en");
    pcs_spellout_set_locale(&c->words[PCS_CHECK_LOCAL], in->locale);
    pcs_status status = pcs_check_text_read(&c->texts[PCS_CHECK_ENGLISH],
                                            in->english_len ? in->english : "",
                                            in->english_len, err);
    if (status == PCS_OK)
        status = pcs_check_text_read(&c->texts[PCS_CHECK_LOCAL],
                                     in->local_len ? in->local : "",
                                     in->local_len, err);
    if (status != PCS_OK)
        return status;
    pcs_check_find_placeholders(c);
    mask(c);
    return PCS_OK;
}

/* Where the text of a difference stands in the plain text of its side. */
static pcs_check_item find_item(const pcs_check_markup *m,
                                const pcs_check_text *t)
{
    pcs_check_item item = {m->text, m->len, 0, 0};
    const char *at = m->len && m->len <= t->len
                         ? memmem(t->text, t->len, m->text, m->len)
                         : NULL;
    if (at) {
        item.begin = (uint32_t)(at - t->text);
        item.end = item.begin + (uint32_t)m->len;
    }
    return item;
}

/* What was found when the document was read. */
static void take_markup(pcs_checker *c, pcs_check_kind kind)
{
    for (size_t i = 0; i < c->in->n_markup; i++) {
        const pcs_check_markup *m = &c->in->markup[i];
        int side = m->is_local ? PCS_CHECK_LOCAL : PCS_CHECK_ENGLISH;
        pcs_check_items *found = &c->found[side];
        if (m->kind == kind && found->n < PCS_CHECK_ITEMS_MAX)
            found->items[found->n++] = find_item(m, &c->texts[side]);
    }
}

static pcs_status find(pcs_checker *c, pcs_check_kind kind, pcs_error *err)
{
    switch (kind) {
    case PCS_CHECK_NUMBERS:
        return pcs_check_numbers(c, err);
    case PCS_CHECK_PLACEHOLDERS:
        pcs_check_placeholders(c);
        return PCS_OK;
    case PCS_CHECK_UNTRANSLATED:
        pcs_check_untranslated(c);
        return PCS_OK;
    default:
        take_markup(c, kind);
        return PCS_OK;
    }
}

pcs_status pcs_check_pair(pcs_checker *c, const pcs_pair_check *in,
                          pcs_check_visitor *visit, void *context,
                          pcs_error *err)
{
    const pcs_check_items *found = c->found;
    pcs_status status = read_pair(c, in, err);
    for (int kind = 0; status == PCS_OK && kind < PCS_CHECK_KINDS; kind++) {
        if (!(in->kinds & 1u << kind))
            continue;
        for (int side = 0; side < 2; side++)
            c->found[side].n = c->found[side].is_full = 0;
        status = find(c, (pcs_check_kind)kind, err);
        if (status != PCS_OK || found[0].n + found[1].n == 0 ||
            found[0].is_full || found[1].is_full)
            continue;
        pcs_check_finding finding = {.kind = (pcs_check_kind)kind,
                                     .english = found[PCS_CHECK_ENGLISH].items,
                                     .local = found[PCS_CHECK_LOCAL].items,
                                     .n_english = found[PCS_CHECK_ENGLISH].n,
                                     .n_local = found[PCS_CHECK_LOCAL].n};
        status = visit(context, &finding, err);
    }
    return status;
}
