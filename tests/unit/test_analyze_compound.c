/* test_analyze_compound.c - the parts of compound words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/closed.h"
#include "analyze/compound.h"

static bool is_listed(void *context, const char *word, size_t len)
{
    for (const char *const *w = context; *w; w++)
        if (strlen(*w) == len && memcmp(*w, word, len) == 0)
            return true;
    return false;
}

static pcs_split split(const char *locale, const char *word, const char *part,
                       const char *const *list)
{
    pcs_splitting s;
    const char *at = strstr(word, part);
    assert_non_null(at);
    if (!pcs_splitting_init(&s, pcs_compounding_for(locale), word, strlen(word),
                            is_listed, (void *)(uintptr_t)list))
        return PCS_SPLIT_NONE;
    return pcs_splitting_at(&s, (size_t)(at - word),
                            (size_t)(at - word) + strlen(part));
}

static const char *const german[] = {
    "rechnung", "adresse", "kunden",  "kunde", "ort",   "rolle", "kauf",
    "agent",    "steuer",  "berater", "ab",    "ver",   "nach",  "name",
    "daten",    "bank",    "teil",    "vor",   "preis", "liste", NULL};

static void test_words(void **state)
{
    static const struct {
        const char *word, *part;
    } all[] = {
        {"rechnungsadresse", "rechnung"},
        {"rechnungsadresse", "adresse"},
        {"kundenrechnung", "rechnung"},
        {"kundenrechnung", "kunden"},
        {"kundenrechnungsadresse", "rechnung"},
        {"kundenrechnungen", "rechnung"},
        {"steuerberater", "steuer"},
        {"preisliste", "liste"},
        {"datenbank", "bank"},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(all); i++)
        if (split("de-DE", all[i].word, all[i].part, german) != PCS_SPLIT_WORDS)
            fail_msg("%s in %s", all[i].part, all[i].word);
}

/* Bound pieces are no words, though the collection may hold them. */
static void test_bound(void **state)
{
    static const struct {
        const char *word, *part;
    } all[] = {
        {"abrechnung", "rechnung"},
        {"verkauf", "kauf"},
        {"nachname", "name"},
        {"vorteil", "teil"},
        {"agentur", "agent"},
        {"steuerung", "steuer"},
        {"kundenabrechnung", "rechnung"},
        {"import", "ort"},
        {"sofort", "ort"},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(all); i++)
        if (split("de-DE", all[i].word, all[i].part, german) != PCS_SPLIT_NONE)
            fail_msg("%s in %s", all[i].part, all[i].word);
}

static void test_loose(void **state)
{
    (void)state;
    assert_int_equal(split("de-DE", "registerrechnung", "rechnung", german),
                     PCS_SPLIT_LOOSE);
    assert_int_equal(split("de-DE", "kontrolle", "rolle", german),
                     PCS_SPLIT_LOOSE);
    assert_int_equal(split("de-DE", "rechnungsbuero", "rechnung", german),
                     PCS_SPLIT_LOOSE);
}

/* Borders that words have elsewhere are none. */
static void test_borders(void **state)
{
    static const char *const words[] = {
        "software", "hersteller", "ersteller", "steuer",     "stelle",
        "erstelle", "adresse",    "feld",      "erstattung", NULL};
    (void)state;
    assert_int_equal(split("de", "softwarehersteller", "ersteller", words),
                     PCS_SPLIT_NONE);
    assert_int_equal(split("de", "softwarehersteller", "hersteller", words),
                     PCS_SPLIT_WORDS);
    assert_int_equal(split("de", "steuerstelle", "erstelle", words),
                     PCS_SPLIT_NONE);
    assert_int_equal(split("de", "steuerstelle", "stelle", words),
                     PCS_SPLIT_WORDS);
    assert_int_equal(split("de", "adressfeld", "feld", words), PCS_SPLIT_WORDS);
    assert_int_equal(split("de", "ruckerstattung", "erstattung", words),
                     PCS_SPLIT_WORDS);
}

static void test_participles(void **state)
{
    const pcs_compounding *rules = pcs_compounding_for("de-DE");
    (void)state;
    assert_true(pcs_is_participle(rules, "ende", 4));
    assert_false(pcs_is_participle(rules, "endung", 6));
    assert_false(pcs_is_participle(rules, "", 0));
    assert_false(pcs_is_participle(pcs_compounding_for("sv"), "ende", 4));
    assert_true(pcs_is_bound(rules, "auf", 3));
    assert_false(pcs_is_bound(rules, "ende", 4));
}

static void test_closed(void **state)
{
    (void)state;
    assert_true(pcs_is_closed_word("de-DE", "der", 3));
    assert_true(pcs_is_closed_word("de", "w\xC3\xA4re", 5));
    assert_false(pcs_is_closed_word("de", "ware", 4));
    assert_false(pcs_is_closed_word("de", "", 0));
    assert_false(pcs_is_closed_word("de", "der die", 7));
    assert_false(pcs_is_closed_word("de", "einundzwanzigster", 17));
    assert_true(pcs_is_closed_word("nl-NL", "het", 3));
    assert_false(pcs_is_closed_word("en", "the", 3));
    assert_false(pcs_is_closed_word("", "der", 3));
}

static void test_chinese_particles(void **state)
{
    (void)state;
    assert_true(pcs_is_chinese_particle("上", 3, false));
    assert_true(pcs_is_chinese_particle("後", 3, false));
    assert_false(pcs_is_chinese_particle("上", 3, true));
    assert_true(pcs_is_chinese_particle("以", 3, true));
    assert_true(pcs_is_chinese_particle("與", 3, true));
    assert_false(pcs_is_chinese_particle("以", 3, false));
    assert_false(pcs_is_chinese_particle("面", 3, false));
    assert_false(pcs_is_chinese_particle("上下", 6, false));
    assert_false(pcs_is_chinese_particle("", 0, false));
}

static void test_languages(void **state)
{
    static const char *const words[] = {"faktura", "adress", "kunde",
                                        "konto",   "lasku",  "osoite",
                                        "factuur", "adres",  NULL};
    (void)state;
    assert_int_equal(split("sv-SE", "fakturaadress", "adress", words),
                     PCS_SPLIT_WORDS);
    assert_int_equal(split("da-DK", "kundekonto", "konto", words),
                     PCS_SPLIT_WORDS);
    assert_int_equal(split("nb-NO", "kundekonto", "kunde", words),
                     PCS_SPLIT_WORDS);
    assert_int_equal(split("nl-NL", "factuuradres", "adres", words),
                     PCS_SPLIT_WORDS);
    assert_int_equal(split("fi-FI", "laskunosoite", "osoite", words),
                     PCS_SPLIT_WORDS);
    assert_null(pcs_compounding_for("pt-BR"));
    assert_null(pcs_compounding_for("en"));
    assert_null(pcs_compounding_for(""));
}

static void test_odd_words(void **state)
{
    const pcs_compounding *rules = pcs_compounding_for("de-DE");
    pcs_splitting s;
    char word[PCS_COMPOUND_MAX + 2];
    (void)state;
    memset(word, 'a', sizeof word);
    void *list = (void *)(uintptr_t)german;
    assert_true(
        pcs_splitting_init(&s, rules, word, PCS_COMPOUND_MAX, is_listed, list));
    assert_false(pcs_splitting_init(&s, rules, word, PCS_COMPOUND_MAX + 1,
                                    is_listed, list));
    assert_false(pcs_splitting_init(&s, rules, "ortor", 5, is_listed, list));
    assert_false(
        pcs_splitting_init(&s, rules, "kunden2rolle", 12, is_listed, list));
    assert_false(
        pcs_splitting_init(&s, rules, "kunden_rolle", 12, is_listed, list));
}

static void test_links(void **state)
{
    const pcs_compounding *rules = pcs_compounding_for("de-DE");
    (void)state;
    assert_true(pcs_is_linking(rules, "", 0));
    assert_true(pcs_is_linking(rules, "en", 2));
    assert_false(pcs_is_linking(rules, "ung", 3));
    assert_true(pcs_ends_bound(rules, "kundenab", 8));
    assert_false(pcs_ends_bound(rules, "lizenz", 6));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_bound),
        cmocka_unit_test(test_loose),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_odd_words),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_borders),
        cmocka_unit_test(test_participles),
        cmocka_unit_test(test_closed),
        cmocka_unit_test(test_chinese_particles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
