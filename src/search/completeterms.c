/* completeterms.c - terms that complete what is typed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/completeterms.h"

#include <string.h>

#include "base/buffer.h"
#include "search/session.h"

/* The last word, and whether it is of letters that English is written in. */
static size_t find_last(const char *text, size_t len, bool *is_latin)
{
    size_t start = len;
    while (start > 0 && (unsigned char)text[start - 1] > ' ')
        start--;
    *is_latin = start < len;
    for (size_t i = start; i < len; i++) {
        char c = text[i];
        *is_latin = *is_latin && ((c >= 'a' && c <= 'z') ||
                                  (c >= 'A' && c <= 'Z') || c == '-');
    }
    return start;
}

/* How many segments a term finds. */
static pcs_status count(uint64_t *out, pcs_searcher *searcher, const char *text,
                        const pcs_search_options *by, pcs_error *err)
{
    pcs_results results;
    pcs_search_options o = *by;
    o.limit = 0;
    o.is_plain = true;
    o.mode = PCS_MATCH_ALL;
    o.no_suggestions = true;
    pcs_status status =
        pcs_search(&results, searcher, text, strlen(text), &o, err);
    if (status != PCS_OK)
        return status;
    *out = results.segments;
    pcs_results_dispose(&results);
    return PCS_OK;
}

/* How many pairs have a word, in the locales that are searched. */
static pcs_status count_pairs(uint64_t *out, pcs_searcher *searcher,
                              const char *word, const pcs_search_options *o,
                              pcs_error *err)
{
    pcs_session session = {.searcher = searcher, .options = o};
    const char *last = strrchr(word, ' ');
    pcs_status status = PCS_OK;
    word = last ? last + 1 : word;
    for (size_t i = 0; status == PCS_OK && i < searcher->manifest.n_locales;
         i++) {
        pcs_shelf *shelf;
        uint32_t best = 0;
        if (!pcs_session_wants(&session, searcher->manifest.locales[i].locale))
            continue;
        status = pcs_searcher_shelf(&shelf, searcher, i, err);
        for (int side = 0; status == PCS_OK && side < 2; side++) {
            const pcs_lexicon *l =
                side ? &shelf->partition.english : &shelf->partition.words;
            pcs_lexicon_range range;
            uint32_t freq = 0;
            status = pcs_lexicon_find(&range, l, word, strlen(word), err);
            if (status == PCS_OK && range.first < range.last)
                status = pcs_lexicon_freq(&freq, l, range.first, err);
            best = freq > best ? freq : best;
        }
        *out += best;
    }
    return status;
}

static bool has(const pcs_suggestion_list *list, const pcs_suggestion *items,
                size_t first, const char *text)
{
    for (size_t i = first; i < list->len; i++)
        if (strcmp(items[i].text, text) == 0)
            return true;
    return false;
}

/* Terms that find nothing help nobody. */
static pcs_status add(pcs_suggestion_list *list, pcs_suggestion *items,
                      size_t first, pcs_searcher *searcher, const char *before,
                      size_t before_len, const char *word,
                      const pcs_search_options *o, bool want_counts,
                      pcs_error *err)
{
    pcs_suggestion *out = &items[list->len];
    pcs_buffer text = {0};
    pcs_buffer_append(&text, before, before_len);
    pcs_buffer_puts(&text, word);
    *out = (pcs_suggestion){
        .kind = PCS_SUGGESTION_TERM,
        .place = {.source = "", .path = "", .id = "", .anchor = ""}};
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK)
        out->text = pcs_arena_copy(&list->arena, text.data, text.len);
    pcs_buffer_dispose(&text);
    if (status == PCS_OK && !out->text)
        status = pcs_error_nomem(err);
    if (status != PCS_OK || has(list, items, first, out->text))
        return status;
    status = count_pairs(&out->pairs, searcher, word, o, err);
    if (status == PCS_OK && want_counts)
        status = count(&out->segments, searcher, out->text, o, err);
    list->len += status == PCS_OK && (out->segments > 0 || !want_counts);
    return status;
}

/* Completions of text; of those, what follows skip bytes. */
static pcs_status add_all(pcs_suggestion_list *list, pcs_suggestion *items,
                          size_t first, size_t max, pcs_searcher *searcher,
                          const char *before, size_t before_len,
                          const char *text, size_t len, size_t skip,
                          const pcs_search_options *o, bool want_counts,
                          pcs_error *err)
{
    pcs_completions found;
    pcs_status status = pcs_suggest(&found, searcher, text, len, o, err);
    if (status != PCS_OK)
        return status;
    for (size_t i = 0;
         status == PCS_OK && i < found.len && list->len - first < max; i++)
        status = add(list, items, first, searcher, before, before_len,
                     found.items[i] + skip, o, want_counts, err);
    pcs_completions_dispose(&found);
    return status;
}

pcs_status pcs_complete_terms(pcs_suggestion_list *list, pcs_suggestion *items,
                              size_t max, pcs_searcher *searcher,
                              const char *text, size_t len,
                              const pcs_search_options *search,
                              bool want_counts, pcs_error *err)
{
    bool is_latin;
    size_t first = list->len, start = find_last(text, len, &is_latin);
    pcs_search_options o = *search;
    pcs_buffer english = {0};
    o.limit = max;
    if (max == 0)
        return PCS_OK;
    pcs_status status = add_all(list, items, first, max, searcher, "", 0, text,
                                len, 0, &o, want_counts, err);
    if (status != PCS_OK || !is_latin || list->len - first == max)
        return status;
    pcs_buffer_puts(&english, "en:");
    pcs_buffer_append(&english, text + start, len - start);
    status = pcs_buffer_status(&english, err);
    if (status == PCS_OK)
        status = add_all(list, items, first, max, searcher, text, start,
                         english.data, english.len, strlen("en:"), &o,
                         want_counts, err);
    pcs_buffer_dispose(&english);
    return status;
}
