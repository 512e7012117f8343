/* spelling.cc - the spelling dictionary and the synonyms */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.hh"
#include "types.hh"

using namespace xapian_c;

xapian_status xapian_writable_add_spelling(xapian_writable *w, const char *word,
                                           size_t len, uint32_t count,
                                           xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        if (len > 0) {
            need_term(word, len, "word");
            w->term.assign(word, len);
            w->db.add_spelling(w->term, count);
        }
    });
}

xapian_status xapian_writable_remove_spelling(xapian_writable *w,
                                              const char *word, size_t len,
                                              uint32_t count,
                                              xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        if (len > 0) {
            need_term(word, len, "word");
            w->term.assign(word, len);
            w->db.remove_spelling(w->term, count);
        }
    });
}

xapian_status xapian_database_suggest(xapian_database *db, const char *word,
                                      size_t word_len, uint32_t max_distance,
                                      const char **data, size_t *len,
                                      xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_text_out(data, len);
        need(db, "db");
        db->text = db->db.get_spelling_suggestion(copy(word, word_len, "word"),
                                                  max_distance);
        lend(db->text, data, len);
    });
}

/* A synonym is stored behind a byte with its length, which libxapian does not
 * look at: hence the limit of a term for it, too. An empty key would be that of
 * the table's own first entry. */

xapian_status xapian_writable_add_synonym(xapian_writable *w, const char *term,
                                          size_t len, const char *synonym,
                                          size_t synonym_len,
                                          xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        need_term(term, len, "term");
        need_term(synonym, synonym_len, "synonym");
        w->term.assign(term, len);
        w->db.add_synonym(w->term, std::string(synonym, synonym_len));
    });
}

xapian_status xapian_writable_remove_synonym(xapian_writable *w,
                                             const char *term, size_t len,
                                             const char *synonym,
                                             size_t synonym_len,
                                             xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        need_term(term, len, "term");
        need_term(synonym, synonym_len, "synonym");
        w->term.assign(term, len);
        w->db.remove_synonym(w->term, std::string(synonym, synonym_len));
    });
}

xapian_status xapian_writable_clear_synonyms(xapian_writable *w,
                                             const char *term, size_t len,
                                             xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        need_term(term, len, "term");
        w->term.assign(term, len);
        w->db.clear_synonyms(w->term);
    });
}
