/* consistency.c - reports of translations that contradict each other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/consistency.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "query/export.h"
#include "query/modes.h"

static bool complain_of_kind(pcs_error *err, const char *others,
                             const char *name, size_t len)
{
    pcs_error_set(err, PCS_EINVAL, "no check %.*s; there are %s%s", (int)len,
                  name, others, PCS_FINDING_NAMES);
    return false;
}

bool pcs_read_checks(pcs_request *r, const char *value, pcs_error *err)
{
    r->checks = 0;
    while (*value) {
        pcs_finding_kind kind;
        size_t len = strcspn(value, ",");
        if (len && !pcs_finding_kind_find(&kind, value, len))
            return complain_of_kind(err, "", value, len);
        if (len)
            r->checks |= 1u << kind;
        value += len + (value[len] == ',');
    }
    if (!r->checks)
        pcs_error_set(err, PCS_EINVAL,
                      "--checks needs a name: --checks "
                      "translations");
    return r->checks != 0;
}

/* "KIND", "KIND=N" or "any". */
static bool read_fail(pcs_fail_on *f, const char *word, size_t len,
                      pcs_error *err)
{
    pcs_finding_kind kind;
    const char *sign = memchr(word, '=', len);
    size_t name = sign ? (size_t)(sign - word) : len;
    uint64_t most = 0;
    if (sign) {
        char *end;
        errno = 0;
        most = strtoull(sign + 1, &end, 10);
        if (sign[1] < '0' || sign[1] > '9' || errno || end != word + len) {
            pcs_error_set(err, PCS_EINVAL,
                          "--fail-on %.*s: write KIND=N, as "
                          "in sources=20",
                          (int)len, word);
            return false;
        }
    }
    bool is_any = name == 3 && memcmp(word, "any", 3) == 0;
    if (!is_any && !pcs_finding_kind_find(&kind, word, name))
        return complain_of_kind(err, "any, ", word, name);
    for (int i = 0; i < PCS_FINDING_KINDS; i++)
        if (is_any || i == (int)kind) {
            f->fails[i] = true;
            f->most[i] = most;
        }
    return true;
}

bool pcs_read_fail_on(pcs_request *r, const char *value, pcs_error *err)
{
    r->fail_on.is_given = false;
    while (*value) {
        size_t len = strcspn(value, ",");
        if (len && !read_fail(&r->fail_on, value, len, err))
            return false;
        r->fail_on.is_given = r->fail_on.is_given || len > 0;
        value += len + (value[len] == ',');
    }
    if (!r->fail_on.is_given)
        pcs_error_set(err, PCS_EINVAL,
                      "--fail-on needs a name: --fail-on translations");
    return r->fail_on.is_given;
}

static const char *find_other(const pcs_request *r)
{
    if (r->format)
        return r->format->name;
    if (r->show == PCS_SHOW_FILES)
        return "-l";
    if (r->batch)
        return "--batch";
    if (r->search.n_answers)
        return "--in";
    if (r->also.is_given)
        return "--also";
    if (r->to.n)
        return "--to";
    if (r->want_missing)
        return "--missing";
    return r->search.want_explanation ? "--explain" : NULL;
}

/* What needs --consistency. */
static int check_alone(const pcs_request *r)
{
    pcs_error err;
    const char *alone = r->is_sarif           ? "--format sarif"
                        : r->checks           ? "--checks"
                        : r->fail_on.is_given ? "--fail-on"
                                              : NULL;
    if (!alone)
        return 0;
    pcs_error_set(&err, PCS_EINVAL,
                  "%s is for --consistency; write: pcsearch --consistency %s",
                  alone, alone);
    return pcs_complain(err.message);
}

/* What is not checked cannot fail: somebody would rely on it. */
static bool fails_unchecked(const pcs_request *r)
{
    for (int i = 0; i < PCS_FINDING_KINDS; i++)
        if (r->fail_on.fails[i] && (r->checks == 0 || r->checks & (1u << i)))
            return false;
    return r->fail_on.is_given;
}

int pcs_consistency_check(pcs_request *r)
{
    char option[32];
    if (r->mode != PCS_MODE_CONSISTENCY)
        return check_alone(r);
    if (r->is_sarif && r->is_json)
        return pcs_complain_both("--json", "--format sarif");
    const char *other = find_other(r);
    if (other) {
        snprintf(option, sizeof option, "%s%s", r->format ? "--format " : "",
                 other);
        return pcs_complain_both("--consistency", option);
    }
    if (fails_unchecked(r))
        return pcs_complain("--fail-on names nothing that --checks looks for; "
                            "name it in both");
    if (r->is_sarif && !r->has_limit)
        r->search.limit = SIZE_MAX;
    if (r->show != PCS_SHOW_HITS)
        r->search.limit = 0;
    return 0;
}

static bool is_failing(const pcs_request *r,
                       const pcs_consistency_report *report)
{
    for (int i = 0; i < PCS_FINDING_KINDS; i++)
        if (r->fail_on.fails[i] &&
            report->counts[i].findings > r->fail_on.most[i])
            return true;
    return false;
}

static uint64_t count(const pcs_consistency_report *report)
{
    uint64_t n = 0;
    for (int i = 0; i < PCS_FINDING_KINDS; i++)
        n += report->counts[i].findings;
    return n;
}

static pcs_status present(pcs_buffer *out, const pcs_report_answer *a,
                          pcs_error *err)
{
    const pcs_request *r = a->answer.request;
    if (r->show == PCS_SHOW_NOTHING)
        return PCS_OK;
    if (r->is_sarif)
        return pcs_present_report_sarif(out, a, err);
    if (r->is_json)
        return pcs_present_report_json(out, a, err);
    if (r->show == PCS_SHOW_COUNT)
        pcs_buffer_printf(out, "%" PRIu64 "\n", count(a->report));
    else
        pcs_present_report_text(out, a);
    return pcs_buffer_status(out, err);
}

pcs_status pcs_consistency_run(const pcs_request *r, pcs_searcher *searcher,
                               bool *found, pcs_error *err)
{
    pcs_consistency_report report;
    pcs_buffer out = {0};
    const char *query = r->query.data ? r->query.data : "";
    double start = pcs_clock_ms();
    pcs_status status =
        pcs_consistency(&report, searcher, query, r->query.len, &r->search,
                        r->checks ? r->checks : PCS_FINDINGS_ALL, err);
    if (status != PCS_OK)
        return status;
    pcs_buffer mended = {0};
    pcs_utf8_repair(&mended, query, strlen(query));
    pcs_report_answer a = {.answer = {.request = r,
                                      .searcher = searcher,
                                      .query = mended.data ? mended.data : "",
                                      .elapsed_ms = pcs_clock_ms() - start},
                           .report = &report,
                           .is_failing = is_failing(r, &report)};
    *found = r->fail_on.is_given ? !a.is_failing : count(&report) > 0;
    status = present(&out, &a, err);
    if (status == PCS_OK &&
        pcs_cli_write(stdout, out.data, out.len, err) == PCS_OUTPUT_ERROR)
        status = PCS_EIO;
    pcs_buffer_dispose(&mended);
    pcs_buffer_dispose(&out);
    pcs_consistency_dispose(&report);
    return status;
}
