/* consistency_sarif.c - reports as SARIF 2.1.0 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "query/consistency.h"
#include "query/present_json.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"
/* From here on a finding is an error: it is likelier wrong than right. */
#define ERROR_DOUBT 0.5
/* How many related locations a result has. */
#define RELATED_MAX 20
/* How many of a list a message names. */
#define ITEMS_MAX 3

typedef struct rule {
    const char *level, *description;
} rule;

static const rule rules[PCS_FINDING_KINDS] = {
    [PCS_FINDING_TRANSLATIONS] = {"warning", "One English text has different "
                                             "translations."},
    [PCS_FINDING_SOURCES] = {"warning", "Different English texts have one "
                                        "translation."},
    [PCS_FINDING_SPELLING] = {"note", "Translations of one English text differ "
                                      "in case, white space or punctuation."},
    [PCS_FINDING_NUMBERS] = {"warning", "A translation has other numbers than "
                                        "its English text."},
    [PCS_FINDING_URLS] = {"warning", "A translation has other addresses than "
                                     "its English text."},
    [PCS_FINDING_CODE] = {"warning", "A translation has other code than its "
                                     "English text."},
    [PCS_FINDING_PLACEHOLDERS] = {"error", "A translation has other "
                                           "placeholders than its English "
                                           "text."},
    [PCS_FINDING_UNTRANSLATED] = {"warning", "A text was left in English."},
};

static json_t *rules_json(void)
{
    json_t *list = json_array();
    for (size_t i = 0; i < PCS_FINDING_KINDS; i++)
        json_array_append_new(
            list, json_pack("{s:s,s:{s:s},s:{s:s}}", "id",
                            pcs_finding_kind_name((pcs_finding_kind)i),
                            "shortDescription", "text", rules[i].description,
                            "defaultConfiguration", "level", rules[i].level));
    return list;
}

/* All but what RFC 3986 lets stand in a path. */
static void append_encoded(pcs_buffer *out, const char *path)
{
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
            (c >= 'A' && c <= 'Z') || strchr("-._~/", c))
            pcs_buffer_putc(out, (char)c);
        else
            pcs_buffer_printf(out, "%%%02X", c);
    }
}

/* Appends the path as seen from the current folder, if it is below. */
static bool append_below(pcs_buffer *out, const char *root, const char *path)
{
    char from[PATH_MAX];
    char *full = root ? pcs_path_join(root, path) : NULL;
    size_t n = getcwd(from, sizeof from) ? strlen(from) : 0;
    bool is_below = full && n > 0 && strncmp(full, from, n) == 0 &&
                    full[n] == '/' && access(full, F_OK) == 0;
    if (is_below)
        append_encoded(out, full + n + 1);
    free(full);
    return is_below;
}

/* From the current folder, or from the source's, whose name is the base. */
static json_t *artifact_json(const pcs_report_answer *a, const pcs_place_of *p)
{
    pcs_buffer uri = {0};
    bool is_below = append_below(
        &uri, pcs_searcher_root(a->answer.searcher, p->source), p->path);
    if (!is_below)
        append_encoded(&uri, p->path);
    json_t *out =
        uri.failed ? NULL : json_pack("{s:s}", "uri", uri.data ? uri.data : "");
    if (out && !is_below)
        json_object_set_new(out, "uriBaseId", json_string(p->source));
    pcs_buffer_dispose(&uri);
    return out;
}

static json_t *location_json(const pcs_report_answer *a, const pcs_place_of *p)
{
    return json_pack("{s:{s:o,s:{s:I}}}", "physicalLocation",
                     "artifactLocation", artifact_json(a, p), "region",
                     "startLine", (json_int_t)(p->line ? p->line : 1));
}

/* A text in quotes, of a length that a list can show. */
static void append_quoted(pcs_buffer *out, const char *text, size_t len)
{
    size_t max = 120;
    pcs_buffer_puts(out, "\"");
    if (len > max)
        for (len = max; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
            len--;
    pcs_text_clean(out, text, len);
    pcs_buffer_puts(out, len < max - 3 || text[len] == 0 ? "\"" : "…\"");
}

static void append_variant(pcs_buffer *out, const pcs_finding_variant *v)
{
    append_quoted(out, v->text, v->len);
    pcs_buffer_printf(out, " in %" PRIu64 " segment%s", v->segments,
                      v->segments == 1 ? "" : "s");
}

/* "lacks "5", "7"". */
static void append_items(pcs_buffer *out, const char *what,
                         const pcs_finding_item *items, size_t n)
{
    for (size_t i = 0; i < n && i < ITEMS_MAX; i++) {
        pcs_buffer_puts(out, i ? ", " : what);
        append_quoted(out, items[i].text, items[i].len);
    }
    if (n > ITEMS_MAX)
        pcs_buffer_printf(out, ", and %zu more", n - ITEMS_MAX);
}

static void append_check(pcs_buffer *out, const pcs_finding *f)
{
    append_quoted(out, f->variants[0].text, f->variants[0].len);
    pcs_buffer_printf(out, " (%s) ", f->locale);
    if (f->kind == PCS_FINDING_UNTRANSLATED) {
        pcs_buffer_puts(out, "was left in English.");
        return;
    }
    append_items(out, "lacks ", f->missing, f->n_missing);
    if (f->n_missing && f->n_extra)
        pcs_buffer_puts(out, ", and ");
    append_items(out, "has ", f->extra, f->n_extra);
    pcs_buffer_printf(out, ": %s, compared with ",
                      pcs_finding_kind_name(f->kind));
    append_quoted(out, f->text, f->len);
    pcs_buffer_putc(out, '.');
}

static void append_group(pcs_buffer *out, const pcs_finding *f)
{
    static const char *const what[PCS_FINDING_FIRST_CHECK][2] = {
        {"has ", " translations"},
        {"stands for ", " English texts"},
        {"is spelt in ", " ways"}};
    append_quoted(out, f->text, f->len);
    pcs_buffer_printf(out, " %s%zu%s (%s): ", what[f->kind][0],
                      f->n_variants + f->n_more, what[f->kind][1], f->locale);
    size_t n = f->n_variants < ITEMS_MAX ? f->n_variants : ITEMS_MAX;
    for (size_t i = 0; i < n; i++) {
        const pcs_finding_variant *v = &f->variants[i];
        pcs_buffer_puts(out, i ? ", " : "");
        append_variant(out, v);
        if (!v->instead)
            continue;
        pcs_buffer_puts(out, ", which is the translation of ");
        append_quoted(out, v->instead, v->instead_len);
    }
    if (f->n_variants + f->n_more > n)
        pcs_buffer_printf(out, ", and %zu more", f->n_variants + f->n_more - n);
    pcs_buffer_putc(out, '.');
}

static const pcs_finding_variant *find_worst(const pcs_finding *f)
{
    const pcs_finding_variant *worst = &f->variants[0];
    for (size_t i = 0; i < f->n_variants; i++)
        if (f->variants[i].doubt * (double)f->variants[i].segments >
            worst->doubt * (double)worst->segments)
            worst = &f->variants[i];
    /* Of spellings, the rarest. */
    return f->kind == PCS_FINDING_SPELLING ? &f->variants[f->n_variants - 1]
                                           : worst;
}

static json_t *related_json(const pcs_report_answer *a, const pcs_finding *f,
                            const pcs_place_of *first)
{
    json_t *list = json_array();
    for (size_t i = 0; i < f->n_variants; i++)
        for (size_t j = 0; j < f->variants[i].n_places; j++) {
            const pcs_place_of *p = &f->variants[i].places[j];
            size_t n = json_array_size(list);
            if (p == first || n >= RELATED_MAX)
                continue;
            pcs_buffer text = {0};
            append_variant(&text, &f->variants[i]);
            json_t *location = text.failed ? NULL : location_json(a, p);
            if (location) {
                json_object_set_new(location, "id",
                                    json_integer((json_int_t)n));
                json_object_set_new(
                    location, "message",
                    json_pack("{s:s%}", "text", text.data, text.len));
            }
            json_array_append_new(list, location);
            pcs_buffer_dispose(&text);
        }
    return list;
}

/* What is the same in the next run, although lines have moved. */
static json_t *fingerprint_json(const pcs_finding *f)
{
    char hex[40];
    pcs_buffer text = {0};
    pcs_buffer_printf(&text, "%s %s ", pcs_finding_kind_name(f->kind),
                      f->locale);
    pcs_buffer_append(&text, f->text, f->len);
    if (f->kind >= PCS_FINDING_FIRST_CHECK) {
        /* Equal pairs whose markup differs are findings of their own. */
        const pcs_finding_item *items[] = {f->missing, f->extra};
        const size_t n[] = {f->n_missing, f->n_extra};
        pcs_buffer_append(&text, f->variants[0].text, f->variants[0].len);
        for (int side = 0; side < 2; side++)
            for (size_t i = 0; i < n[side]; i++) {
                pcs_buffer_printf(&text, "\n%d", side);
                pcs_buffer_append(&text, items[side][i].text,
                                  items[side][i].len);
            }
    }
    snprintf(hex, sizeof hex, "%016" PRIx64,
             pcs_hash64(text.data ? text.data : "", text.len));
    pcs_buffer_dispose(&text);
    return json_pack("{s:s}", "finding/v1", hex);
}

static json_t *result_json(const pcs_report_answer *a, const pcs_finding *f)
{
    const pcs_finding_variant *worst = find_worst(f);
    const pcs_place_of *place = worst->n_places ? &worst->places[0] : NULL;
    pcs_buffer message = {0};
    if (f->kind < PCS_FINDING_FIRST_CHECK)
        append_group(&message, f);
    else
        append_check(&message, f);
    json_t *out = json_pack(
        "{s:s,s:I,s:s,s:{s:s%},s:o,s:o,s:o,s:{s:s,s:f,s:I,s:I}}", "ruleId",
        pcs_finding_kind_name(f->kind), "ruleIndex", (json_int_t)f->kind,
        "level", worst->doubt >= ERROR_DOUBT ? "error" : rules[f->kind].level,
        "message", "text", message.data ? message.data : "", message.len,
        "locations",
        place ? json_pack("[o]", location_json(a, place)) : json_array(),
        "relatedLocations", related_json(a, f, place), "partialFingerprints",
        fingerprint_json(f), "properties", "locale", f->locale, "score",
        round(f->score * 100) / 100, "segments", (json_int_t)f->segments,
        "human", (json_int_t)f->human);
    if (message.failed) {
        json_decref(out);
        out = NULL;
    }
    pcs_buffer_dispose(&message);
    return out;
}

/* Where the sources are that results may name. */
static json_t *bases_json(const pcs_report_answer *a)
{
    json_t *out = json_object();
    for (size_t i = 0; i < a->report->n_findings; i++) {
        const pcs_finding *f = &a->report->findings[i];
        for (size_t j = 0; j < f->n_variants; j++)
            for (size_t k = 0; k < f->variants[j].n_places; k++) {
                const char *source = f->variants[j].places[k].source;
                const char *root =
                    pcs_searcher_root(a->answer.searcher, source);
                pcs_buffer uri = {0};
                if (!root || root[0] != '/' || json_object_get(out, source))
                    continue;
                pcs_buffer_puts(&uri, "file://");
                append_encoded(&uri, root);
                if (!uri.failed && uri.data[uri.len - 1] != '/')
                    pcs_buffer_putc(&uri, '/');
                json_object_set_new(
                    out, source,
                    uri.failed ? NULL : json_pack("{s:s}", "uri", uri.data));
                pcs_buffer_dispose(&uri);
            }
    }
    return out;
}

pcs_status pcs_present_report_sarif(pcs_buffer *out, const pcs_report_answer *a,
                                    pcs_error *err)
{
    json_t *results = json_array();
    for (size_t i = 0; i < a->report->n_findings; i++) {
        json_t *result = result_json(a, &a->report->findings[i]);
        if (!result) {
            json_decref(results);
            return pcs_error_nomem(err);
        }
        json_array_append_new(results, result);
    }
    json_t *log =
        json_pack("{s:s,s:s,s:[{s:{s:{s:s,s:s,s:o}},s:o,s:s,s:o}]}", "$schema",
                  SCHEMA, "version", "2.1.0", "runs", "tool", "driver", "name",
                  "pcsearch", "version", PCSEARCH_RELEASE, "rules",
                  rules_json(), "originalUriBaseIds", bases_json(a),
                  "columnKind", "unicodeCodePoints", "results", results);
    return pcs_json_append(out, log, NULL, err);
}
