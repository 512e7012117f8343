/* explain.c - why something was found, for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/explain.h"

#include <inttypes.h>
#include <string.h>

#include "cli/text.h"
#include "cli/wrap.h"
#include "query/style.h"

/* Texts that are wider push what stands behind them. */
#define TEXT_COLUMNS_MAX ((size_t)24)
/* Things of one kind that are listed for a hit; the largest. */
#define LISTED_MAX ((size_t)8)

static const char *dim(const pcs_answer *a)
{
    return pcs_style_of(&a->request->screen).dim_on;
}

static const char *bold(const pcs_answer *a)
{
    return pcs_style_of(&a->request->screen).title_on;
}

static const char *off(const pcs_answer *a)
{
    return pcs_style_of(&a->request->screen).off;
}

/* A cleaned text and blanks up to `width` columns. */
static void append_padded(pcs_buffer *out, const char *text, size_t width)
{
    size_t start = out->len;
    pcs_text_clean(out, text, strlen(text));
    if (out->failed)
        return;
    size_t columns = pcs_text_width(out->data + start, out->len - start);
    for (; columns < width; columns++)
        pcs_buffer_putc(out, ' ');
}

static size_t max_width(size_t width, const char *text)
{
    size_t columns = pcs_text_width(text, strlen(text));
    columns = columns < TEXT_COLUMNS_MAX ? columns : TEXT_COLUMNS_MAX;
    return columns > width ? columns : width;
}

/* A line that is broken where the screen ends, its rest behind `indent`
 * blanks; `used` columns of it are written already. */
static void append_wrapped(pcs_buffer *out, const pcs_answer *a,
                           const pcs_buffer *line, size_t used, int indent)
{
    char blanks[64];
    snprintf(blanks, sizeof blanks, "%*s", indent, "");
    pcs_wrap_options wrap = {
        .width = a->request->screen.width, .used = used, .indent = blanks};
    pcs_buffer clean = {0};
    if (line->data)
        pcs_text_clean(&clean, line->data, line->len);
    if (clean.data)
        pcs_text_wrap(out, clean.data, clean.len, NULL, 0, &wrap);
    out->failed |= clean.failed || line->failed;
    pcs_buffer_dispose(&clean);
}

static void append_tree(pcs_buffer *out, const pcs_answer *a, const char *name,
                        const char *tree)
{
    pcs_buffer line = {0};
    pcs_buffer_puts(&line, tree);
    pcs_buffer_printf(out, "%s%-10s%s", bold(a), name, off(a));
    append_wrapped(out, a, &line, 10, 10);
    pcs_buffer_putc(out, '\n');
    pcs_buffer_dispose(&line);
}

/* "25 pairs (20 word, 5 stem), 12 counted, idf 1.930" */
static void append_counts(pcs_buffer *out, const pcs_explained_match *m,
                          bool is_scored)
{
    uint64_t sum = 0;
    const char *before = " (";
    for (int t = PCS_TIER_WORD; t < PCS_TIER_COUNT; t++)
        sum += m->units[t];
    pcs_buffer_printf(out, "%" PRIu64 " %s", sum, sum == 1 ? "pair" : "pairs");
    for (int t = PCS_TIER_WORD; t < PCS_TIER_COUNT; t++) {
        if (!m->units[t])
            continue;
        pcs_buffer_printf(out, "%s%" PRIu64 " %s", before, m->units[t],
                          pcs_tier_name((pcs_tier)t));
        before = ", ";
    }
    pcs_buffer_puts(out, sum ? ")" : "");
    if (is_scored && m->freq != sum)
        pcs_buffer_printf(out, ", %" PRIu32 " counted", m->freq);
    if (is_scored && m->idf > 0)
        pcs_buffer_printf(out, ", idf %.3f", m->idf);
}

static void append_flags(pcs_buffer *out, const pcs_explained_term *t)
{
    pcs_buffer_puts(out, t->lookup);
    pcs_buffer_puts(out, t->is_english ? ", English" : "");
    pcs_buffer_puts(out, t->is_synonym ? ", synonym" : "");
    pcs_buffer_puts(out, t->is_joined ? ", joined" : "");
    pcs_buffer_puts(out, t->is_dropped ? ", dropped" : "");
    pcs_buffer_puts(out, t->is_excluded ? ", excluded" : "");
}

/* The words of one tier that a term stands for. */
static void append_words(pcs_buffer *out, const pcs_answer *a,
                         const pcs_explained_match *m, pcs_tier tier)
{
    pcs_buffer line = {0};
    for (size_t i = 0; i < m->n_words; i++) {
        const pcs_explained_word *w = &m->words[i];
        if (w->tier == tier)
            pcs_buffer_printf(&line, "%s%s %" PRIu32, line.len ? ", " : "",
                              w->text, w->units);
    }
    if (line.len && m->n_more[tier])
        pcs_buffer_printf(&line, ", and %zu more", m->n_more[tier]);
    if (line.len) {
        pcs_buffer_printf(out, "    %s%-6s", dim(a), pcs_tier_name(tier));
        append_wrapped(out, a, &line, 10, 10);
        pcs_buffer_printf(out, "%s\n", off(a));
    }
    out->failed |= line.failed;
    pcs_buffer_dispose(&line);
}

static bool has_matches(const pcs_explained_locale *l)
{
    for (size_t i = 0; i < l->n_matches; i++)
        for (int t = PCS_TIER_WORD; t < PCS_TIER_COUNT; t++)
            if (l->matches[i].units[t])
                return true;
    return false;
}

static void append_locale(pcs_buffer *out, const pcs_answer *a,
                          const pcs_explained_locale *l)
{
    const pcs_explanation *x = a->results->explanation;
    size_t width = 0;
    pcs_buffer_printf(out, "%s%s%s  %zu pairs of %.1f words\n", bold(a),
                      l->locale, off(a), l->units, l->average_words);
    for (size_t i = 0; i < l->n_matches; i++)
        width = max_width(width, x->terms[l->matches[i].term].text);
    for (size_t i = 0; i < l->n_matches; i++) {
        const pcs_explained_match *m = &l->matches[i];
        const pcs_explained_term *t = &x->terms[m->term];
        pcs_buffer_puts(out, "  ");
        append_padded(out, t->text, width);
        pcs_buffer_puts(out, "  ");
        append_flags(out, t);
        pcs_buffer_puts(out, ": ");
        append_counts(out, m, !x->is_question && !t->is_excluded);
        pcs_buffer_putc(out, '\n');
        for (int tier = PCS_TIER_WORD; tier < PCS_TIER_COUNT; tier++)
            append_words(out, a, m, (pcs_tier)tier);
    }
}

void pcs_present_explanation(pcs_buffer *out, const pcs_answer *a)
{
    const pcs_explanation *x = a->results->explanation;
    if (!x)
        return;
    append_tree(out, a, "Parsed", x->parsed);
    if (strcmp(x->parsed, x->searched) != 0)
        append_tree(out, a, "Searched", x->searched);
    if (x->is_question)
        append_tree(out, a, "Ranked",
                    "as a question: by all that a text has in common with it");
    const char *before = "Nothing in ";
    for (size_t i = 0; i < x->n_locales; i++)
        if (has_matches(&x->locales[i]))
            append_locale(out, a, &x->locales[i]);
    for (size_t i = 0; i < x->n_locales; i++) {
        if (has_matches(&x->locales[i]))
            continue;
        pcs_buffer_printf(out, "%s%s%s", *before == 'N' ? dim(a) : "", before,
                          x->locales[i].locale);
        before = ", ";
    }
    if (*before == ',')
        pcs_buffer_printf(out, "%s\n", off(a));
    pcs_buffer_putc(out, '\n');
}

static double sum_of(const pcs_score_part *parts, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += parts[i].score;
    return sum;
}

/* "score 4.312 = 3.676 x 1.15 heading + 0.500 pairs" */
static void append_sum(pcs_buffer *out, const pcs_answer *a, const pcs_hit *hit)
{
    const pcs_hit_explanation *x = hit->explanation;
    pcs_buffer_printf(out, "      %sscore %.3f", dim(a), hit->score);
    if (x->n_factors + x->n_pairs)
        pcs_buffer_printf(out, " = %.3f", sum_of(x->parts, x->n_parts));
    for (size_t i = 0; i < x->n_factors; i++)
        pcs_buffer_printf(out, " \xC3\x97 %.2f %s", x->factors[i].value,
                          x->factors[i].name);
    if (x->n_pairs)
        pcs_buffer_printf(out, " + %.3f pairs", sum_of(x->pairs, x->n_pairs));
    if (x->by_tier)
        pcs_buffer_printf(out, "; tier %s", pcs_tier_name(hit->tier));
    pcs_buffer_puts(out, x->is_untranslated ? ", untranslated" : "");
    pcs_buffer_puts(out, x->is_whole ? ", the whole text" : "");
    pcs_buffer_puts(out, x->is_together ? ", words together" : "");
    pcs_buffer_printf(out, "%s\n", off(a));
}

static void append_terms(pcs_buffer *out, const pcs_answer *a,
                         const pcs_hit_explanation *x)
{
    size_t width = 0;
    for (size_t i = 0; i < x->n_parts; i++)
        width = max_width(width, x->parts[i].text);
    for (size_t i = 0; i < x->n_parts; i++) {
        const pcs_score_part *p = &x->parts[i];
        pcs_buffer_printf(out, "        %s%7.3f  ", dim(a), p->score);
        append_padded(out, p->text, width);
        pcs_buffer_printf(out,
                          "  %.1f %s \xC3\x97 %.3f idf \xC3\x97 %.3f "
                          "length%s\n",
                          p->weight, pcs_tier_name(p->tier), p->idf, p->length,
                          off(a));
    }
}

/* Borders of words are shown as underscores. */
static void append_listed(pcs_buffer *line, const pcs_score_part *p)
{
    bool is_letters = strcmp(p->stream, "letters") == 0;
    pcs_buffer_puts(line, line->len ? ", " : "");
    for (const char *c = p->text; *c; c++)
        pcs_buffer_putc(line, is_letters && *c == ' ' ? '_' : *c);
    pcs_buffer_printf(line, " %.3f", p->score);
}

/* The parts of one stream in a line. */
static void append_stream(pcs_buffer *out, const pcs_answer *a,
                          const char *stream, const pcs_score_part *parts,
                          size_t n)
{
    pcs_buffer line = {0};
    double sum = 0;
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(parts[i].stream, stream) != 0)
            continue;
        sum += parts[i].score;
        if (found++ < LISTED_MAX)
            append_listed(&line, &parts[i]);
    }
    if (found > LISTED_MAX)
        pcs_buffer_printf(&line, ", and %zu more", found - LISTED_MAX);
    if (found) {
        pcs_buffer_printf(out, "        %s%7.3f  %-9s  ", dim(a), sum, stream);
        append_wrapped(out, a, &line, 28, 28);
        pcs_buffer_printf(out, "%s\n", off(a));
    }
    out->failed |= line.failed;
    pcs_buffer_dispose(&line);
}

void pcs_present_breakdown(pcs_buffer *out, const pcs_answer *a,
                           const pcs_hit *hit)
{
    static const char *const streams[] = {"word", "exact", "gram", "character",
                                          "letters"};
    const pcs_hit_explanation *x = hit->explanation;
    if (!x)
        return;
    append_sum(out, a, hit);
    if (x->n_parts && strcmp(x->parts[0].stream, "term") == 0) {
        append_terms(out, a, x);
        return;
    }
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++)
        append_stream(out, a, streams[i], x->parts, x->n_parts);
    append_stream(out, a, "pair", x->pairs, x->n_pairs);
}
