/* export.c - results as files that other programs read */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/export.h"

#include <pcsearch.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/text.h"
#include "cli/messages.h"
#include "cli/url.h"

/* So much is gathered before it is written. */
#define CHUNK ((size_t)65536)

/* What matches everything: an article has a path. */
#define EVERYTHING "path:*"

const pcs_export_format *pcs_export_find(const char *name)
{
    static const pcs_export_format *const formats[] = {
        &pcs_export_tmx, &pcs_export_xliff, &pcs_export_tsv, &pcs_export_csv};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, formats[i]->name) == 0)
            return formats[i];
    return NULL;
}

/* The option of the request that shows something else; NULL for none. */
static const char *find_other(const pcs_request *r)
{
    if (r->show == PCS_SHOW_NOTHING)
        return "-q";
    if (r->show == PCS_SHOW_COUNT)
        return "-c";
    if (r->show == PCS_SHOW_FILES)
        return "-l";
    if (r->is_json)
        return "--json";
    if (r->batch)
        return "--batch";
    if (r->mode == PCS_MODE_SUGGEST)
        return "--suggest";
    if (r->mode == PCS_MODE_ANALYZE)
        return "--analyze";
    if (r->mode == PCS_MODE_STALE)
        return "--stale";
    return r->search.want_explanation ? "--explain" : NULL;
}

int pcs_export_check(pcs_request *r)
{
    const char *other = r->format ? find_other(r) : NULL;
    if (r->has_bom && (!r->format || !r->format->may_have_bom))
        return pcs_complain("--bom is for tables; write: pcsearch --bom "
                            "--format csv QUERY");
    if (r->no_english && (!r->format || r->search.n_also == 0))
        return pcs_complain("--no-english is for exports with another locale; "
                            "write: pcsearch --format tmx --no-english "
                            "--also LOC QUERY");
    if (other)
        return pcs_complain_both("--format", other);
    if (!r->format)
        return 0;
    if (!r->has_operand) {
        pcs_buffer_puts(&r->query, EVERYTHING);
        r->search.is_plain = false;
    }
    if (!r->has_limit)
        r->search.limit = SIZE_MAX;
    /* A file could not say that words were dropped. */
    if (!r->has_mode)
        r->search.mode = PCS_MATCH_ALL;
    r->search.n_facets = 0;
    r->search.context = 0;
    return r->query.failed ? pcs_complain("out of memory") : 0;
}

typedef struct exporting {
    const pcs_request *request;
    pcs_searcher *searcher;
    pcs_export export;
    pcs_buffer url;
    const char **further;   /* what the export's points to */
    pcs_export_text *texts; /* room for those of a unit */
    bool *found;
    bool begun; /* something was written */
    bool closed;
} exporting;

/* Nobody reading any more ends the search as an error does. */
static pcs_status flush(exporting *x, pcs_error *err)
{
    pcs_buffer *out = &x->export.out;
    pcs_status status = pcs_buffer_status(out, err);
    if (status != PCS_OK || out->len == 0)
        return status;
    x->begun = true;
    pcs_output written = pcs_cli_write(stdout, out->data, out->len, err);
    x->closed = written == PCS_OUTPUT_CLOSED;
    pcs_buffer_clear(out);
    return written == PCS_OUTPUT_OK ? PCS_OK : PCS_EIO;
}

/* Which locales there are may depend on what is found. */
static pcs_status complain_of_locales(const char *what,
                                      const char *const *locales, size_t n,
                                      const char *option, pcs_error *err)
{
    pcs_buffer list = {0};
    for (size_t i = 0; i < n; i++)
        pcs_buffer_printf(&list, "%s%s", i ? ", " : "", locales[i]);
    pcs_error_set(err, PCS_EINVAL,
                  "xliff has one %s language, and what was found is in %s; "
                  "choose one, as in: %s %s",
                  what, list.data ? list.data : _("several"), option,
                  locales[0]);
    pcs_buffer_dispose(&list);
    return PCS_EINVAL;
}

static pcs_status check_locales(const exporting *x,
                                const pcs_visit_locales *locales,
                                pcs_error *err)
{
    bool no_english = x->export.no_english;
    if (!x->request->format->needs_one_locale)
        return PCS_OK;
    if (locales->n_hits > 1)
        return complain_of_locales(
            no_english ? _("source") : _("target"), locales->hits,
            locales->n_hits, x->request->search.n_answers ? "--in" : "--locale",
            err);
    if (no_english && locales->n_also > 1)
        return complain_of_locales(_("target"), locales->also, locales->n_also,
                                   "--also", err);
    return PCS_OK;
}

static pcs_status begin(void *context, const pcs_results *results,
                        const pcs_visit_locales *locales, pcs_error *err)
{
    exporting *x = context;
    pcs_export *e = &x->export;
    pcs_status status = check_locales(x, locales, err);
    if (status != PCS_OK)
        return status;
    *x->found = *x->found || results->segments > 0;
    x->further = calloc(locales->n_also + 1, sizeof *x->further);
    x->texts = calloc(locales->n_also + 3, sizeof *x->texts);
    if (!x->further || !x->texts)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < locales->n_also; i++)
        x->further[e->n_further++] = locales->also[i];
    e->further = x->further;
    e->source_locale = PCS_EXPORT_ENGLISH;
    e->target = locales->n_hits == 1 ? locales->hits[0] : NULL;
    if (e->no_english) {
        /* Of nothing in particular, or of several. */
        e->source_locale = e->target         ? e->target
                           : locales->n_hits ? "*all*"
                                             : "und";
        e->target = e->n_further == 1 ? e->further[0] : NULL;
    }
    x->request->format->begin(e);
    return pcs_buffer_status(&e->out, err);
}

static void add_text(pcs_export_unit *unit, pcs_export_text *texts,
                     const char *locale, const char *text, size_t len,
                     const char *by)
{
    texts[unit->n_texts++] = (pcs_export_text){locale, text, len, by};
    unit->texts = texts;
}

static pcs_status visit(void *context, const pcs_hit *hit, pcs_error *err)
{
    exporting *x = context;
    const pcs_place_of *p = &hit->places[0];
    pcs_url_place place = {p->source, p->path, hit->locale, p->anchor};
    pcs_export_unit unit = {.hit = hit};
    /* Without English there has to be something that it is translated into. */
    if (x->export.no_english && hit->n_also == 0)
        return PCS_OK;
    if (!x->export.no_english)
        add_text(&unit, x->texts, PCS_EXPORT_ENGLISH, hit->english,
                 hit->english_len, "");
    add_text(&unit, x->texts, hit->locale, hit->local, hit->local_len, "");
    for (size_t i = 0; i < hit->n_also && i < x->export.n_further; i++)
        add_text(&unit, x->texts, hit->also[i].locale, hit->also[i].local,
                 hit->also[i].local_len, hit->also[i].by);
    pcs_buffer_clear(&x->url);
    unit.url = pcs_cli_url(&x->url, x->searcher, &place) ? x->url.data : "";
    x->request->format->unit(&x->export, &unit);
    return x->export.out.len < CHUNK ? pcs_buffer_status(&x->export.out, err)
                                     : flush(x, err);
}

static void tell_left_out(const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        pcs_buffer text = {0};
        pcs_text_clean(&text, words[i], strlen(words[i]));
        fputs("pcsearch: ", stderr);
        fprintf(stderr, _("left out of the query: %s"),
                text.data ? text.data : "");
        fputs("\n", stderr);
        pcs_buffer_dispose(&text);
    }
}

/* What cannot be said in the document itself. */
static void tell(const exporting *x, const pcs_results *results)
{
    tell_left_out(results->dropped, results->n_dropped);
    tell_left_out(results->ignored, results->n_ignored);
    if (x->export.replaced) {
        unsigned long n = (unsigned long)x->export.replaced;
        fputs("pcsearch: ", stderr);
        /* TRANSLATORS: how many, and the name of a format such as tmx. */
        fprintf(stderr,
                _n("%lu character that %s cannot hold was written as U+FFFD",
                   "%lu characters that %s cannot hold were written as U+FFFD",
                   n),
                n, x->request->format->name);
        fputs("\n", stderr);
    }
}

/* Half a document is none: what was wrong cannot be made good any more. */
static pcs_status note_torn(pcs_status status, const exporting *x,
                            pcs_error *err)
{
    pcs_error why = *err;
    if (!x->begun || !pcs_is_damage(status))
        return status;
    return pcs_error_set(err, PCS_EIO, "%s; what was written is not whole",
                         why.message);
}

static void dispose(exporting *x)
{
    pcs_buffer_dispose(&x->export.out);
    pcs_buffer_dispose(&x->export.source);
    pcs_buffer_dispose(&x->export.path);
    pcs_buffer_dispose(&x->url);
    free(x->further);
    free(x->texts);
}

pcs_status pcs_export_search(const pcs_request *r, pcs_searcher *searcher,
                             bool *found, bool *closed, pcs_error *err)
{
    exporting x = {.request = r, .searcher = searcher, .found = found};
    pcs_visitor visitor = {&x, r->format->is_by_place, begin, visit};
    pcs_search_options options = r->search;
    pcs_results results;
    x.export.no_english = r->no_english;
    x.export.has_bom = r->has_bom;
    options.visitor = &visitor;
    options.want_origin = true;
    options.no_marks = true;
    pcs_status status = pcs_search(&results, searcher, r->query.data,
                                   r->query.len, &options, err);
    if (status == PCS_OK) {
        r->format->end(&x.export);
        status = flush(&x, err);
        if (status == PCS_OK)
            tell(&x, &results);
        pcs_results_dispose(&results);
    }
    *closed = x.closed;
    status = x.closed ? PCS_OK : note_torn(status, &x, err);
    dispose(&x);
    return status;
}
