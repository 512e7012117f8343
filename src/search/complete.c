/* complete.c - what a reader who is still typing may be looking for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/complete.h"

#include <string.h>

#include "base/utf8.h"
#include "search/completeplaces.h"
#include "search/completeterms.h"

/* Other readings of unfinished Hangul. */
#define READINGS_MAX ((size_t)2)

/* One reading: the text as it stands, or with a word in place of its last. */
static pcs_status read(pcs_suggestion_list *list, pcs_suggestion *items,
                       pcs_searcher *searcher, const char *text, size_t len,
                       const pcs_complete_options *o,
                       const pcs_search_options *search, pcs_error *err)
{
    pcs_results results = {0};
    pcs_session session = {
        .searcher = searcher, .options = search, .results = &results};
    pcs_status status =
        pcs_complete_places(list, items, &session, text, len, o, err);
    pcs_session_dispose(&session);
    pcs_arena_dispose(&results.arena);
    return status;
}

/* Unfinished Hangul stands nowhere: what it is most often the beginning of. */
static pcs_status read_unfinished(pcs_suggestion_list *list,
                                  pcs_suggestion *items, pcs_searcher *searcher,
                                  const char *text, size_t len,
                                  const pcs_complete_options *o,
                                  const pcs_search_options *search,
                                  pcs_error *err)
{
    pcs_completions found;
    pcs_search_options by = *search;
    if (len == 0 || (unsigned char)text[len - 1] < 0x80)
        return PCS_OK;
    by.limit = READINGS_MAX;
    pcs_status status = pcs_suggest(&found, searcher, text, len, &by, err);
    if (status != PCS_OK)
        return status;
    for (size_t i = 0; status == PCS_OK && list->len == 0 && i < found.len; i++)
        status = read(list, items, searcher, found.items[i],
                      strlen(found.items[i]), o, search, err);
    pcs_completions_dispose(&found);
    return status;
}

pcs_status pcs_complete(pcs_suggestion_list *list, pcs_searcher *searcher,
                        const char *text, size_t len,
                        const pcs_complete_options *o, pcs_error *err)
{
    pcs_search_options search = PCS_SEARCH_OPTIONS_INIT;
    pcs_session session = {.searcher = searcher, .options = &search};
    pcs_buffer mended = {0};
    search.locales = o->locales;
    search.n_locales = o->n_locales;
    search.is_plain = true;
    search.limit = 0;
    memset(list, 0, sizeof *list);
    size_t room = o->titles + o->headings + o->terms;
    pcs_suggestion *items =
        pcs_arena_alloc(&list->arena, room * sizeof *items + 1);
    pcs_status status = items ? PCS_OK : pcs_error_nomem(err);
    list->items = items;
    if (status == PCS_OK)
        status = pcs_session_check_locales(&session, err);
    pcs_utf8_repair(&mended, text,
                    pcs_utf8_cut(text, len, PCS_QUERY_BYTES_MAX));
    if (status == PCS_OK)
        status = pcs_buffer_status(&mended, err);
    /* Scripts with spaces have words; of others, a part may be what is typed.
     */
    bool has_parts = false;
    for (size_t i = 0; i < mended.len; i++)
        has_parts = has_parts || (unsigned char)mended.data[i] >= 0xE0;
    search.lowest = has_parts ? PCS_TIER_PART : PCS_TIER_STEM;
    const char *typed = mended.data ? mended.data : "";
    if (status == PCS_OK && o->titles + o->headings)
        status =
            read(list, items, searcher, typed, mended.len, o, &search, err);
    if (status == PCS_OK && list->len == 0 && o->titles + o->headings)
        status = read_unfinished(list, items, searcher, typed, mended.len, o,
                                 &search, err);
    if (status == PCS_OK)
        status = pcs_complete_terms(list, items, o->terms, searcher, typed,
                                    mended.len, &search, o->want_counts, err);
    pcs_buffer_dispose(&mended);
    if (status != PCS_OK)
        pcs_suggestion_list_dispose(list);
    return status;
}

void pcs_suggestion_list_dispose(pcs_suggestion_list *list)
{
    pcs_arena_dispose(&list->arena);
    memset(list, 0, sizeof *list);
}
