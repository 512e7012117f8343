/* test_analyze_inflect.c - the inflected forms of a word */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/inflect.h"

/* Bare words, as the vocabulary is asked for them. */
static const struct {
    const char *locale, *a, *b;
} same[] = {
    {"de-DE", "vertrag", "vertrage"},
    {"de-DE", "vertragen", "vertrags"},
    {"de-DE", "kunde", "kunden"},
    {"de-DE", "kind", "kindern"},
    {"de-DE", "anbieter", "anbietern"},
    {"de-DE", "schlussel", "schlusseln"},
    {"de-DE", "konto", "konten"},
    {"de-DE", "konto", "kontos"},
    {"de-DE", "firma", "firmen"},
    {"de-DE", "name", "namens"},
    {"de-DE", "zentrum", "zentren"},
    {"de-DE", "ergebnis", "ergebnisse"},
    {"de-DE", "partnerin", "partnerinnen"},
    {"de-DE", "neue", "neuem"},
    {"de-DE", "kundigen", "kundigt"},
    {"de-AT", "app", "apps"},
    {"pt-BR", "acao", "acoes"},
    {"pt-BR", "nivel", "niveis"},
    {"pt-BR", "item", "itens"},
    {"pt-BR", "canal", "canais"},
    {"pt-BR", "valor", "valores"},
    {"pt-BR", "novo", "novas"},
    {"pt-BR", "perfil", "perfis"},
    {"pt-BR", "administrador", "administradoras"},
    {"pt-BR", "instalar", "instalado"},
    {"es-ES", "opcion", "opciones"},
    {"es-ES", "vez", "veces"},
    {"es-ES", "nuevo", "nuevas"},
    {"fr-FR", "canal", "canaux"},
    {"fr-FR", "actif", "actives"},
    {"fr-FR", "compte", "comptes"},
    {"it-IT", "utente", "utenti"},
    {"it-IT", "banca", "banche"},
    {"ca-ES", "opcio", "opcions"},
    {"nl-NL", "taak", "taken"},
    {"nl-NL", "man", "mannen"},
    {"nl-NL", "bestand", "bestanden"},
    {"sv-SE", "kund", "kunderna"},
    {"sv-SE", "tjanst", "tjanster"},
    {"da-DK", "kunde", "kunderne"},
    {"nb-NO", "avtale", "avtalene"},
    {"en-US", "policy", "policies"},
    {"en-US", "invoice", "invoicing"},
    {"en-US", "partner", "partner's"},
    {"ko-KR", "subscription", "subscriptions"},
    {"tr-TR", "musteri", "musteriler"},
    {"tr-TR", "istanbul", "istanbul'da"},
    {"ar-SA", "اشتراك", "اشتراكات"},
    {"he-IL", "משתמש", "משתמשים"},
};

static const struct {
    const char *locale, *a, *b;
} other[] = {
    {"de-DE", "sicherheit", "sich"},     {"de-DE", "agent", "agentur"},
    {"de-DE", "anmeldung", "anmelden"},  {"de-DE", "bestellung", "beste"},
    {"de-DE", "seite", "seitens"},       {"de-DE", "bericht", "berichtigung"},
    {"pt-BR", "conta", "contato"},       {"pt-BR", "item", "permitem"},
    {"pt-BR", "compra", "comprar"},      {"pt-BR", "pais", "principais"},
    {"es-ES", "compra", "comprar"},      {"en-US", "organize", "organ"},
    {"en-US", "universe", "university"}, {"fr-FR", "partie", "partenaire"},
    {"sv-SE", "kund", "kunskap"},        {"ar-SA", "كتاب", "كاتب"},
};

static bool are_same(const char *locale, const char *a, const char *b)
{
    const pcs_inflection *t = pcs_inflection_for(locale);
    assert_non_null(t);
    return pcs_inflection_same(t, a, strlen(a), b, strlen(b));
}

static void test_forms(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(same); i++)
        if (!are_same(same[i].locale, same[i].a, same[i].b) ||
            !are_same(same[i].locale, same[i].b, same[i].a) ||
            !are_same(same[i].locale, same[i].a, same[i].a))
            fail_msg("%s: %s and %s", same[i].locale, same[i].a, same[i].b);
}

static void test_others(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(other); i++)
        if (are_same(other[i].locale, other[i].a, other[i].b) ||
            are_same(other[i].locale, other[i].b, other[i].a))
            fail_msg("%s: %s and %s", other[i].locale, other[i].a, other[i].b);
}

/* What has digits or signs is a name, and stays as it is. */
static void test_names(void **state)
{
    (void)state;
    assert_false(are_same("en-US", "v2", "v2s"));
    assert_false(are_same("de-DE", "part_id", "part_ids"));
    assert_false(are_same("de-DE", ".net", ".nets"));
    assert_false(are_same("en-US", "c#", "c#s"));
    assert_false(are_same("en-US", "0b7e4d52", "0b7e4d52s"));
    assert_null(pcs_inflection_for("xx-XX"));
    assert_true(pcs_inflection_is_partial(pcs_inflection_for("tr-TR")));
    assert_true(pcs_inflection_is_partial(NULL));
    assert_false(pcs_inflection_is_partial(pcs_inflection_for("de-DE")));
    assert_null(pcs_inflection_for("deu"));
    assert_null(pcs_inflection_for(""));
}

static void assert_digraphs(const char *locale, const char *word,
                            const char *undone, const char *typed)
{
    const pcs_inflection *t = pcs_inflection_for(locale);
    pcs_buffer out = {0};
    assert_int_equal(pcs_inflection_undo_digraphs(t, &out, word, strlen(word)),
                     undone != NULL);
    if (undone)
        assert_string_equal(out.data, undone);
    pcs_buffer_clear(&out);
    assert_int_equal(pcs_inflection_digraphs(t, &out, word, strlen(word)),
                     typed != NULL);
    if (typed)
        assert_string_equal(out.data, typed);
    pcs_buffer_dispose(&out);
}

static void test_digraphs(void **state)
{
    (void)state;
    assert_digraphs("de-DE", "vertraege", "vertrage", NULL);
    assert_digraphs("de-DE", "ueberpruefung", "uberprufung", NULL);
    assert_digraphs("de-DE", "gebühr", NULL, "gebuehr");
    assert_digraphs("de-DE", "neue", NULL, NULL);
    assert_digraphs("de-DE", "steuer", NULL, NULL);
    assert_digraphs("de-DE", "quelle", NULL, NULL);
    assert_digraphs("da-DK", "løsning", NULL, "loesning");
    assert_digraphs("fr-FR", "aeroport", NULL, NULL);
}

static bool has_proclitic(const char *locale, const char *wanted)
{
    const pcs_inflection *t = pcs_inflection_for(locale);
    const char *p;
    for (size_t i = 0; (p = pcs_inflection_proclitic(t, i)); i++)
        if (strcmp(p, wanted) == 0)
            return true;
    return false;
}

static void test_proclitics(void **state)
{
    (void)state;
    assert_true(has_proclitic("ar-SA", "ال"));
    assert_true(has_proclitic("ar-SA", "وال"));
    assert_true(has_proclitic("ar-SA", "لل"));
    assert_true(has_proclitic("he-IL", "ה"));
    assert_true(has_proclitic("fr-FR", "l'"));
    assert_true(has_proclitic("fr-FR", "d’"));
    assert_false(has_proclitic("de-DE", "l'"));
    assert_int_equal(pcs_inflection_host_min(pcs_inflection_for("ar-SA")), 3);
}

static pcs_status stop(void *context, const char *form, size_t len,
                       pcs_error *err)
{
    (void)form, (void)len;
    ++*(int *)context;
    return pcs_error_set(err, PCS_EIO, "enough");
}

static void test_visitor_ends_it(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    int n = 0;
    (void)state;
    assert_fails(
        pcs_inflect(pcs_inflection_for("de-DE"), "kunde", 5, stop, &n, &err),
        PCS_EIO, &err);
    assert_int_equal(n, 1);
}

static pcs_status look(void *context, const char *form, size_t len,
                       pcs_error *err)
{
    (void)err;
    *(size_t *)context += len ? (unsigned char)form[len - 1] : 0;
    return PCS_OK;
}

/* Bytes of any kind and length: read within their bounds only. */
static void test_hostile(void **state)
{
    static const char *const locales[] = {"de", "pt", "ar", "he", "fr", "en",
                                          "nl", "sv", "it", "ca", "da", "fa"};
    (void)state;
    for (int i = 0; i < 4000; i++) {
        const pcs_inflection *t =
            pcs_inflection_for(locales[(size_t)i % N_OF(locales)]);
        size_t len = random_below(i % 50 ? 12 : 400), sum = 0;
        char *word = malloc(len + 1);
        pcs_error err = PCS_ERROR_INIT;
        pcs_buffer out = {0};
        for (size_t j = 0; j < len; j++)
            word[j] = (char)(random_below(3) ? 'a' + (char)random_below(26)
                                             : (char)random_below(256));
        char *exact = malloc(len ? len : 1);
        memcpy(exact, word, len);
        assert_ok(pcs_inflect(t, exact, len, look, &sum, &err), &err);
        pcs_inflection_undo_digraphs(t, &out, exact, len);
        pcs_inflection_digraphs(t, &out, exact, len);
        pcs_buffer_dispose(&out);
        free(exact);
        free(word);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_others),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_digraphs),
        cmocka_unit_test(test_proclitics),
        cmocka_unit_test(test_visitor_ends_it),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
