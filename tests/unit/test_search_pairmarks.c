/* test_search_pairmarks.c - what is marked in both texts of a hit */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_search_index.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

typedef struct word_pair {
    const char *local, *english;
} word_pair;

static void add_span(pcs_buffer *out, const char *local, const char *english)
{
    static unsigned id;
    id++;
    pcs_buffer_printf(out, SPAN("x-%u", "%s", "%s"), id, local, id, english);
}

/* Each noun with each verb, so that it can be learned which is which. */
static void add_german(pcs_buffer *out)
{
    static const word_pair nouns[] = {
        {"Rechnung", "invoice"}, {"Kunde", "customer"}, {"Vertrag", "contract"},
        {"Datei", "file"},       {"Ordner", "folder"},  {"Benutzer", "user"},
        {"Gerät", "device"},     {"Bericht", "report"}, {"Adresse", "address"},
        {"Drucker", "printer"},  {"Lizenz", "license"}, {"Gebühr", "fee"}};
    static const word_pair verbs[] = {
        {"löschen", "delete"}, {"öffnen", "open"},   {"prüfen", "check"},
        {"senden", "send"},    {"kopieren", "copy"}, {"ändern", "change"},
        {"suchen", "search"},  {"speichern", "save"}};
    for (size_t i = 0; i < LENGTH(nouns); i++)
        for (size_t j = 0; j < LENGTH(verbs); j++) {
            char local[128], english[128];
            snprintf(local, sizeof local, "Sie müssen die %s jetzt %s.",
                     nouns[i].local, verbs[j].local);
            snprintf(english, sizeof english, "You must %s the %s now.",
                     verbs[j].english, nouns[i].english);
            add_span(out, local, english);
        }
}

static void add_korean(pcs_buffer *out)
{
    static const word_pair nouns[] = {
        {"고객", "customer"}, {"계약", "contract"}, {"파일", "file"},
        {"폴더", "folder"},   {"사용자", "user"},   {"장치", "device"},
        {"보고서", "report"}, {"주소", "address"},  {"구독", "subscription"},
        {"정보", "data"}};
    static const word_pair verbs[] = {
        {"삭제합니다", "delete"}, {"확인합니다", "check"},
        {"복사합니다", "copy"},   {"변경합니다", "change"},
        {"검색합니다", "search"}, {"저장합니다", "save"}};
    static const char *const particles[] = {"을", "의", "에서"};
    for (size_t i = 0; i < LENGTH(nouns); i++)
        for (size_t j = 0; j < LENGTH(verbs); j++) {
            char local[128], english[128];
            snprintf(local, sizeof local, "지금 %s%s %s.", nouns[i].local,
                     particles[j % 3], verbs[j].local);
            snprintf(english, sizeof english, "You %s the %s now.",
                     verbs[j].english, nouns[i].english);
            add_span(out, local, english);
        }
}

static const word_pair german[] = {
    {"Die Verträge der Kunden.", "The customers' contracts."},
    {"Der Kundenvertrag ist da.", "The customer contract is there."},
    {"Neue Kundenverträge.", "New customer contracts."},
    {"Ein Kundenvertrag fehlt.", "A customer contract is missing."},
    {"Rechnung Kunde, Rechnung Datei.", "Invoice customer, invoice file."},
    {"Rechnung Kunde und Rechnung.", "Invoice report, invoice customer, "
                                     "invoice."},
    {"Code AB-12-CD anzeigen.", "Show AB-12-CD code."},
    {"Code AB-12-CD lesen.", "Read AB-12-CD code."},
    {"Code AB-12-CD in Gefahr.", "AB-12-CD is in danger."},
    {"Ohne Entsprechung: Gebu\xCC\x88hr\xE2\x80\x8D.", "Fee\xE2\x80\x8D only."},
};

static const word_pair korean[] = {
    {"고객 정보 보기.", "Show customer data."},
};

/* The last word is behind those that are linked. */
static void add_long(pcs_buffer *out)
{
    pcs_buffer local = {0}, english = {0};
    pcs_buffer_append(&local, "Lizenz", 6);
    pcs_buffer_append(&english, "license", 7);
    for (int i = 0; i < 600; i++) {
        pcs_buffer_printf(&local, " q%d", i);
        pcs_buffer_printf(&english, " z%d", i);
    }
    pcs_buffer_append(&local, " Drucker.", 10);
    pcs_buffer_append(&english, " printer.", 10);
    assert_false(local.failed || english.failed);
    add_span(out, local.data, english.data);
    pcs_buffer_dispose(&local);
    pcs_buffer_dispose(&english);
}

static uint64_t n_segments;

static int make_index(void **state)
{
    pcs_buffer de = {0}, ko = {0};
    (void)state;
    pcs_buffer_printf(&de, "---\nms.contentlocale: de-DE\n---\n");
    pcs_buffer_printf(&ko, "---\nms.contentlocale: ko-KR\n---\n");
    add_german(&de);
    add_korean(&ko);
    for (size_t i = 0; i < LENGTH(german); i++)
        add_span(&de, german[i].local, german[i].english);
    for (size_t i = 0; i < LENGTH(korean); i++)
        add_span(&ko, korean[i].local, korean[i].english);
    add_long(&de);
    pcs_buffer_putc(&de, 0);
    pcs_buffer_putc(&ko, 0);
    assert_false(de.failed || ko.failed);
    const test_article articles[] = {{"de.md", de.data}, {"ko.md", ko.data}};
    n_segments = 12 * 8 + 10 * 6 + LENGTH(german) + LENGTH(korean) + 1;
    index_articles(articles, 2, n_segments);
    pcs_buffer_dispose(&de);
    pcs_buffer_dispose(&ko);
    return 0;
}

static void render(pcs_buffer *out, const char *text, size_t len,
                   const pcs_mark *marks, size_t n)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        assert_true(marks[i].start >= at && marks[i].start < marks[i].end);
        assert_true(marks[i].end <= len);
        pcs_buffer_append(out, text + at, marks[i].start - at);
        pcs_buffer_putc(out, '[');
        pcs_buffer_append(out, text + marks[i].start,
                          marks[i].end - marks[i].start);
        pcs_buffer_putc(out, ']');
        at = marks[i].end;
    }
    pcs_buffer_append(out, text + at, len - at);
}

static void find(pcs_results *results, pcs_searcher *searcher,
                 const char *query)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.limit = 500;
    assert_ok(pcs_search(results, searcher, query, strlen(query), &options,
                         &err),
              &err);
}

/* The marks of the hit whose English text begins so. */
static void assert_marks(const char *query, const char *begin,
                         const char *expected)
{
    pcs_searcher *searcher = open_index();
    pcs_results results;
    pcs_buffer found = {0};
    find(&results, searcher, query);
    for (size_t i = 0; i < results.n_hits && !found.len; i++) {
        const pcs_hit *h = &results.hits[i];
        if (strncmp(h->english, begin, strlen(begin)) != 0)
            continue;
        render(&found, h->local, h->local_len, h->marks, h->n_marks);
        pcs_buffer_append(&found, " = ", 3);
        render(&found, h->english, h->english_len, h->english_marks,
               h->n_english_marks);
    }
    pcs_buffer_putc(&found, 0);
    assert_false(found.failed);
    assert_string_equal(found.data, expected);
    pcs_buffer_dispose(&found);
    pcs_results_dispose(&results);
    pcs_searcher_close(searcher);
}

static void test_try(void **state)
{
    (void)state;
    const char *q[][2] = {{"Rechnung", "You must delete the invoice"},
      {"Vertrag", "The customers'"}, {"Kundenvertrag","The customer contract"}, {"Vertrag","The customer contract"},
      {"Kunde","The customer contract"}, {"Kundenvertrag","New"},
      {"\"Rechnung Kunde\"","Invoice customer"}, {"\"Rechnung Datei\"","Invoice customer"}, {"Rechnung", "Invoice customer"},
      {"\"Rechnung Kunde\"","Invoice report"}, {"\"Kunde und Rechnung\"","Invoice report"},
      {"AB-12-CD","Show"}, {"en:AB-12-CD","AB"}, {"AB-12-CD","AB"},
      {"en:invoice","You must delete the invoice"}, {"en:contract","The customer contract"},
      {"\"die Rechnung\"", "You must delete the invoice"}, {"die","You must delete the invoice"},
      {"Gebühr","Fee"}, {"en:fee","Fee"},
      {"고객","You check the customer"}, {"고객을","You delete the customer"}, {"en:subscription","You check the sub"},
      {"객정","Show"}, {"고객정보","Show"}, {"\"고객 정보\"","Show"}, {"정보","Show"}};
    for (size_t i = 0; i < LENGTH(q); i++) {
    pcs_searcher *searcher = open_index();
    pcs_results results;
    pcs_buffer found = {0};
    find(&results, searcher, q[i][0]);
    for (size_t j = 0; j < results.n_hits && !found.len; j++) {
        const pcs_hit *h = &results.hits[j];
        if (strncmp(h->english, q[i][1], strlen(q[i][1])) != 0)
            continue;
        render(&found, h->local, h->local_len, h->marks, h->n_marks);
        pcs_buffer_append(&found, " = ", 3);
        render(&found, h->english, h->english_len, h->english_marks,
               h->n_english_marks);
    }
    pcs_buffer_putc(&found, 0);
    print_message("%zu hits %s: %s\n", results.n_hits, q[i][0], found.data);
    pcs_buffer_dispose(&found);
    pcs_results_dispose(&results);
    pcs_searcher_close(searcher);
    }
}

int main(void)
{
    (void)assert_marks;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_try),
    };
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
