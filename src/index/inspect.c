/* inspect.c - the hash and locale of a document, read or remembered */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/inspect.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "parse/locale.h"

static void fail(pcs_input *input, const pcs_inspection *how, uint32_t line,
                 const char *message)
{
    input->is_failed = true;
    input->hashed = 0;
    pcs_report_problem(how->report, PCS_INDEX_ERROR, input->full, line,
                       message);
}

/* The path tells the locale: below the source's name, else by where the
 * source stands. */
static pcs_status locale_from_place(pcs_input *input)
{
    char *named = pcs_path_join(input->source, input->path);
    char *real = input->is_linked
                     ? realpath(input->full, NULL)
                     : pcs_path_join(input->real_root, input->path);
    bool is_out_of_memory = !named || (!real && !input->is_linked);
    if (!is_out_of_memory && !pcs_locale_from_path(input->locale, named) &&
        real)
        pcs_locale_from_path(input->locale, real);
    free(named);
    free(real);
    return is_out_of_memory ? PCS_ENOMEM : PCS_OK;
}

static pcs_status find_locale(pcs_input *input, const pcs_inspection *how)
{
    if (input->is_empty || input->is_failed || input->is_gone)
        return PCS_OK;
    pcs_status status = PCS_OK;
    if (*input->header)
        memcpy(input->locale, input->header, sizeof input->locale);
    else
        status = locale_from_place(input);
    if (!*input->locale)
        strcpy(input->locale,
               pcs_locale_rules_fallback(how->rules, input->source));
    input->is_passed =
        *input->locale &&
        !pcs_locale_is_indexed(how->rules->options, input->locale);
    if (status == PCS_OK && !*input->locale)
        fail(input, how, 0,
             "neither the file nor its path names a locale; give one with "
             "--locale");
    return status;
}

/* A file over a limit must not count as a change each time. Only large files
 * can be over one. */
static pcs_status check_limits(pcs_input *input, const pcs_inspection *how,
                               const pcs_buffer *data)
{
    if (data->len <= PCS_SEGMENT_MAX)
        return PCS_OK;
    pcs_error err = PCS_ERROR_INIT;
    pcs_article article = {0};
    uint32_t line = 0;
    pcs_status status = pcs_article_parse(&article, &line, input->path,
                                          data->data, data->len, &err);
    if (status == PCS_OK)
        input->n_warnings = (uint32_t)article.n_warnings;
    pcs_article_dispose(&article);
    if (status == PCS_ELIMIT)
        fail(input, how, line, pcs_limit_message(line, &err));
    return status == PCS_ENOMEM ? status : PCS_OK;
}

/* What the bytes tell. */
static pcs_status examine(pcs_input *input, const pcs_inspection *how,
                          const pcs_buffer *data)
{
    pcs_status status = check_limits(input, how, data);
    if (input->is_failed || status != PCS_OK)
        return status;
    input->is_empty =
        !data->len || !memmem(data->data, data->len, "data-ttu-id", 11);
    if (input->is_empty)
        return PCS_OK;
    pcs_text tag = pcs_article_locale(data->data, data->len);
    if (tag.len)
        pcs_locale_canonical(input->header, tag.data, tag.len);
    return PCS_OK;
}

/* What is remembered of the same bytes. */
static void recall(pcs_input *input, const pcs_statcache_entry *known)
{
    input->hash = known->hash;
    input->n_warnings = known->n_warnings;
    input->is_empty = known->is_empty;
    memcpy(input->header, known->locale, sizeof input->header);
}

static void fail_reading(pcs_input *input, const pcs_inspection *how,
                         pcs_status status, const char *message)
{
    size_t n = strlen(input->full);
    input->is_gone = status == PCS_ENOTFOUND;
    if (input->is_gone)
        return;
    /* The path stands in front of the line already. */
    if (strncmp(message, input->full, n) == 0 && message[n] == ':')
        message += n + 2;
    fail(input, how, 0, message);
}

static pcs_status read_input(pcs_input *input, const pcs_inspection *how,
                             const pcs_statcache_entry *known, pcs_buffer *data)
{
    pcs_error err = PCS_ERROR_INIT;
    bool is_stable;
    pcs_status status = pcs_file_read_stamped(data, &input->stamp, &is_stable,
                                              input->full, PCS_FILE_MAX, &err);
    if (status == PCS_ENOMEM)
        return status;
    if (status != PCS_OK) {
        fail_reading(input, how, status, err.message);
        return PCS_OK;
    }
    input->hash = pcs_hash64(data->data, data->len);
    bool is_same = known && known->hash == input->hash &&
                   known->stamp.size == input->stamp.size;
    if (is_stable)
        input->hashed = is_same && pcs_statcache_is_clean(known, &input->stamp)
                            ? known->hashed
                            : how->began;
    if (!is_same || !how->trusts_hashes)
        return examine(input, how, data);
    recall(input, known);
    return PCS_OK;
}

pcs_status pcs_inspect(pcs_input *input, const pcs_inspection *how,
                       pcs_buffer *data)
{
    pcs_status status = PCS_OK;
    if (input->is_failed)
        return PCS_OK;
    const pcs_statcache_entry *known =
        pcs_statcache_find(how->cache, input->source, input->path);
    if (known && !how->reads_all &&
        pcs_file_stamp_take(&input->stamp, input->full, NULL) == PCS_OK &&
        pcs_statcache_is_clean(known, &input->stamp)) {
        recall(input, known);
        input->hashed = known->hashed;
    } else {
        status = read_input(input, how, known, data);
    }
    return status == PCS_OK ? find_locale(input, how) : status;
}
