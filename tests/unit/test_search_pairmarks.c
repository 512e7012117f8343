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
    {"Rechnung Kunde und Rechnung.",
     "Invoice report, open; invoice customer, sent; file, invoice."},
    {"Neuer Code.", "New code."},
    {"Code fehlt.", "Code is missing."},
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
    assert_ok(
        pcs_search(results, searcher, query, strlen(query), &options, &err),
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

static void test_words(void **state)
{
    (void)state;
    assert_marks("Rechnung", "You must delete the invoice",
                 "Sie müssen die [Rechnung] jetzt löschen. = "
                 "You must delete the [invoice] now.");
    assert_marks("Vertrag", "The customers'",
                 "Die [Verträge] der Kunden. = The customers' [contracts].");
    assert_marks("en:invoice", "You must delete the invoice",
                 "Sie müssen die [Rechnung] jetzt löschen. = "
                 "You must delete the [invoice] now.");
    assert_marks("en:fee -en:user", "You must send the fee",
                 "Sie müssen die [Gebühr] jetzt senden. = "
                 "You must send the [fee] now.");
}

/* What is but grammar is not marked on the other side. */
static void test_function_words(void **state)
{
    (void)state;
    assert_marks("\"die Rechnung\"", "You must delete the invoice",
                 "Sie müssen [die Rechnung] jetzt löschen. = "
                 "You must delete the [invoice] now.");
    assert_marks("die", "You must delete the invoice",
                 "Sie müssen [die] Rechnung jetzt löschen. = "
                 "You must delete the invoice now.");
}

static void test_compounds(void **state)
{
    (void)state;
    assert_marks("Kundenvertrag", "The customer contract",
                 "Der [Kundenvertrag] ist da. = "
                 "The [customer] [contract] is there.");
    assert_marks("Vertrag", "The customer contract",
                 "Der Kunden[vertrag] ist da. = "
                 "The customer [contract] is there.");
    assert_marks("Kunde", "The customer contract",
                 "Der [Kunde]nvertrag ist da. = "
                 "The [customer] contract is there.");
    assert_marks("Kundenvertrag", "New",
                 "Neue [Kundenverträge]. = New [customer] [contracts].");
    assert_marks("en:contract", "The customer contract",
                 "Der [Kundenvertrag] ist da. = "
                 "The customer [contract] is there.");
}

static void test_repetitions(void **state)
{
    (void)state;
    /* As many on both sides: in order. */
    assert_marks("\"Rechnung Kunde\"", "Invoice customer",
                 "[Rechnung Kunde], Rechnung Datei. = "
                 "[Invoice] [customer], invoice file.");
    assert_marks("\"Rechnung Datei\"", "Invoice customer",
                 "Rechnung Kunde, [Rechnung Datei]. = "
                 "Invoice customer, [invoice] [file].");
    assert_marks("Rechnung", "Invoice customer",
                 "[Rechnung] Kunde, [Rechnung] Datei. = "
                 "[Invoice] customer, [invoice] file.");
    /* More on the other side: the ones beside what goes with them. */
    assert_marks("\"Rechnung Kunde\"", "Invoice report",
                 "[Rechnung Kunde] und Rechnung. = "
                 "Invoice report, open; [invoice] [customer], sent; file, "
                 "invoice.");
}

static void test_korean(void **state)
{
    (void)state;
    assert_marks("고객", "You check the customer",
                 "지금 [고객]의 확인합니다. = You check the [customer] now.");
    assert_marks("고객을", "You delete the customer",
                 "지금 [고객을] 삭제합니다. = You delete the [customer] now.");
    assert_marks("\"고객 정보\"", "Show",
                 "[고객 정보] 보기. = Show [customer] [data].");
    assert_marks("정보", "Show", "고객 [정보] 보기. = Show customer [data].");
    /* Across a border of words, and so neither of them. */
    assert_marks("객정", "Show", "고[객 정]보 보기. = Show customer data.");
}

/* Parts that are written with hyphens are one. */
static void test_code(void **state)
{
    (void)state;
    assert_marks("AB-12-CD", "Show",
                 "Code [AB-12-CD] anzeigen. = Show [AB-12-CD] code.");
    assert_marks("en:AB-12-CD", "AB",
                 "Code [AB-12-CD] in Gefahr. = [AB-12-CD] is in danger.");
}

/* Marks take whole grapheme clusters, on both sides. */
static void test_clusters(void **state)
{
    (void)state;
    assert_marks("Gebühr", "Fee",
                 "Ohne Entsprechung: [Gebu\xCC\x88hr\xE2\x80\x8D]. = "
                 "[Fee\xE2\x80\x8D] only.");
    assert_marks("en:fee", "Fee",
                 "Ohne Entsprechung: [Gebu\xCC\x88hr\xE2\x80\x8D]. = "
                 "[Fee\xE2\x80\x8D] only.");
}

/* Words behind those that are looked at have no links. */
static void test_long(void **state)
{
    (void)state;
    pcs_searcher *searcher = open_index();
    pcs_results results;
    find(&results, searcher, "Lizenz Drucker q7");
    assert_int_equal(results.n_hits, 1);
    const pcs_hit *h = results.hits;
    assert_int_equal(h->n_marks, 3);
    assert_int_equal(h->n_english_marks, 1);
    assert_int_equal(h->english_marks[0].start, 0);
    assert_int_equal(h->english_marks[0].end, 7);
    pcs_results_dispose(&results);
    pcs_searcher_close(searcher);
}

static void check_borders(const char *text, size_t len, const pcs_mark *marks,
                          size_t n)
{
    UErrorCode code = U_ZERO_ERROR;
    UText *t = utext_openUTF8(NULL, text, (int64_t)len, &code);
    UBreakIterator *b = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &code);
    ubrk_setUText(b, t, &code);
    assert_true(U_SUCCESS(code));
    for (size_t i = 0; i < n; i++) {
        assert_true(marks[i].start < marks[i].end && marks[i].end <= len);
        assert_true(i == 0 || marks[i - 1].end < marks[i].start);
        assert_true(ubrk_isBoundary(b, (int32_t)marks[i].start));
        assert_true(ubrk_isBoundary(b, (int32_t)marks[i].end));
    }
    ubrk_close(b);
    utext_close(t);
}

static size_t check_query(pcs_searcher *searcher, const char *query)
{
    pcs_results results;
    size_t n = 0;
    find(&results, searcher, query);
    for (size_t i = 0; i < results.n_hits; i++) {
        const pcs_hit *h = &results.hits[i];
        check_borders(h->local, h->local_len, h->marks, h->n_marks);
        check_borders(h->english, h->english_len, h->english_marks,
                      h->n_english_marks);
        n += h->n_marks > 0 && h->n_english_marks > 0;
    }
    pcs_results_dispose(&results);
    return n;
}

/* A piece of a text, between any two of its characters. */
static void take_piece(char out[64], const char *text, size_t len)
{
    size_t start = random_below((uint32_t)len + 1);
    size_t end = start + 1 + random_below(30);
    end = end < len ? end : len;
    while (start < len && (text[start] & 0xC0) == 0x80)
        start++;
    while (end < len && (text[end] & 0xC0) == 0x80)
        end++;
    size_t n = 0;
    for (size_t i = start; i < end && n < 60; i++)
        if (!strchr("\"():", text[i]) || !text[i])
            out[n++] = text[i];
    while (n > 0 && (out[n - 1] & 0x80) && n > 50)
        n--;
    out[n] = 0;
}

/* Any pieces of the texts as queries: marks are sorted and apart, and do not
 * cut grapheme clusters. */
static void test_any(void **state)
{
    (void)state;
    pcs_searcher *searcher = open_index();
    pcs_results all;
    size_t n = 0;
    find(&all, searcher, "locale:de OR locale:ko");
    assert_true(all.n_hits > 100);
    for (int i = 0; i < 400; i++) {
        const pcs_hit *h = &all.hits[random_below((uint32_t)all.n_hits)];
        char piece[64], query[128];
        bool is_english = random_below(3) == 0;
        take_piece(piece, is_english ? h->english : h->local,
                   is_english ? h->english_len : h->local_len);
        snprintf(query, sizeof query, random_below(2) ? "%s(%s)" : "%s\"%s\"",
                 is_english ? "en:" : "", piece);
        n += check_query(searcher, query);
    }
    assert_true(n > 500);
    pcs_results_dispose(&all);
    pcs_searcher_close(searcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),     cmocka_unit_test(test_function_words),
        cmocka_unit_test(test_compounds), cmocka_unit_test(test_repetitions),
        cmocka_unit_test(test_korean),    cmocka_unit_test(test_code),
        cmocka_unit_test(test_clusters),  cmocka_unit_test(test_long),
        cmocka_unit_test(test_any),
    };
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
