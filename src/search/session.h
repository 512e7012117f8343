/* session.h - what the steps of one search share */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SESSION_H
#define PCS_SEARCH_SESSION_H

#include "search/filter.h"
#include "search/question.h"
#include "search/rank.h"
#include "search/searcher.h"

/** The words that an expansion is of: n nodes from the first on. */
typedef struct pcs_expanded_words {
    const pcs_node *first;
    size_t n;
} pcs_expanded_words;

typedef struct pcs_session {
    pcs_searcher *searcher;
    const pcs_search_options *options;
    pcs_results *results;
    pcs_query query;
    pcs_term *terms;
    size_t n_terms;          /* of those */
    pcs_filter *filters;     /* of the query, by their numbers */
    size_t n_scans;          /* how many of them need all texts */
    pcs_matching *matchings; /* by shelf; unused ones are zeroed */
    pcs_top top;
    struct pcs_facets *facets;          /* NULL before the first locale */
    const char **dropped;               /* what results.dropped points to */
    pcs_expanded_term *expanded;        /* what results.expanded points to */
    pcs_expanded_words *expanded_words; /* of each, in the query's arena */
    pcs_node together_node;
    pcs_term together; /* the query's words as they stand, side by side */
    bool wants_together;
    bool has_english; /* words are looked for on the English side, too */
    UChar *whole;     /* the query's joined text, without punctuation around it;
                         NULL where it is not words alone */
    size_t whole_len, whole_words;
    pcs_node any;      /* of PCS_MATCH_ANY: the words that are not excluded */
    uint32_t *nearest; /* of a question in PCS_MATCH_AUTO: the words of each
                          unit that has enough of it, as bits; the shelves
                          that are searched one after the other; NULL for any
                          other query */
    size_t n_passed;   /* units of the shelves before */
    pcs_question question;         /* and what they ask for together */
    pcs_question *local_questions; /* by shelf, without what is English there;
                                      NULL where nothing is */
    pcs_asked *asked; /* by shelf; NULL where no question is asked */
    struct pcs_explaining *explaining; /* NULL but with want_explanation */
    struct pcs_crossing *crossing;  /* NULL without options.answers or .also */
    struct pcs_head_matches *heads; /* articles found by their titles; NULL
                                       before the first locale */
    size_t cap_files;
    pcs_place_of *files;
    struct pcs_article_groups *groups; /* NULL where hits are no articles, or
                                          all of their segments are given */
} pcs_session;

/** Parses a query as a session's, whose searcher and options are set, alone.
 * Errors as of pcs_query_parse. */
pcs_status pcs_session_parse(pcs_session *session, const char *query,
                             size_t len, pcs_error *err);

/**
 * Reads the query of a session whose searcher, options and results are set, the
 * rest zero, and makes its terms. pcs_session_dispose in any case.
 */
pcs_status pcs_session_start(pcs_session *session, const char *query,
                             size_t len, pcs_error *err);

/** Frees what a session holds, but for its results. */
void pcs_session_dispose(pcs_session *session);

/** Whether the options ask for this locale. */
bool pcs_session_wants(const pcs_session *session, const char *locale);

/** PCS_EINVAL where the options name a locale that the index does not have. */
pcs_status pcs_session_check_locales(const pcs_session *session,
                                     pcs_error *err);

/**
 * Analyses the terms of the query's tree as it stands; what was made of it
 * before is dropped. Terms of symbols beyond the cap are left out.
 */
pcs_status pcs_session_prepare(pcs_session *session, pcs_error *err);

/** Frees the terms and what they matched. */
void pcs_session_drop_terms(pcs_session *session);

/** Searches the locales that are wanted: totals, and the best candidates. */
pcs_status pcs_session_search(pcs_session *session, pcs_error *err);

/** What a unit's texts say of the query, without where they stand. */
float pcs_session_score(const pcs_session *session, size_t shelf, uint32_t unit,
                        const pcs_unit_record *record);

/**
 * The candidate that a unit of shelf number `shelf` is, but for its segment;
 * *is_out where it is not among the best.
 */
pcs_status pcs_session_candidate(pcs_candidate *candidate, bool *is_out,
                                 pcs_session *session, size_t shelf,
                                 const pcs_headings *headings, uint32_t unit,
                                 pcs_tier tier, pcs_error *err);

/** Keeps a candidate of that article where it is among the best. */
pcs_status pcs_session_keep(pcs_session *session,
                            const pcs_candidate *candidate, uint32_t article,
                            pcs_error *err);

/** Makes the top large enough for what the order looks at. */
void pcs_session_widen(pcs_session *session);

/**
 * Sorts the best; those first that are nothing but the query, or whose words
 * stand together. Reads their texts.
 */
pcs_status pcs_session_order(pcs_session *session, pcs_error *err);

/** Reads the text of a candidate, and notes whether the query's words stand
 * together in it. */
pcs_status pcs_session_check_together(pcs_session *session,
                                      pcs_candidate *candidate, pcs_error *err);

/** Gives n candidates to options.visitor, as hits; may sort them. */
pcs_status pcs_session_visit(pcs_session *session, pcs_candidate *items,
                             size_t n, pcs_error *err);

/** The matching of shelf number i, made where it is not there yet. */
pcs_status pcs_session_matching(pcs_matching **out, pcs_session *session,
                                size_t i, pcs_error *err);

/**
 * Where nothing matches all words of an AND: finds the set of them that says
 * most (the sum of the idf of its words) among those that some unit matches,
 * marks the others as dropped and lists them in the results. A question of five
 * words or more becomes one of any words, limited to units that have 0.4 of
 * that; what the first hit lacks is listed when it is known. *changed
 * says whether another search is worth it; it stays as it is where there is
 * nothing to choose from.
 */
pcs_status pcs_session_relax(pcs_session *session, bool *changed,
                             pcs_error *err);

/**
 * Whether an answer can be said to lack this: anything but the punctuation of
 * sentences and spaces.
 */
bool pcs_session_is_worth_naming(const char *text, size_t len);

/** Lists text in results.dropped, if it is worth it, in the arena of the
 * results. PCS_ENOMEM. */
pcs_status pcs_session_name_dropped(pcs_session *session, const char *text,
                                    size_t len, pcs_error *err);

/** Lists the words of a question that its first hit lacks. */
pcs_status pcs_session_name_lacking(pcs_session *session, pcs_error *err);

/**
 * Where nothing matches: takes the punctuation off the ends of terms with Han,
 * kana, Hangul or an unspaced script, where it counts as text (구독, as it was
 * pasted), and lists it in the results as dropped unless it is punctuation.
 * *changed as above.
 */
pcs_status pcs_session_trim(pcs_session *session, bool *changed,
                            pcs_error *err);

/**
 * Takes the terms of the root that are written without spaces apart into
 * words, where they have several, and drops those that are nothing but the
 * punctuation of sentences, for PCS_MATCH_ANY nothing but symbols, where there
 * are others.
 */
pcs_status pcs_session_split(pcs_session *session, bool *changed,
                             pcs_error *err);

/** Makes the question of the root's words that are not excluded. */
pcs_status pcs_session_ask(pcs_session *session, pcs_error *err);

/**
 * Where the words of a query are a term of the locale's collection, which
 * mostly writes them side by side (클라우드 솔루션 공급자): units of tier word
 * or stem in which they stand apart become of tier part, since they hold the
 * parts of the term alone.
 */
pcs_status pcs_session_collocate(pcs_session *session, pcs_matching *matching,
                                 pcs_tiers *tiers, pcs_error *err);

/** Notes what a text is that is nothing but the query. */
pcs_status pcs_session_make_whole(pcs_session *session, pcs_error *err);

/** Whether a unit that matches so may have that text on one of its sides.
 * PCS_ECORRUPT. */
pcs_status pcs_session_may_be_whole(bool *out, const pcs_session *session,
                                    const pcs_matching *matching, uint32_t unit,
                                    pcs_tier tier, pcs_error *err);

/** Reads the text of a candidate that may be, and notes whether it is. */
pcs_status pcs_session_check_whole(pcs_session *session,
                                   pcs_candidate *candidate, pcs_error *err);

/**
 * Makes results.suggestions, after everything else of the results: for words
 * that match nothing as word or stem, what may have been meant. Does nothing,
 * at no cost, where there are hits with all words, but for unfinished Hangul
 * that is found as a part of words.
 */
pcs_status pcs_session_correct(pcs_session *session, pcs_error *err);

/**
 * Whether Korean text is a word of one of the locales that are searched, seen
 * with n_cases particles; with bare_counts, alone counts as one.
 */
pcs_status pcs_session_knows_korean(bool *out, pcs_session *session,
                                    const char *text, size_t len,
                                    size_t n_cases, bool bare_counts,
                                    pcs_error *err);

/**
 * Puts the terms of an AND together that are pieces of one Korean word, 테 넌
 * 트, as far as a Korean locale has the word. Before terms are made.
 */
pcs_status pcs_session_join_syllables(pcs_session *session, pcs_error *err);

/**
 * For PCS_MATCH_ANY: makes an AND's words alternatives; what is excluded stays
 * excluded.
 */
void pcs_session_make_any(pcs_session *session);

/*
 * Steps of an explanation. Each does nothing where none is wanted.
 */

/** Begins one, by the tree as it is now. */
pcs_status pcs_session_explain_query(pcs_session *session, pcs_error *err);

/** Takes over, or frees, which headings of a shelf match. */
void pcs_session_take_headings(pcs_session *session, size_t shelf,
                               pcs_headings *headings);

/** Notes that a hit, which is given and stays where it is, is a candidate. */
pcs_status pcs_session_note_hit(pcs_session *session, pcs_hit *hit,
                                const pcs_candidate *candidate, pcs_error *err);

/** Makes results.explanation, and that of each hit that was noted. */
pcs_status pcs_session_explain(pcs_session *session, pcs_error *err);

void pcs_session_drop_explaining(pcs_session *session);

/** A query's tree as text, in the arena of the results; see pcs_explanation. */
pcs_status pcs_session_outline(const char **out, const pcs_session *session,
                               pcs_error *err);

/** How a term is looked up, and whether it was put together from several that
 * were typed. */
const char *pcs_term_lookup(const pcs_term *term);
bool pcs_node_is_joined(const pcs_node *node);

#endif
