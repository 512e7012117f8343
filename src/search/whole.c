/* whole.c - texts that are nothing but the query */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "search/english.h"

/* Nothing longer is worth a look. */
#define WHOLE_WORDS_MAX 16

static bool is_letter(const UChar *text, size_t at, size_t len)
{
    pcs_char_class class = pcs_char_classify(pcs_unit_next(text, &at, len));
    return class != PCS_CHAR_OTHER && class != PCS_CHAR_SPACE;
}

/* The part of a text between the punctuation at its ends. */
static const UChar *find_core(const pcs_joined *joined, size_t *len)
{
    size_t start = 0, end = joined->len;
    while (start < end && !is_letter(joined->text, start, end))
        start++;
    while (end > start && (joined->text[end - 1] & 0xFC00u) != 0xDC00u &&
           !is_letter(joined->text, end - 1, end))
        end--;
    *len = end - start;
    return joined->text + start;
}

/* The words of the query with a space between them; false where something else
 * than words is in it. */
static bool append_words(pcs_buffer *out, const pcs_node *node)
{
    if (node->kind == PCS_NODE_AND) {
        for (const pcs_node *c = node->child; c; c = c->next)
            if (c->kind != PCS_NODE_TERM || !append_words(out, c))
                return false;
        return true;
    }
    if (node->kind != PCS_NODE_TERM || node->is_prefix ||
        node->side != PCS_SIDE_LOCAL)
        return false;
    if (out->len)
        pcs_buffer_putc(out, ' ');
    pcs_buffer_append(out, node->text, node->len);
    return true;
}

pcs_status pcs_session_make_whole(pcs_session *s, pcs_error *err)
{
    pcs_buffer text = {0};
    const pcs_analysis *a;
    pcs_status status = PCS_OK;
    free(s->whole);
    s->whole = NULL;
    if (s->query.root && append_words(&text, s->query.root)) {
        status = pcs_buffer_status(&text, err);
        if (status == PCS_OK)
            status = pcs_analyze(&a, s->searcher->analyzer, text.data, text.len,
                                 PCS_ANALYZE_JOINED | PCS_ANALYZE_TOKENS, err);
        if (status == PCS_OK && a->tokens.len > 0 &&
            a->tokens.len <= WHOLE_WORDS_MAX) {
            const UChar *core = find_core(&a->joined, &s->whole_len);
            s->whole = malloc((s->whole_len + 1) * sizeof *s->whole);
            s->whole_words = a->tokens.len;
            if (s->whole)
                memcpy(s->whole, core, s->whole_len * sizeof *core);
            else
                status = pcs_error_nomem(err);
        }
    }
    pcs_buffer_dispose(&text);
    return status;
}

/* Whether a unit has each word that was typed: with PCS_MATCH_ANY, it matches
 * with one of them. */
static bool has_all(const pcs_matching *m, uint32_t unit)
{
    for (size_t i = 0; i < m->n_terms; i++) {
        const pcs_node *node = m->terms[i].node;
        if (m->found[i] && !m->found[i][unit] && !node->is_excluded &&
            !node->is_dropped && !node->locale && !node->is_english_too)
            return false;
    }
    return true;
}

pcs_status pcs_session_may_be_whole(bool *out, const pcs_session *s,
                                    const pcs_matching *m, uint32_t unit,
                                    pcs_tier tier, pcs_error *err)
{
    *out = s->whole && tier <= PCS_TIER_STEM &&
           m->shelf->partition.units[unit].words == s->whole_words &&
           has_all(m, unit);
    if (*out || !s->whole || !s->has_english || tier > PCS_TIER_STEM)
        return PCS_OK;
    return pcs_english_may_be_whole(out, s, m, unit, err);
}

/* Whether a text is the query; its sides are looked at one after the other. */
static pcs_status is_query(bool *out, const pcs_session *s, pcs_analyzer *by,
                           const char *text, size_t text_len, pcs_error *err)
{
    const pcs_analysis *a;
    size_t len;
    pcs_status status =
        pcs_analyze(&a, by, text, text_len, PCS_ANALYZE_JOINED, err);
    if (status != PCS_OK)
        return status;
    const UChar *core = find_core(&a->joined, &len);
    *out =
        len == s->whole_len && memcmp(core, s->whole, len * sizeof *core) == 0;
    return PCS_OK;
}

pcs_status pcs_session_check_whole(pcs_session *s, pcs_candidate *c,
                                   pcs_error *err)
{
    pcs_matching *m = &s->matchings[c->shelf];
    pcs_unit_text text;
    bool is_whole = false;
    pcs_status status =
        pcs_texts_get(&text, m->shelf->partition.texts, c->unit, err);
    if (status == PCS_OK)
        status = is_query(&is_whole, s, m->analyzer, text.local, text.local_len,
                          err);
    if (status == PCS_OK && !is_whole && s->has_english) {
        status = pcs_english_may_be_whole(&is_whole, s, m, c->unit, err);
        if (status == PCS_OK && is_whole)
            status = is_query(&is_whole, s, m->analyzer, text.english,
                              text.english_len, err);
    }
    c->is_partial = !is_whole;
    return status;
}
