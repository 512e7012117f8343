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

/* A line behind its name, all of which take the same columns. */
static void append_tree(pcs_buffer *out, const pcs_answer *a, const char *name,
                        const char *tree)
{
    /* TRANSLATORS: the query as it was read, as it was searched for, and how
     * what was found is ordered. */
    const char *const all[] = {_("Parsed"), _("Searched"), _("Ranked")};
    size_t width = pcs_widest(all, sizeof all / sizeof *all) + 2;
    pcs_buffer line = {0};
    pcs_buffer_puts(&line, tree);
    pcs_buffer_puts(out, bold(a));
    pcs_padded_append(out, name, width);
    pcs_buffer_puts(out, off(a));
    append_wrapped(out, a, &line, width, (int)width);
    pcs_buffer_putc(out, '\n');
    pcs_buffer_dispose(&line);
}

static void append_pairs(pcs_buffer *out, uint64_t n)
{
    pcs_count_append(out, n, "%s pair", "%s pairs");
}

/* "25 pairs (20 word, 5 stem), 12 counted, idf 1.930" */
static void append_counts(pcs_buffer *out, const pcs_explained_match *m,
                          bool is_scored)
{
    uint64_t sum = 0;
    bool has_any = false;
    for (int t = PCS_TIER_WORD; t < PCS_TIER_COUNT; t++)
        sum += m->units[t];
    append_pairs(out, sum);
    for (int t = PCS_TIER_WORD; t < PCS_TIER_COUNT; t++) {
        if (!m->units[t])
            continue;
        pcs_buffer_puts(out, has_any ? pcs_between_items() : " (");
        pcs_tier_count_append(out, (pcs_tier)t, m->units[t]);
        has_any = true;
    }
    pcs_buffer_puts(out, has_any ? ")" : "");
    if (is_scored && m->freq != sum) {
        pcs_buffer_puts(out, pcs_between_items());
        pcs_buffer_printf(out, _("%u counted"), m->freq);
    }
    if (is_scored && m->idf > 0)
        pcs_buffer_printf(out, "%sidf %.3f", pcs_between_items(), m->idf);
}

static void append_flag(pcs_buffer *out, bool is_set, const char *name)
{
    if (is_set)
        pcs_buffer_printf(out, "%s%s", pcs_between_items(), name);
}

static void append_flags(pcs_buffer *out, const pcs_explained_term *t)
{
    pcs_buffer_puts(out, t->lookup);
    append_flag(out, t->is_english, _c("term", "English"));
    append_flag(out, t->is_synonym, _c("term", "synonym"));
    append_flag(out, t->is_joined, _c("term", "joined"));
    append_flag(out, t->is_dropped, _c("term", "dropped"));
    append_flag(out, t->is_excluded, _c("term", "excluded"));
}

static void append_more(pcs_buffer *line, size_t n)
{
    pcs_buffer_puts(line, pcs_between_items());
    pcs_count_append(line, n, "and %s more", "and %s more");
}

static size_t tiers_width(void)
{
    const char *const all[] = {
        pcs_tier_label(PCS_TIER_WORD), pcs_tier_label(PCS_TIER_STEM),
        pcs_tier_label(PCS_TIER_PART), pcs_tier_label(PCS_TIER_NEAR)};
    return pcs_widest(all, sizeof all / sizeof *all) + 2;
}

/* The words of one tier that a term stands for. */
static void append_words(pcs_buffer *out, const pcs_answer *a,
                         const pcs_explained_match *m, pcs_tier tier)
{
    pcs_buffer line = {0};
    for (size_t i = 0; i < m->n_words; i++) {
        const pcs_explained_word *w = &m->words[i];
        if (w->tier == tier)
            pcs_buffer_printf(&line, "%s%s %" PRIu32,
                              line.len ? pcs_between_items() : "", w->text,
                              w->units);
    }
    if (line.len && m->n_more[tier])
        append_more(&line, m->n_more[tier]);
    if (line.len) {
        size_t width = tiers_width();
        pcs_buffer_printf(out, "    %s", dim(a));
        pcs_padded_append(out, pcs_tier_label(tier), width);
        append_wrapped(out, a, &line, 4 + width, (int)(4 + width));
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
    char number[PCS_NUMBER_MAX], words[PCS_NUMBER_MAX];
    pcs_buffer_printf(out, "%s%s%s  ", bold(a), l->locale, off(a));
    /* TRANSLATORS: how many pairs of a text and its English, and how many words
     * one has on average. */
    pcs_buffer_printf(
        out, _n("%s pair of %s words", "%s pairs of %s words", l->units),
        pcs_number_write(number, l->units),
        pcs_decimal_write(words, l->average_words, 1));
    pcs_buffer_putc(out, '\n');
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

/* Those that have something, and the names of the others. */
static void append_locales(pcs_buffer *out, const pcs_answer *a)
{
    const pcs_explanation *x = a->results->explanation;
    pcs_buffer others = {0};
    for (size_t i = 0; i < x->n_locales; i++) {
        const pcs_explained_locale *l = &x->locales[i];
        if (has_matches(l))
            append_locale(out, a, l);
        else
            pcs_buffer_printf(&others, "%s%s",
                              others.len ? pcs_between_items() : "", l->locale);
    }
    if (others.len) {
        pcs_buffer_puts(out, dim(a));
        pcs_buffer_printf(out, _("Nothing in %s"), others.data);
        pcs_buffer_printf(out, "%s\n", off(a));
    }
    out->failed |= others.failed;
    pcs_buffer_dispose(&others);
}

void pcs_present_explanation(pcs_buffer *out, const pcs_answer *a)
{
    const pcs_explanation *x = a->results->explanation;
    if (!x)
        return;
    append_tree(out, a, _("Parsed"), x->parsed);
    if (strcmp(x->parsed, x->searched) != 0)
        append_tree(out, a, _("Searched"), x->searched);
    if (x->is_question)
        append_tree(
            out, a, _("Ranked"),
            _("as a question: by all that a text has in common with it"));
    append_locales(out, a);
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
    pcs_buffer_printf(out, "      %s", dim(a));
    pcs_buffer_printf(out, _("score %.3f"), hit->score);
    if (x->n_factors + x->n_pairs)
        pcs_buffer_printf(out, " = %.3f", sum_of(x->parts, x->n_parts));
    for (size_t i = 0; i < x->n_factors; i++)
        pcs_buffer_printf(out, " \xC3\x97 %.2f %s", x->factors[i].value,
                          x->factors[i].name);
    if (x->n_pairs) {
        pcs_buffer_puts(out, " + ");
        /* TRANSLATORS: what words that stand together add to the score. */
        pcs_buffer_printf(out, _("%.3f pairs"), sum_of(x->pairs, x->n_pairs));
    }
    if (x->by_tier) {
        pcs_buffer_puts(out, pcs_between_clauses());
        pcs_buffer_printf(out, _("tier %s"), pcs_tier_label(hit->tier));
    }
    append_flag(out, x->is_untranslated, _("untranslated"));
    append_flag(out, x->is_whole, _("the whole text"));
    append_flag(out, x->is_together, _("words together"));
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
        pcs_buffer_printf(out, "  %.1f %s \xC3\x97 %.3f idf \xC3\x97 ",
                          p->weight, pcs_tier_label(p->tier), p->idf);
        pcs_buffer_printf(out, _("%.3f length"), p->length);
        pcs_buffer_printf(out, "%s\n", off(a));
    }
}

/* Borders of words are shown as underscores. */
static void append_listed(pcs_buffer *line, const pcs_score_part *p)
{
    bool is_letters = strcmp(p->stream, "letters") == 0;
    pcs_buffer_puts(line, line->len ? pcs_between_items() : "");
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
        append_more(&line, found - LISTED_MAX);
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
