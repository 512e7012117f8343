/* inflect.c - the inflected forms of a word */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/inflect.h"

#include <stdint.h>
#include <string.h>

#include "analyze/closed.h"
#include "analyze/paradigms.h"
#include "base/utf8.h"

#define ENDING_MAX 16

/* An ending of a paradigm: where it is, and what follows it. Endings are a few
 * bytes, and there are many: loops are quicker than calls here. */
static inline const char *next_ending(const char **at, size_t *len)
{
    const char *start = *at, *end;
    while (*start == ' ')
        start++;
    if (!*start)
        return NULL;
    for (end = start; *end && *end != ' ';)
        end++;
    *len = (size_t)(end - start);
    *at = end;
    if (*len == 1 && *start == '-')
        *len = 0;
    return start;
}

static inline bool ends(const char *word, size_t len, const char *with,
                        size_t n)
{
    if (len < n)
        return false;
    for (word += len - n; n > 0 && word[n - 1] == with[n - 1];)
        n--;
    return n == 0;
}

const pcs_inflection *pcs_inflection_for(const char *locale)
{
    size_t len = strcspn(locale, "-_");
    for (size_t i = 0; pcs_inflections[i].language; i++) {
        const char *l = pcs_inflections[i].language;
        if (strlen(l) == len && memcmp(l, locale, len) == 0)
            return &pcs_inflections[i];
    }
    return NULL;
}

/* Words with digits or signs have no forms: "365s", "v2.1", "part_id". */
static bool is_inflected(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)word[i];
        if (c < 0x80 && (c < 'a' || c > 'z') && c != '\'')
            return false;
    }
    return len > 1 && len < 128;
}

/* The forms of word with this stem of stem bytes. */
static pcs_status visit_endings(const char *paradigm, const char *word,
                                size_t len, size_t stem,
                                pcs_form_visitor *visit, void *context,
                                pcs_error *err)
{
    char form[128 + ENDING_MAX];
    const char *ending;
    size_t n;
    pcs_status status = PCS_OK;
    memcpy(form, word, stem);
    while (status == PCS_OK && (ending = next_ending(&paradigm, &n))) {
        if (n == len - stem && ends(word, len, ending, n))
            continue;
        for (size_t i = 0; i < n; i++)
            form[stem + i] = ending[i];
        status = visit(context, form, stem + n, err);
    }
    return status;
}

pcs_status pcs_inflect(const pcs_inflection *inflection, const char *word,
                       size_t len, pcs_form_visitor *visit, void *context,
                       pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (!is_inflected(word, len))
        return PCS_OK;
    for (const char *const *p = inflection->paradigms; *p; p++) {
        size_t min = (size_t)(**p - '0'), n;
        const char *at = *p + 1, *ending;
        while (status == PCS_OK && (ending = next_ending(&at, &n)))
            if (ends(word, len, ending, n) &&
                pcs_utf8_count(word, len - n) >= min)
                status = visit_endings(*p + 1, word, len, len - n, visit,
                                       context, err);
    }
    return status;
}

typedef struct sameness {
    const char *word;
    size_t len;
    bool is_same;
} sameness;

static pcs_status compare_form(void *context, const char *form, size_t len,
                               pcs_error *err)
{
    sameness *s = context;
    (void)err;
    s->is_same =
        s->is_same || (len == s->len && memcmp(form, s->word, len) == 0);
    return PCS_OK;
}

bool pcs_inflection_same(const pcs_inflection *inflection, const char *a,
                         size_t a_len, const char *b, size_t b_len)
{
    pcs_error err;
    sameness s = {b, b_len, a_len == b_len && memcmp(a, b, a_len) == 0};
    if (!s.is_same)
        pcs_inflect(inflection, a, a_len, compare_form, &s, &err);
    return s.is_same;
}

bool pcs_inflection_is_closed(const pcs_inflection *inflection,
                              const char *word, size_t len)
{
    return pcs_is_closed_word(inflection->language, word, len);
}

const char *pcs_inflection_proclitic(const pcs_inflection *inflection, size_t i)
{
    return inflection->proclitics ? inflection->proclitics[i] : NULL;
}

size_t pcs_inflection_host_min(const pcs_inflection *inflection)
{
    return inflection->host_min;
}

static bool is_vowel_or_q(char c)
{
    return c && strchr("aeiouq", c);
}

/* "ue" is no digraph behind a vowel or q: neue, Steuer, Quelle. */
bool pcs_inflection_undo_digraphs(const pcs_inflection *inflection,
                                  pcs_buffer *out, const char *word, size_t len)
{
    bool any = false;
    for (size_t i = 0; i < len; i++) {
        const pcs_digraph *d = inflection->digraphs;
        while (d && d->letter &&
               !(i + 1 < len && memcmp(word + i, d->digraph, 2) == 0 &&
                 !(i > 0 && is_vowel_or_q(word[i - 1]))))
            d++;
        if (d && d->letter) {
            pcs_buffer_puts(out, d->bare);
            any = true;
            i++;
        } else {
            pcs_buffer_putc(out, word[i]);
        }
    }
    return any;
}

bool pcs_inflection_digraphs(const pcs_inflection *inflection, pcs_buffer *out,
                             const char *word, size_t len)
{
    bool any = false;
    for (size_t i = 0; i < len;) {
        const pcs_digraph *d = inflection->digraphs;
        while (d && d->letter &&
               !(i + 2 <= len && memcmp(word + i, d->letter, 2) == 0))
            d++;
        if (d && d->letter) {
            pcs_buffer_puts(out, d->digraph);
            any = true;
            i += 2;
        } else {
            pcs_buffer_putc(out, word[i++]);
        }
    }
    return any;
}

bool pcs_inflection_is_partial(const pcs_inflection *inflection)
{
    return !inflection || inflection->is_partial;
}
