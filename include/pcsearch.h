/* pcsearch.h - search over localized help articles and their English source */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCSEARCH_H
#define PCSEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * libpcsearch: an index of localized articles, each segment of which carries
 * the English text that it was translated from. A minimal program:
 *
 *     pcs_error err = PCS_ERROR_INIT;
 *     pcs_searcher *searcher;
 *     if (pcs_searcher_open(&searcher, "/srv/index", &err) != PCS_OK)
 *         return complain(err.message);
 *     pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
 *     pcs_results results = {0};
 *     if (pcs_search(&results, searcher, query, strlen(query), &options,
 *                    &err) == PCS_OK)
 *         for (size_t i = 0; i < results.n_hits; i++)
 *             show(&results.hits[i]);
 *     pcs_results_dispose(&results);
 *     pcs_searcher_close(searcher);
 *
 * Rules that hold for every function here:
 *
 * Results. A fallible call returns a pcs_status: PCS_OK, or what went wrong,
 * with one line of text in `err`, the last argument, which may be NULL. Nothing
 * is ever printed, and nothing ends the process. What users type is never an
 * error. Every call that allocates may answer PCS_ENOMEM, every call that reads
 * an index PCS_EIO, PCS_ECORRUPT and PCS_EINDEX; comments name what comes on
 * top.
 *
 * Text. All text is UTF-8, in and out, whatever the environment's locale.
 * Queries are bytes and a length, of any content: what is not UTF-8 is mended.
 * What comes out is valid UTF-8 without NUL and has a NUL behind its last byte,
 * whether a length is given or not. It is what stands in the documents: text,
 * never markup to be trusted. Offsets and lengths are bytes. Marks begin and
 * end on borders of grapheme clusters.
 *
 * Ownership. Objects (pcs_searcher, pcs_index ...) come first as `T **out`, are
 * NULL on failure, and have a function that ends them, which takes NULL.
 * Structures of results are the caller's: zero-initialise one, pass it in,
 * and give it to its *_dispose function whether or not the call succeeded; what
 * they point to lives until then. A structure that was disposed of may be used
 * again. Options are read during the call and are never changed.
 *
 * Threads. A pcs_searcher, and everything that came from it, is used by one
 * thread at a time; different searchers by different threads at will, of the
 * same index, too. A pcs_index is shared by all. Functions that take a
 * directory may be called by any thread.
 *
 * Compatibility. The soname changes when anything here does that would break a
 * program. Within it, structures keep their size: new members take the place of
 * `reserved` ones, which are zero in what comes in, and new values are added at
 * the end of enumerations. Options whose first member is `version` are
 * initialised with their *_INIT macro (C11, C++20; before C++20, zero them and
 * set version to 1 and the defaults that the macro names).
 */

/** What this header is of; pcs_version tells it of the library. */
#define PCS_VERSION "0.1.0"

#if defined(PCSEARCH_STATIC)
#define PCS_API
#else
#define PCS_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** The version of the library that is linked, as "0.1.0". */
PCS_API const char *pcs_version(void);

/* ------------------------------------------------------------------------
 * Errors, and who owns what
 */

/**
 * What a fallible call answers. PCS_OK is zero; everything else is an error,
 * and whoever detected it has put one line into the caller's pcs_error.
 */
typedef enum pcs_status {
    PCS_OK = 0,
    PCS_EINVAL,    /* the caller broke the function's contract */
    PCS_ENOMEM,    /* an allocation was refused */
    PCS_EIO,       /* the operating system refused a read or a write */
    PCS_ENOTFOUND, /* the file, index or locale is not there */
    PCS_EFORMAT,   /* bytes that are not what they should be */
    PCS_ECORRUPT,  /* a checksum does not hold */
    PCS_EVERSION,  /* written by another version of the format or analyzer */
    PCS_ELIMIT,    /* input over a documented limit */
    PCS_EBUSY,     /* another process holds the lock */
    PCS_EINDEX     /* libxapian reports an error of its own */
} pcs_status;

/** Bytes; there is room for languages whose letters take three. */
#define PCS_ERROR_MESSAGE_MAX 1024

/**
 * A status with its message: one line of UTF-8 without a trailing stop, cut to
 * fit, always NUL-terminated. Owned by the caller, usually on the stack.
 */
typedef struct pcs_error {
    pcs_status status;
    char message[PCS_ERROR_MESSAGE_MAX];
} pcs_error;

#define PCS_ERROR_INIT                                                         \
    {                                                                          \
        PCS_OK, ""                                                             \
    }

/** A short English name of status, such as "out of memory". Never NULL. */
PCS_API const char *pcs_status_string(pcs_status status);

/**
 * What has a message, or the printf format of one, in the language of whoever
 * reads it, or answers text itself. Called by any thread at any time; what it
 * answers takes the same arguments, and lives for ever.
 */
typedef const char *pcs_translator(const char *text);

/**
 * Messages (of pcs_error, and what results and reports say in sentences) are
 * English; from now on they are looked up by translator, until it is NULL. For
 * the whole process: call it before there are threads. English messages are in
 * po/pcsearch.pot of the sources.
 */
PCS_API void pcs_translate_messages(pcs_translator *translator);

typedef struct pcs_arena_block pcs_arena_block;

/** What results keep their memory in; it is the library's own, and freed by
 * their *_dispose function. */
typedef struct pcs_arena {
    pcs_arena_block *blocks;
    size_t used; /* bytes handed out since the last clear */
} pcs_arena;

/* ------------------------------------------------------------------------
 * Words of the field
 */

/** How well a term matches; a hit's tier is its weakest term's. */
typedef enum pcs_tier {
    PCS_TIER_NONE = 0,
    PCS_TIER_WORD, /* as typed after folding, or with Korean particles */
    PCS_TIER_STEM, /* an inflected form, without accents, in the other kind of
                      Chinese characters, in a compound; a synonym */
    PCS_TIER_PART, /* in Chinese, Japanese, Korean, Thai any substring; else
                      the beginning or end of a longer word */
    PCS_TIER_NEAR, /* a typo, or katakana in another spelling */
    PCS_TIER_COUNT
} pcs_tier;

/** "word", "stem", "part", "near"; "none". */
PCS_API const char *pcs_tier_name(pcs_tier tier);

/** Which text of a translation unit a term is looked for in. */
typedef enum pcs_side { PCS_SIDE_LOCAL, PCS_SIDE_ENGLISH } pcs_side;

/** Bytes [start, end) of a text. */
typedef struct pcs_mark {
    uint32_t start, end;
} pcs_mark;

/** Room for any canonical name of a locale and its NUL. */
#define PCS_LOCALE_MAX 36

/**
 * Writes the canonical form of a BCP 47 tag (RFC 5646, section 2.1.1) to out:
 * "KO_kr" becomes "ko-KR", "zh-hant-tw" "zh-Hant-TW". False, and out is "",
 * where text is no tag of 2 or 3 letters with subtags of 2 to 8 letters or
 * digits behind it, or is too long.
 */
PCS_API bool pcs_locale_canonical(char out[PCS_LOCALE_MAX], const char *text,
                                  size_t len);

/** What kind of block a segment stands in. */
typedef enum pcs_place {
    PCS_PLACE_PARAGRAPH = 0,
    PCS_PLACE_HEADING,
    PCS_PLACE_LIST,
    PCS_PLACE_TABLE, /* a Markdown table's row or an HTML table's cell */
    PCS_PLACE_QUOTE  /* a block quote, alerts included */
} pcs_place;

/** "paragraph", "heading", "list", "table" or "quote". */
PCS_API const char *pcs_place_name(pcs_place place);

/** What a piece of markup is. */
typedef enum pcs_markup_kind {
    PCS_MARKUP_ADDRESS = 1, /* of a link, or written out */
    PCS_MARKUP_CODE = 2     /* between backticks */
} pcs_markup_kind;

/** Something that only one side of a segment has. */
typedef struct pcs_markup_text {
    pcs_markup_kind kind;
    bool is_local; /* stands on the localized side; else on the English one */
    const char *data;
    size_t len;
} pcs_markup_text;

/* ------------------------------------------------------------------------
 * Searching
 */

/**
 * A generation of an index, open for searching. It stays the same whatever is
 * published meanwhile. One thread at a time; several searchers of one index
 * may be used side by side.
 */
typedef struct pcs_searcher pcs_searcher;

/**
 * Opens the served generation of the index in dir: its manifest is read, its
 * files are opened, and what stands in them is read when it is needed. Where it
 * is damaged, the newest older one that opens is opened instead, which
 * pcs_searcher_notice tells. PCS_ENOTFOUND (no index), PCS_EVERSION (made by
 * another version of the format or the analyzer), PCS_ECORRUPT (nothing there
 * is whole); each message names the cure.
 */
PCS_API pcs_status pcs_searcher_open(pcs_searcher **out, const char *dir,
                                     pcs_error *err);

/**
 * A line for whoever looks after the index, where a damaged generation was
 * passed over: which one, why, and what is open instead. Else NULL. It lives
 * until the next call of pcs_searcher_fall_back.
 */
PCS_API const char *pcs_searcher_notice(const pcs_searcher *searcher);

/**
 * Where a search met damage (pcs_is_damage), which `why` tells
 * of: opens the newest older generation that opens, for the search to be done
 * again. Results of earlier searches have to be disposed of before. Where there
 * is none: PCS_ECORRUPT with the cure, and the searcher can only be closed.
 */
PCS_API pcs_status pcs_searcher_fall_back(pcs_searcher *searcher,
                                          const pcs_error *why, pcs_error *err);

/**
 * Opens that generation and no other: one that is there but not served, or
 * PCS_GENERATION_CANDIDATE, which waits to be published; 0 is the served one.
 */
PCS_API pcs_status pcs_searcher_open_generation(pcs_searcher **out,
                                                const char *dir,
                                                uint64_t number,
                                                pcs_error *err);

PCS_API void pcs_searcher_close(pcs_searcher *searcher);

PCS_API uint64_t pcs_searcher_generation(const pcs_searcher *searcher);

/**
 * Opens the generation that is served now, if it is another one: to be called
 * between two searches, when the results of earlier ones were disposed of. It
 * costs as much as reading a small file; of a searcher of a pcs_index, next to
 * nothing. *changed (may be NULL) takes whether it did. On failure what was
 * open stays open, and can be searched. A searcher that was opened with the
 * number of a generation keeps it.
 */
PCS_API pcs_status pcs_searcher_refresh(pcs_searcher *searcher, bool *changed,
                                        pcs_error *err);

/**
 * An index that threads share: it knows which generation is to be searched.
 * All its functions may be called by any thread at any time, but for
 * pcs_index_close, which comes last.
 */
typedef struct pcs_index pcs_index;

typedef struct pcs_open_options {
    int version;         /* PCS_OPEN_OPTIONS_INIT sets it */
    uint64_t generation; /* that one and no other; 0: what is served */
    bool verify;         /* each byte of a generation is held against its
                            checksum before it is searched; else sizes, headers
                            and what is read. Some 10 ms for 100 MB */
} pcs_open_options;

#define PCS_OPEN_OPTIONS_INIT                                                  \
    {                                                                          \
        .version = 1                                                           \
    }

/**
 * Opens the index in dir. Where the served generation is damaged, the newest
 * older one that is whole is taken. options may be NULL. Errors as of
 * pcs_searcher_open.
 */
PCS_API pcs_status pcs_index_open(pcs_index **out, const char *dir,
                                  const pcs_open_options *options,
                                  pcs_error *err);

/** After all its searchers were closed. */
PCS_API void pcs_index_close(pcs_index *index);

/** The number of the generation that is to be searched. */
PCS_API uint64_t pcs_index_generation(const pcs_index *index);

/**
 * Looks whether another generation is served now; if so, and if it is whole,
 * searchers take it with their next pcs_searcher_refresh. One thread looks at a
 * time; others return at once. Where it is damaged, that is PCS_ECORRUPT, once,
 * and what was searched before goes on being searched. *changed may be NULL.
 */
PCS_API pcs_status pcs_index_refresh(pcs_index *index, bool *changed,
                                     pcs_error *err);

/** A searcher for one thread, which has to be closed before the index is. */
PCS_API pcs_status pcs_index_searcher(pcs_searcher **out, pcs_index *index,
                                      pcs_error *err);

/** The directory that a source had when it was last indexed; NULL if unknown.
 */
PCS_API const char *pcs_searcher_root(const pcs_searcher *searcher,
                                      const char *source);

struct pcs_hit;
struct pcs_results;

/** What the segment of a hit's first place was made of. */
typedef struct pcs_hit_origin {
    const char *type;  /* ms.translationtype as it is written; "" for none */
    uint32_t position; /* of the segment in its article, from 0 */
    uint32_t place;    /* a pcs_place */
} pcs_hit_origin;

/** No more services of an article are told. */
#define PCS_HIT_SERVICES_MAX 16

/** What the front matter of an article says, of a hit that of its first place:
 * the values that facets count, each the first there is; "" for none. */
typedef struct pcs_hit_article {
    const char *topic, *type, *author;
    const char *const *services; /* each one that is written */
    size_t n_services;
    uint32_t day; /* as 20200315; 0 for none */
    void *reserved[4];
} pcs_hit_article;

/** The locales of what a visitor is given, in order of names. */
typedef struct pcs_visit_locales {
    const char *const *hits; /* those of the hits */
    size_t n_hits;
    const char *const *also; /* those of options.also */
    size_t n_also;
} pcs_visit_locales;

/**
 * Is given the hits that options.limit, offset and grouping choose, in their
 * order: with PCS_GROUP_ARTICLE all segments that match in the first article,
 * then those of the next. A hit lives until the call returns, so that memory
 * does not grow with their number. What a function returns but PCS_OK ends the
 * search, and is what pcs_search returns.
 */
typedef struct pcs_visitor {
    void *context;
    bool is_by_place; /* in the order of locale, source, path and position */
    /* Before the first hit, also where there is none: the totals are known,
     * and the locales, whose names live as long as the searcher. */
    pcs_status (*begin)(void *context, const struct pcs_results *results,
                        const pcs_visit_locales *locales, pcs_error *err);
    pcs_status (*visit)(void *context, const struct pcs_hit *hit,
                        pcs_error *err);
} pcs_visitor;

/*
 * With pcs_search_options.want_explanation a search says what it read the query
 * as, what each term stands for in each locale, and what each hit's score is
 * made of. All of it is worked out again behind the search, which takes about
 * as long once more, and lives as long as the results.
 */

/** No more words are listed of each tier, for a term in a locale. */
#define PCS_EXPLAINED_WORDS_MAX 10

/** Hits behind so many have no explanation. */
#define PCS_EXPLAINED_HITS_MAX 1000

/** A word of the vocabulary that a term stands for. */
typedef struct pcs_explained_word {
    const char *text;
    pcs_tier tier;
    uint32_t units; /* that hold it */
} pcs_explained_word;

/** A term in one locale. */
typedef struct pcs_explained_match {
    size_t term;                    /* index of explanation.terms */
    uint64_t units[PCS_TIER_COUNT]; /* that the term alone matches, by tier */
    uint32_t freq; /* how many the search took them for: texts are only read
                      where other terms match */
    double idf;    /* by that; 0 for a term that is not scored */
    const pcs_explained_word *words; /* by tier, most units first; empty where
                                        the term goes by characters */
    size_t n_words;
    size_t n_more[PCS_TIER_COUNT]; /* words of each tier that are not listed */
    void *reserved[2];
} pcs_explained_match;

typedef struct pcs_explained_locale {
    const char *locale;
    size_t units;
    double average_words;               /* of a unit */
    const pcs_explained_match *matches; /* of terms that hold in the locale */
    size_t n_matches;
    void *reserved[2];
} pcs_explained_locale;

/** A term of the tree that was searched. */
typedef struct pcs_explained_term {
    const char *text;  /* as it is looked up */
    const char *typed; /* as it was typed; "" for a synonym */
    /* "word"; "prefix", of words; "phrase"; "literal", a pattern of characters;
     * "raw", bytes */
    const char *lookup;
    bool is_english;  /* on the English side */
    bool is_synonym;  /* of the dictionary */
    bool is_joined;   /* was typed with spaces inside */
    bool is_dropped;  /* left out */
    bool is_excluded; /* by NOT */
    void *reserved[2];
} pcs_explained_term;

/**
 * The trees are expressions such as
 *
 *     (and (word a) (or (prefix b) (phrase "c d")) (not (en (word e)))
 *          (filter date 2020..2021))
 *
 * with en and a language's name around what is looked for there only, synonym
 * and joined as of pcs_explained_term, and dropped around what was left out.
 * Texts are between quotes, with a backslash before quotes and backslashes,
 * where they hold white space, quotes, parentheses or nothing.
 */
typedef struct pcs_explanation {
    const char *parsed;   /* the query as it was first searched */
    const char *searched; /* and last: fewer words, for one */
    bool is_question; /* hits are scored by all that they have in common with
                         the query, not by its terms */
    const pcs_explained_term *terms;
    size_t n_terms;
    const pcs_explained_locale *locales;
    size_t n_locales;
    void *reserved[4];
} pcs_explanation;

/** A part of a score: weight * idf * length. */
typedef struct pcs_score_part {
    const char *stream; /* "term"; of a question "word", "exact", "gram",
                           "character", "letters", "pair" */
    const char *text;   /* letters begin and end with a space at borders */
    pcs_tier tier;      /* of a term, else PCS_TIER_NONE */
    double weight;      /* of the tier, or the stream */
    double idf;
    double length; /* what BM25 makes of the text's length, and how often it is
                      there */
    double score;
} pcs_score_part;

/** "heading", "human", "below", "article": see pcs_priors. */
typedef struct pcs_score_factor {
    const char *name;
    double value;
} pcs_score_factor;

#define PCS_SCORE_FACTORS_MAX 4

/**
 * What a hit's score is made of: the sum of its parts, multiplied with each
 * factor, and behind that the sum of its pairs. Hits are ordered by their tier
 * first, then by the flags in the order below, then by score.
 */
typedef struct pcs_hit_explanation {
    const pcs_score_part *parts; /* largest first */
    size_t n_parts;
    pcs_score_factor factors[PCS_SCORE_FACTORS_MAX]; /* other than 1 */
    size_t n_factors;
    const pcs_score_part *pairs; /* words of a question side by side */
    size_t n_pairs;
    bool by_tier;         /* false for PCS_MATCH_ANY, which does not go by it */
    bool is_untranslated; /* last of its tier */
    bool is_whole;        /* the text is the query and nothing else */
    bool is_together;     /* the words stand side by side */
    void *reserved[2];
} pcs_hit_explanation;

/** How many of a query's words have to match. */
typedef enum pcs_match_mode {
    PCS_MATCH_AUTO, /* all; where that finds nothing, all but as few as
                       possible, which results.dropped names */
    PCS_MATCH_ALL,
    PCS_MATCH_ANY /* at least one; hits are sorted by score alone */
} pcs_match_mode;

/** What one hit stands for. */
typedef enum pcs_grouping {
    PCS_GROUP_PAIR,    /* equal pairs of one locale */
    PCS_GROUP_ARTICLE, /* segments of one article: results.article_hits */
    PCS_GROUP_NONE     /* each segment */
} pcs_grouping;

/** Within one another, and in all. */
#define PCS_CONDITION_DEPTH_MAX 128
#define PCS_CONDITIONS_MAX 1000

typedef enum pcs_condition_kind {
    PCS_CONDITION_ALL,    /* all of items; of none: each article */
    PCS_CONDITION_ANY,    /* one of items at least; of none: no article */
    PCS_CONDITION_NOT,    /* not the one item */
    PCS_CONDITION_IS,     /* one of the property's values is `value`; of year:
                             the year */
    PCS_CONDITION_BEGINS, /* begins with it */
    PCS_CONDITION_HOLDS,  /* has it as a part */
    PCS_CONDITION_HAS,    /* there is a value */
    PCS_CONDITION_RANGE   /* the date is first, last, or between them */
} pcs_condition_kind;

/**
 * What a program asks of the articles of hits, in contrast to what a person
 * types: a tree that is never parsed. Values are compared as filters of the
 * query language and facets are, without case and accents; IS of locale takes
 * "ko" for "ko-KR". Properties are the names of facets, and date, source, path
 * and title.
 */
typedef struct pcs_condition {
    pcs_condition_kind kind;
    const struct pcs_condition *items; /* of ALL, ANY, NOT */
    size_t n;
    const char *name;     /* of a property, where value counts, and of HAS */
    const char *value;    /* UTF-8 */
    uint32_t first, last; /* days as 20200315; a year is from 20200000 to
                             20209999 */
    void *reserved[2];
} pcs_condition;

/** Where words are looked for that no field says it of. */
typedef enum pcs_search_in {
    PCS_SEARCH_IN_AUTO,    /* the localized text, and the English one for what
                              is clearly English */
    PCS_SEARCH_IN_LOCAL,   /* as behind local: */
    PCS_SEARCH_IN_ENGLISH, /* as behind en: */
    PCS_SEARCH_IN_TITLE,   /* as behind title: */
    PCS_SEARCH_IN_HEADING  /* as behind heading: */
} pcs_search_in;

typedef struct pcs_search_options {
    int version;                /* PCS_SEARCH_OPTIONS_INIT sets it */
    const char *const *locales; /* "ko-KR" or "ko"; none: all */
    size_t n_locales;
    const char *const *also; /* likewise: siblings that each hit is given */
    size_t n_also;
    const char *const *answers; /* likewise: locales whose segments are found
                                   where a sibling matches; none: each locale
                                   answers itself */
    size_t n_answers;
    size_t limit;  /* hits (or articles) given; SIZE_MAX for all */
    size_t offset; /* hits passed over */
    pcs_tier lowest;
    pcs_grouping grouping;
    pcs_match_mode mode;
    size_t context;   /* neighbouring segments fetched on each side of a hit */
    bool is_plain;    /* words only, no operators */
    bool want_files;  /* results.files */
    bool no_synonyms; /* what is typed, without the dictionary's synonyms */
    bool no_suggestions;       /* results.suggestions stays empty */
    const char *const *facets; /* names: see pcs_facet; none: none */
    size_t n_facets;
    size_t facet_limit;    /* values that each facet lists; SIZE_MAX for all */
    bool want_explanation; /* results.explanation and hit.explanation */
    bool want_origin;      /* hit.origin */
    bool no_marks;         /* hits have none */
    const pcs_visitor *visitor;     /* is given the hits, which results then has
                                       not; NULL: none */
    const pcs_condition *condition; /* that articles have to satisfy; with it,
                                       a query of no words finds all that do;
                                       NULL: none */
    pcs_search_in in;
    bool want_article; /* hit.article, and of article hits */
} pcs_search_options;

#define PCS_SEARCH_OPTIONS_INIT                                                \
    {                                                                          \
        .version = 1, .limit = 10, .lowest = PCS_TIER_PART, .facet_limit = 20  \
    }

/** Where a segment stands. Texts are NUL-terminated. */
typedef struct pcs_place_of {
    const char *source, *path, *id;
    const char *anchor; /* of the heading above it; "" for none */
    uint32_t line;
    void *reserved[2];
} pcs_place_of;

/** A segment beside a hit's first place, in the same article. */
typedef struct pcs_neighbour {
    const char *local;
    size_t local_len;
    const char *english;
    size_t english_len;
    uint32_t line;
    void *reserved[2];
} pcs_neighbour;

/** How many places a hit lists. */
#define PCS_HIT_PLACES_MAX 10

/** A hit's segment in another locale; see siblings.h. */
typedef struct pcs_hit_sibling {
    const char *locale;
    const char *local;
    size_t local_len;
    pcs_place_of place;
    const char *by;        /* "id", "english" or "elsewhere" */
    const pcs_mark *marks; /* in the localized text: of what matched, or what
                              stands for the words marked in the English */
    size_t n_marks;
    void *reserved[4];
} pcs_hit_sibling;

/** A hit. Everything in it lives as long as the results. */
typedef struct pcs_hit {
    double score;
    pcs_tier tier;
    const char *locale;
    const char *local;
    size_t local_len;
    const char *english;
    size_t english_len;
    const char *title, *heading, *anchor; /* of the first place */
    const pcs_place_of *places;
    size_t n_places;       /* at most PCS_HIT_PLACES_MAX */
    size_t count;          /* segments that the hit stands for */
    const pcs_mark *marks; /* in the localized text */
    size_t n_marks;
    const pcs_mark *english_marks; /* in the English text */
    size_t n_english_marks;
    const pcs_neighbour *before, *after; /* with options.context */
    size_t n_before, n_after;
    const pcs_hit_sibling *also; /* with options.also: of the first place, by
                                    locale; none where there is none */
    size_t n_also;
    const pcs_hit_sibling *matched; /* with options.answers: the sibling that
                                       the query matches, and then the hit's
                                       marks are what stands for the words
                                       marked in the English; else NULL */
    const pcs_hit_explanation *explanation; /* with want_explanation, of the
                                               first PCS_EXPLAINED_HITS_MAX */
    const pcs_hit_origin *origin;           /* with want_origin, else NULL */
    const pcs_hit_article *article;         /* with want_article, else NULL */
    void *reserved[7];
} pcs_hit;

/** How many segments an article lists. */
#define PCS_ARTICLE_SEGMENTS_MAX 3

/**
 * What an article is found by besides its segments. Its title and description
 * match as a segment would: a term is in one of them, an excluded one in none.
 * That is not looked for with options.answers, nor where a question was
 * relaxed to some of its words; a visitor is given segments that match alone.
 */
typedef enum pcs_article_by {
    PCS_ARTICLE_BY_SEGMENTS = 0, /* nothing else */
    PCS_ARTICLE_BY_TITLE,        /* the title matches */
    PCS_ARTICLE_BY_DESCRIPTION,  /* title and description do together */
    PCS_ARTICLE_BY_TOGETHER      /* they do with one of its segments, while no
                                    segment matches by itself */
} pcs_article_by;

/** An article with the best of its segments that match. */
typedef struct pcs_article_hit {
    const char *title;
    const pcs_mark *marks; /* in the title */
    size_t n_marks;
    const pcs_hit *hits; /* best first; each one segment. None where the article
                            is found by its title or description alone; with
                            PCS_ARTICLE_BY_TOGETHER segments that have what
                            those lack, though they do not match themselves */
    size_t n_hits;
    uint64_t segments;       /* how many match; may be 0 */
    const char *description; /* "" for none */
    const pcs_mark *description_marks;
    size_t n_description_marks;
    const char *locale;
    pcs_place_of place; /* of the article: no id, no anchor, line 0 */
    double score;
    pcs_tier tier;
    pcs_article_by by;
    const pcs_hit_article *article; /* with want_article, else NULL */
    void *reserved[7];
} pcs_article_hit;

/** How much of what matches has one value. Texts are NUL-terminated. */
typedef struct pcs_facet_value {
    const char *value; /* "" for articles that have none */
    uint64_t segments, articles;
    void *reserved[2];
} pcs_facet_value;

/**
 * What matches, counted by a property: locale, topic (ms.topic), type
 * (ms.translationtype), year (of the date that date: looks at), product or
 * service (ms.service, ms.prod, ms.technology) or author (author, ms.author). A
 * value's segments are those that the query with NAME:value would find
 * (date:value for a year): values that differ in case alone are one, in the
 * spelling of the first article, and an article with several values counts with
 * each.
 */
typedef struct pcs_facet {
    const char *name;
    const pcs_facet_value *values; /* most segments first, then by value */
    size_t n_values;               /* at most options.facet_limit */
    size_t n_more;                 /* values that are not listed */
    void *reserved[2];
} pcs_facet;

/** Words of the query and what else they were looked for as. */
typedef struct pcs_expanded_term {
    const char *term;
    const char *const *with;
    size_t n_with;
} pcs_expanded_term;

/** How many suggestions there are at most. */
#define PCS_SUGGESTIONS_MAX 3

/** What a search found. Zero-initialise; pcs_results_dispose frees it. */
typedef struct pcs_results {
    const pcs_hit *hits; /* by tier, then score, then place */
    size_t n_hits;
    const pcs_article_hit *article_hits; /* with PCS_GROUP_ARTICLE, instead */
    size_t n_article_hits;
    uint64_t segments, pairs, articles; /* of all that matches, exact. With
                                   PCS_GROUP_ARTICLE, articles are those with a
                                   segment that matches and those found by
                                   title or description (pcs_article_by), as in
                                   files and in the articles of facets;
                                   segments and pairs are always of segments
                                   that match by themselves */
    uint64_t tiers[PCS_TIER_COUNT];     /* segments of each */
    bool is_exact;                      /* false where a cap bit */
    const char *const *ignored; /* what a cap left out, or a field did not
                                   take; pcs_query_ignore */
    size_t n_ignored;
    const char *const *dropped; /* words that had to be left out to find
                                   anything, as typed */
    size_t n_dropped;
    const pcs_expanded_term *expanded; /* by synonyms of the dictionary */
    size_t n_expanded;
    const char *const *english; /* words that were looked for on the English
                                   side, too, as they were typed */
    size_t n_english;
    const char *const *suggestions; /* whole queries that find something, best
                                       first; where a word of this one matches
                                       nothing as word or stem, and the hits,
                                       if any, lack it or are weak. None with
                                       lowest PCS_TIER_WORD, nor where one of
                                       several words takes reading all texts. */
    size_t n_suggestions;
    const pcs_place_of *files; /* with want_files: articles that match, by
                                  locale, source, path */
    size_t n_files;
    const pcs_facet *facets; /* in the order of options.facets */
    size_t n_facets;
    const pcs_explanation *explanation; /* with want_explanation, else NULL */
    pcs_arena arena;
    void *reserved[8];
} pcs_results;

/**
 * Searches for len bytes of query text. PCS_EINVAL (a locale that the index
 * does not have, locales to answer where no other one is searched, or a facet
 * that there is not; the message lists what there is), PCS_ECORRUPT,
 * PCS_ENOMEM. What is typed is never an error.
 */
PCS_API pcs_status pcs_search(pcs_results *results, pcs_searcher *searcher,
                              const char *query, size_t len,
                              const pcs_search_options *options,
                              pcs_error *err);

/** PCS_EINVAL where a name is no facet's; the message lists those there are. */
PCS_API pcs_status pcs_search_check_facets(const char *const *names, size_t n,
                                           pcs_error *err);

PCS_API void pcs_results_dispose(pcs_results *results);

/**
 * Whether a status means that what was published is there no more, in contrast
 * to memory or a right to read that is wanting, or another version.
 */
PCS_API bool pcs_is_damage(pcs_status status);

/* ------------------------------------------------------------------------
 * An article as a whole, both languages side by side
 */

/** Which article. Zero-initialise; texts are NUL-terminated UTF-8. */
typedef struct pcs_article_request {
    const char *locale; /* "ko-KR", or "ko": the first locale of that language
                           that has the path */
    const char *source; /* NULL: the first source by name that has the path */
    const char *path;   /* as hits name it: below its source */
    const char *query;  /* what is to be marked; NULL: nothing */
    size_t query_len;
    const pcs_search_options *search; /* how the query is read and matched:
                                         lowest, mode (PCS_MATCH_AUTO is
                                         PCS_MATCH_ALL), is_plain, no_synonyms;
                                         NULL: as by default */
    void *reserved[2];
} pcs_article_request;

/** A segment of an article. Texts are NUL-terminated, and lengths without. */
typedef struct pcs_article_segment {
    const char *id;
    const char *place; /* "paragraph", "heading", "list", "table" or "quote" */
    const char *local;
    size_t local_len;
    const char *english;
    size_t english_len;
    const char *heading; /* localized, the nearest above; of a heading itself */
    const char *anchor;  /* of that; "" for none */
    uint32_t line;
    bool is_match; /* the query matches it, as a search would count it */
    const pcs_mark *marks; /* of the query's words, whether it matches or not */
    size_t n_marks;
    const pcs_mark *english_marks;
    size_t n_english_marks;
    void *reserved[4];
} pcs_article_segment;

/** An entry of the front matter; a list has one an item. */
typedef struct pcs_article_entry {
    const char *key, *value;
    void *reserved[2];
} pcs_article_entry;

/** An article. Zero-initialise; pcs_article_view_dispose frees it. */
typedef struct pcs_article_view {
    const char *locale, *source, *path;
    const char *title, *description; /* "" for none */
    const char *url; /* of the published page; NULL where its source has no
                        template */
    const pcs_mark *title_marks;
    size_t n_title_marks;
    const pcs_mark *description_marks;
    size_t n_description_marks;
    const pcs_article_entry *entries; /* in order, title and description too */
    size_t n_entries;
    const pcs_article_segment *segments; /* in the order of the document */
    size_t n_segments;
    size_t n_matches; /* of them, is_match */
    pcs_arena arena;
    void *reserved[8];
} pcs_article_view;

/**
 * Reads an article. PCS_ENOTFOUND where the locale, or the source, has none of
 * that path; PCS_EINVAL for a locale that the index does not have, where the
 * message lists those it has, and for a request without locale or path;
 * PCS_ECORRUPT, PCS_ENOMEM. What is typed is never an error. Then the view is
 * empty and needs no pcs_article_view_dispose. Uses the searcher: one thread at
 * a time.
 */
PCS_API pcs_status pcs_article_read(pcs_article_view *view,
                                    pcs_searcher *searcher,
                                    const pcs_article_request *request,
                                    pcs_error *err);

PCS_API void pcs_article_view_dispose(pcs_article_view *view);

/* ------------------------------------------------------------------------
 * Completing what is being typed
 */

/** Zero-initialise; pcs_completions_dispose frees it. */
typedef struct pcs_completions {
    const char *const *items; /* whole texts, the most frequent first */
    size_t len;
    pcs_arena arena;
    void *reserved[4];
} pcs_completions;

/**
 * Completes the last word of text (len bytes, any bytes) to words of the
 * vocabularies that begin so; behind en: to those of the English side. Hangul
 * may be unfinished: 구ㄷ, 구도 and ㄱㄷ are beginnings of 구독; Korean words
 * come without particles where they stand without them somewhere. Of options,
 * the locales and the limit count. PCS_EINVAL for an unknown locale,
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
PCS_API pcs_status pcs_suggest(pcs_completions *out, pcs_searcher *searcher,
                               const char *text, size_t len,
                               const pcs_search_options *options,
                               pcs_error *err);

PCS_API void pcs_completions_dispose(pcs_completions *completions);

typedef enum pcs_suggestion_kind {
    PCS_SUGGESTION_TITLE,   /* an article */
    PCS_SUGGESTION_HEADING, /* a place in one */
    PCS_SUGGESTION_TERM     /* a query: what was typed, its last word whole */
} pcs_suggestion_kind;

/** A suggestion. Texts are NUL-terminated. */
typedef struct pcs_suggestion {
    pcs_suggestion_kind kind;
    const char *text;
    const pcs_mark *marks; /* what was typed; none in a term */
    size_t n_marks;
    const char *locale; /* NULL of a term, which is of all that are searched */
    pcs_place_of place; /* of a title without anchor, id and line; of a term all
                           empty */
    uint64_t segments;  /* with the text of a heading; that a term finds, with
                           want_counts; 1 of a title */
    uint64_t pairs;     /* of a term: that have its last word as it is */
    void *reserved[4];
} pcs_suggestion;

/** How many of each kind there are at most; 0 for none. */
typedef struct pcs_complete_options {
    const char *const *locales; /* "ko-KR" or "ko"; none: all */
    size_t n_locales;
    size_t titles, headings, terms;
    bool want_counts; /* search for each term, which takes as long as that, and
                         leave out those that find nothing */
    void *reserved[4];
} pcs_complete_options;

/** Zero-initialise; pcs_suggestion_list_dispose frees it. */
typedef struct pcs_suggestion_list {
    const pcs_suggestion *items; /* titles, then headings, then terms */
    size_t len;
    pcs_arena arena;
    void *reserved[4];
} pcs_suggestion_list;

/**
 * Completes text (len bytes, any bytes, no operators): titles and headings that
 * have its words, the last one as the beginning of a word unless a space stands
 * behind it, and terms (pcs_suggest). Hangul may be unfinished: where nothing
 * has it as it stands, what it is most often the beginning of is taken. Latin
 * letters are completed to English words, too. Of titles and headings those
 * come first that begin with all that was typed, then the best matches, the
 * shorter first; texts that are equal but for case and spaces are one in a
 * locale.
 * PCS_EINVAL for an unknown locale, PCS_ECORRUPT, PCS_ENOMEM; then the list is
 * empty.
 */
PCS_API pcs_status pcs_complete(pcs_suggestion_list *list,
                                pcs_searcher *searcher, const char *text,
                                size_t len, const pcs_complete_options *options,
                                pcs_error *err);

PCS_API void pcs_suggestion_list_dispose(pcs_suggestion_list *list);

/* ------------------------------------------------------------------------
 * What the analyzer makes of a text
 */

/** A term that a text is found by. */
typedef struct pcs_analyzed_term {
    const char *text;
    pcs_tier tier;    /* of a hit by it: word, stem or part */
    const char *what; /* for people: "Korean word, found whatever particle
                         follows" */
    void *reserved[2];
} pcs_analyzed_term;

/** Zero-initialise; pcs_analyzed_text_dispose frees it. */
typedef struct pcs_analyzed_text {
    const char *folded;  /* without case, width ... */
    const char *matched; /* as substrings are looked for: without spaces too,
                            where a script does not depend on them */
    const pcs_analyzed_term *terms; /* a word's stem stands behind it; parts
                                       come last */
    size_t n_terms;
    uint32_t analyzer; /* version */
    const char *icu;   /* version */
    const char *stems; /* whose rules they follow; "" for none */
    pcs_arena arena;
    void *reserved[4];
} pcs_analyzed_text;

/** Analyses len bytes as text of a locale (NULL: of none). PCS_EINVAL for what
 * is no locale. */
PCS_API pcs_status pcs_analyze_text(pcs_analyzed_text *out, const char *locale,
                                    const char *text, size_t len,
                                    pcs_error *err);

PCS_API void pcs_analyzed_text_dispose(pcs_analyzed_text *analyzed);

/* ------------------------------------------------------------------------
 * Translations of a term
 */

/*
 * A query's words are taken together as one term; the rest of the query,
 * fields and what is excluded, says which segments count. Where no field says
 * so, a term is of the side on which more of a locale's units have it, of the
 * English one where both are alike. A term of the localized side is translated
 * to English, or, with locales to translate to, into those: by the segments'
 * siblings. An English one is translated into each locale that is
 * wanted, or into those.
 *
 * Renderings are learned from the units that have the term, whatever else the
 * query says, and are then counted in the segments that it leaves. Each segment
 * counts for one of them.
 */

/** The name of the English side. */
#define PCS_TRANSLATIONS_ENGLISH "en"

/** How much there is of something. */
typedef struct pcs_tally {
    uint64_t units;    /* pairs of texts */
    uint64_t segments; /* their occurrences, ... */
    uint64_t human;    /* in articles that a person translated (HT) */
    uint64_t machine;  /* in those that a machine did (MT) */
} pcs_tally;

/** Two texts, NUL-terminated, with marks where term and rendering stand. */
typedef struct pcs_translation_example {
    const char *from, *to;
    size_t from_len, to_len;
    const pcs_mark *from_marks, *to_marks;
    size_t n_from_marks, n_to_marks;
    pcs_place_of place; /* of the translation */
    void *reserved[2];
} pcs_translation_example;

typedef struct pcs_translation {
    const char *text; /* as it stands in most texts; NUL-terminated */
    bool is_written;  /* else its folded words, which stand apart there */
    pcs_tally tally;
    double dice; /* how strongly both go together, where it was found */
    pcs_translation_example example;
    void *reserved[4];
} pcs_translation;

/** The translations of the term from one language to another one. */
typedef struct pcs_translated {
    const char *from, *to; /* locales, or "en" */
    pcs_tally all;         /* that have the term */
    pcs_tally rest;        /* that have none of the translations */
    uint64_t alone;        /* segments that have no sibling in `to`, which
                              are not among those */
    const pcs_translation *items; /* most segments first */
    size_t n;                     /* at most options.limit, */
    size_t n_more;                /* and so many more, ... */
    pcs_tally more;               /* which have these */
    void *reserved[4];
} pcs_translated;

/** Zero-initialise; pcs_translations_dispose frees it. */
typedef struct pcs_translations {
    const char *term;
    const pcs_translated *items;
    size_t n;                   /* none: the term was not found */
    const char *const *ignored; /* of the query, as in pcs_results */
    size_t n_ignored;
    pcs_arena arena;
    void *reserved[4];
} pcs_translations;

/**
 * Finds how a term was translated. Of the options locales, limit, lowest and
 * is_plain count. to names locales to translate to, or "en"; none: see above.
 * PCS_EINVAL where the query has no term, or for a locale that the index does
 * not have; PCS_ECORRUPT, PCS_ENOMEM.
 */
PCS_API pcs_status pcs_translations_find(pcs_translations *out,
                                         pcs_searcher *searcher,
                                         const char *query, size_t len,
                                         const pcs_search_options *options,
                                         const char *const *to, size_t n_to,
                                         pcs_error *err);

PCS_API void pcs_translations_dispose(pcs_translations *translations);

/* ------------------------------------------------------------------------
 * Sentences that are like another one
 */

/*
 * A translation memory. A sentence is compared with the texts of one side of
 * each unit by their tokens: the match in percent is
 *
 *     100 * (W - D) / W, rounded down,
 *
 * D being their edit distance, W what the heavier one
 * weighs: a word 4, a mark of punctuation 1; and 4 is what it costs to add,
 * drop or replace a word, 1 what it costs to change its case or its digits, or
 * to add, drop or replace a mark. 100 is kept for texts that are equal once
 * they are in NFC and runs of white space are one space; others are 99 at most.
 * 101 is a text that is equal, and stands between equal neighbours.
 */

/** Longer sentences are cut. */
#define PCS_LIKE_BYTES_MAX 16384

/** The percentages that have a meaning of their own. */
#define PCS_LIKE_EQUAL 100
#define PCS_LIKE_IN_CONTEXT 101

/** What counts as a match where nothing is said, as translators know it. */
#define PCS_LIKE_MIN_MATCH 70

typedef enum pcs_like_side {
    PCS_LIKE_EITHER, /* where both texts of a unit match alike: the English */
    PCS_LIKE_LOCAL,
    PCS_LIKE_ENGLISH
} pcs_like_side;

typedef struct pcs_like_options {
    const pcs_search_options *search; /* locales, also, limit, offset and
                                         context count */
    const char *where; /* a query that segments have to match; may be NULL */
    size_t where_len;
    unsigned percent; /* the least match that counts: 1 to 100 */
    pcs_like_side side;
    bool want_across; /* marks on the other side, too: what words that the
                         sentence has not are translated by */
    bool want_totals; /* exact ones, whatever it costs */
    void *reserved[4];
} pcs_like_options;

/** A sentence, and those before and behind it; NULL where it has none. */
typedef struct pcs_like_sentence {
    const char *text;
    size_t len;
    const char *before, *after;
    size_t before_len, after_len;
    void *reserved[2];
} pcs_like_sentence;

/** A unit that matches. Everything in it lives as long as the results. */
typedef struct pcs_like_match {
    unsigned percent;
    pcs_side side; /* which of its texts is like the sentence */
    bool is_human; /* a person translated one of its segments */
    pcs_hit
        hit; /* its first place is the one that is equal in context, else
                the first by a person, if any; the marks of its side are what
                the sentence has not, or has otherwise; it has an origin */
    const pcs_mark *missing; /* in the sentence: what the hit has not */
    size_t n_missing;
    void *reserved[4];
} pcs_like_match;

/** What was found. Zero-initialise; pcs_like_results_dispose frees it. */
typedef struct pcs_like_results {
    const pcs_like_match *matches; /* best first; of equal ones those by people,
                                      then the most frequent */
    size_t n_matches;
    uint64_t segments, pairs; /* that match */
    bool is_exact;            /* false where there may be more of them: the
                                 best were known, or the work too much */
    unsigned best; /* the best match, below options.percent where there is none;
                      0 where it is not half of that, or hard to find */
    const char *const *ignored; /* what of the sentence, or options.where, was
                                   left out */
    size_t n_ignored;
    pcs_arena arena;
    void *reserved[4];
} pcs_like_results;

/** Compares sentences with what a searcher has open. One thread at a time. */
typedef struct pcs_like pcs_like;

/**
 * options, and what they point to, stay the caller's, and have to live as long.
 * Has to be freed before the searcher falls back to another generation, or is
 * closed. PCS_EINVAL (a locale that the index does not have), PCS_ECORRUPT,
 * PCS_ENOMEM.
 */
PCS_API pcs_status pcs_like_new(pcs_like **out, pcs_searcher *searcher,
                                const pcs_like_options *options,
                                pcs_error *err);

/** NULL is fine. */
PCS_API void pcs_like_free(pcs_like *like);

/**
 * Finds what is like a sentence, in any bytes. Every unit that matches is found
 * but where is_exact says otherwise. PCS_ECORRUPT, PCS_ENOMEM.
 */
PCS_API pcs_status pcs_like_find(pcs_like_results *results, pcs_like *like,
                                 const pcs_like_sentence *sentence,
                                 pcs_error *err);

PCS_API void pcs_like_results_dispose(pcs_like_results *results);

/* ------------------------------------------------------------------------
 * Translations that contradict each other
 */

/** What is looked at. */
typedef enum pcs_check_kind {
    PCS_CHECK_NUMBERS = 0,
    PCS_CHECK_URLS,         /* addresses of links, and those in the text */
    PCS_CHECK_CODE,         /* inline code */
    PCS_CHECK_PLACEHOLDERS, /* {0}, %s, ${name}, <name>, %NAME% */
    PCS_CHECK_UNTRANSLATED, /* prose that was left in English */
    PCS_CHECK_KINDS
} pcs_check_kind;

/** What a finding tells. */
typedef enum pcs_finding_kind {
    PCS_FINDING_TRANSLATIONS, /* one English text, different translations */
    PCS_FINDING_SOURCES,      /* one translation, English texts that differ in
                                 more than endings and small words */
    PCS_FINDING_SPELLING,     /* one English text, translations that differ in
                                 case, white space and punctuation alone */
    /* What the sides of one pair have apart; analyze/checks.h. */
    PCS_FINDING_FIRST_CHECK,
    PCS_FINDING_NUMBERS = PCS_FINDING_FIRST_CHECK + PCS_CHECK_NUMBERS,
    PCS_FINDING_URLS = PCS_FINDING_FIRST_CHECK + PCS_CHECK_URLS,
    PCS_FINDING_CODE = PCS_FINDING_FIRST_CHECK + PCS_CHECK_CODE,
    PCS_FINDING_PLACEHOLDERS = PCS_FINDING_FIRST_CHECK + PCS_CHECK_PLACEHOLDERS,
    PCS_FINDING_UNTRANSLATED = PCS_FINDING_FIRST_CHECK + PCS_CHECK_UNTRANSLATED,
    PCS_FINDING_KINDS = PCS_FINDING_FIRST_CHECK + PCS_CHECK_KINDS
} pcs_finding_kind;

#define PCS_FINDINGS_ALL ((1u << PCS_FINDING_KINDS) - 1)

/** Their names, in the order of their numbers, for a list that people read. */
#define PCS_FINDING_NAMES                                                      \
    "translations, sources, spelling, numbers, urls, code, placeholders and "  \
    "untranslated"

/** "translations", "sources", "spelling", or that of a check. */
PCS_API const char *pcs_finding_kind_name(pcs_finding_kind kind);

/** The kind of that name; false where there is none. */
PCS_API bool pcs_finding_kind_find(pcs_finding_kind *out, const char *name,
                                   size_t len);

/** How many variants a finding lists. */
#define PCS_FINDING_VARIANTS_MAX 20

/** A translation of the finding's English text, or an English text that has
 * its translation. */
typedef struct pcs_finding_variant {
    const char *text;
    size_t len;
    uint64_t segments;   /* that are looked at, */
    uint64_t human;      /* and of them those that a person translated */
    double doubt;        /* 0 to 1 */
    const char *instead; /* the English that the translation belongs to, where
                            that is why it is doubted; else NULL */
    size_t instead_len;
    uint64_t instead_segments; /* that stand so in the whole locale */
    const pcs_place_of *places;
    size_t n_places; /* at most PCS_HIT_PLACES_MAX */
    void *reserved[4];
} pcs_finding_variant;

/** A part of one side of a pair that has no counterpart. */
typedef struct pcs_finding_item {
    const char *text;
    size_t len;
} pcs_finding_item;

/** Everything in it lives as long as the report. */
typedef struct pcs_finding {
    pcs_finding_kind kind;
    const char *locale;
    double score;     /* about how many segments are to be corrected */
    const char *text; /* what is the same: English but for
                         PCS_FINDING_SOURCES, whose translation it is */
    size_t len;
    uint64_t segments, human;            /* of all variants */
    const pcs_finding_variant *variants; /* most segments first */
    size_t n_variants;                   /* at most PCS_FINDING_VARIANTS_MAX */
    size_t n_more;                       /* that are not listed */
    /* Of a check, whose only variant is the translation: what of the English it
     * lacks, and what it has instead. */
    const pcs_finding_item *missing, *extra;
    size_t n_missing, n_extra;
    void *reserved[4];
} pcs_finding;

/** Findings of a kind. */
typedef struct pcs_finding_count {
    uint64_t findings, segments;
} pcs_finding_count;

/** Zero-initialise; pcs_consistency_dispose frees it. */
typedef struct pcs_consistency_report {
    const pcs_finding *findings; /* PCS_FINDING_SPELLING last, else the higher
                                    score first */
    size_t n_findings;           /* of options.limit and offset */
    pcs_finding_count counts[PCS_FINDING_KINDS]; /* of all */
    const char *const *ignored;                  /* as of pcs_results */
    size_t n_ignored;
    pcs_arena arena;
    void *reserved[4];
} pcs_consistency_report;

/**
 * Compares the pairs of the locales that options ask for, each locale by
 * itself, for these kinds (bits 1u << kind). Of options count locales, limit,
 * offset, lowest, is_plain and no_synonyms. What the query says of articles
 * restricts which segments are compared; what it says of words, which findings
 * are reported: those of which one segment matches. How likely something is
 * wrong is judged on the whole index, other locales included. Errors as of
 * pcs_search.
 */
PCS_API pcs_status pcs_consistency(pcs_consistency_report *report,
                                   pcs_searcher *searcher, const char *query,
                                   size_t len,
                                   const pcs_search_options *options,
                                   unsigned kinds, pcs_error *err);

PCS_API void pcs_consistency_dispose(pcs_consistency_report *report);

/* ------------------------------------------------------------------------
 * Articles that were translated from an older English
 */

typedef enum pcs_word_change {
    PCS_WORDS_SAME,
    PCS_WORDS_REMOVED,
    PCS_WORDS_ADDED
} pcs_word_change;

/**
 * A part of the difference of two texts: bytes [start, end) of the old one, of
 * the new one for PCS_WORDS_ADDED.
 */
typedef struct pcs_word_edit {
    pcs_word_change change;
    size_t start, end;
} pcs_word_edit;

/** What became of a segment's English. */
typedef enum pcs_change_kind {
    PCS_CHANGE_CHANGED, /* into a similar one */
    PCS_CHANGE_ADDED,
    PCS_CHANGE_REMOVED,
    PCS_CHANGE_MOVED, /* is the same at another place */
    PCS_CHANGE_COUNT
} pcs_change_kind;

/** "changed", "added", "removed", "moved". */
PCS_API const char *pcs_change_name(pcs_change_kind kind);

/*
 * Articles of several locales may be editions of one article, made
 * from several versions of its English. Which have the same English is told by
 * ms.openlocfilehash, else by ms.sourcegitcommit, else by the English itself;
 * which English is newest, by ms.lasthandoff. Of several of that day the newest
 * is the one that most locales have, then that of the first one. An article of
 * another version is
 *
 *   stale      where its day is before that of the newest;
 *   unordered  where both are of one day, or one of them has none that can be
 *              read, so that nobody knows which is older;
 *   missing    where the locale has no article of that path.
 *
 * Worst first: stale, then unordered, then missing; in each most segments that
 * differ first (changed, added and removed; of a missing one, all that there
 * are), then the longest behind, then by locale, source and path.
 */
typedef enum pcs_stale_kind {
    PCS_STALE_OLDER,
    PCS_STALE_UNORDERED,
    PCS_STALE_MISSING,
    PCS_STALE_COUNT
} pcs_stale_kind;

/** "stale", "unordered", "missing". */
PCS_API const char *pcs_stale_name(pcs_stale_kind kind);

/** An article, and what it says of its English. Texts are NUL-terminated; ""
 * for none. */
typedef struct pcs_stale_version {
    const char *locale;
    pcs_place_of place; /* line 0, no id */
    const char *title;
    const char *handoff; /* as 2021-05-19 where it is a day, else as written */
    const char *commit, *hash;
    void *reserved[2];
} pcs_stale_version;

/** A segment of one of the versions. */
typedef struct pcs_stale_segment {
    uint32_t line; /* 0 where there is no segment */
    const char *id;
    const char *english, *local;
    size_t english_len, local_len;
    void *reserved[2];
} pcs_stale_segment;

typedef struct pcs_stale_change {
    pcs_change_kind kind;
    pcs_stale_segment older; /* of an added one: that which it stands behind */
    pcs_stale_segment newer;
    const pcs_word_edit *edits; /* of a changed one: of its English */
    size_t n_edits;
    void *reserved[2];
} pcs_stale_change;

/** How many changes an article lists: more than people write. */
#define PCS_STALE_CHANGES_MAX 5000

typedef struct pcs_stale_article {
    pcs_stale_kind kind;
    pcs_stale_version own;        /* of a missing one the locale alone */
    pcs_stale_version newest;     /* what it is held against */
    const char *const *newest_in; /* the locales that have that version */
    size_t n_newest_in;
    int64_t days;                      /* that a stale one is behind; else 0 */
    uint32_t segments;                 /* that it has; of a missing one, that
                                          the newest has */
    uint32_t counts[PCS_CHANGE_COUNT]; /* of its changes */
    const pcs_stale_change *changes;   /* in the order of the newest, at most
                                          PCS_STALE_CHANGES_MAX */
    size_t n_changes;
    void *reserved[4];
} pcs_stale_article;

typedef struct pcs_stale_options {
    const pcs_search_options *search; /* locales: which are held against
                                         others; also: against which (none:
                                         all); limit and offset; how the query
                                         is matched, where PCS_MATCH_AUTO is
                                         PCS_MATCH_ALL */
    bool want_missing;                /* list them; they are counted anyway */
    bool want_changes;                /* of the articles that are given */
    void *reserved[4];
} pcs_stale_options;

/** Zero-initialise; pcs_stale_dispose frees it. */
typedef struct pcs_stale_results {
    const pcs_stale_article *articles;
    size_t n_articles;
    uint64_t totals[PCS_STALE_COUNT];  /* articles, whatever is listed */
    uint64_t counts[PCS_CHANGE_COUNT]; /* changes of those that are stale or
                                          unordered */
    const char *const *ignored;        /* of the query, as of pcs_results */
    size_t n_ignored;
    pcs_arena arena;
    void *reserved[4];
} pcs_stale_results;

/**
 * Finds them, of the articles in which the query (if len is not 0) finds a
 * segment; a missing one where it does in the newest. PCS_EINVAL (a locale that
 * the index does not have), PCS_ECORRUPT, PCS_ENOMEM.
 */
PCS_API pcs_status pcs_stale_find(pcs_stale_results *results,
                                  pcs_searcher *searcher, const char *query,
                                  size_t len, const pcs_stale_options *options,
                                  pcs_error *err);

PCS_API void pcs_stale_dispose(pcs_stale_results *results);

/* ------------------------------------------------------------------------
 * Addresses of published pages
 */

/** Bytes that a template may have. */
#define PCS_URL_TEMPLATE_MAX 2048

/** What may stand in a template, for messages. */
#define PCS_URL_PLACEHOLDERS                                                   \
    "{path}, {stem}, {locale}, {locale-lower}, {source} and {anchor}"

/** What a template is filled with; strings are UTF-8, but need not be. */
typedef struct pcs_url_place {
    const char *source;
    const char *path;   /* relative to the source */
    const char *locale; /* as of the index: "ko-KR" */
    const char *anchor; /* "" or NULL: the page as such */
} pcs_url_place;

/**
 * Whether text is a template: an http or https address of PCS_URL_TEMPLATE_MAX
 * bytes at most, with a host in ASCII, in which {path} stands for the path of
 * a file, {stem} for the path without its extension, {locale} for ko-KR and
 * {locale-lower} for ko-kr, {source} for the source's name and {anchor} for
 * that of a heading. In the host only locales may stand. PCS_EINVAL: err says
 * what is wrong and what was expected.
 */
PCS_API pcs_status pcs_url_check(const char *text, pcs_error *err);

/**
 * Writes the address of a place by a template to out, of size bytes, as
 * snprintf does: what does not fit is left out, and the answer is how many
 * bytes there are without the NUL. All bytes that are put in, but for letters,
 * digits and "-._~/", are percent-encoded, and so is what no address may hold
 * in the template itself: the result is visible ASCII. Where there is no
 * anchor, "#" in front of {anchor} goes with it. 0, and out is "", where text
 * is no template (NULL is none) or memory is refused.
 */
PCS_API size_t pcs_url_format(char *out, size_t size, const char *text,
                              const pcs_url_place *place);

/** The template of a source in the generation that is open; NULL where it has
 * none. */
PCS_API const char *pcs_searcher_url(const pcs_searcher *searcher,
                                     const char *source);

/* ------------------------------------------------------------------------
 * Making and updating an index
 */

/** The number of the generation whose manifest waits in writing/. */
#define PCS_GENERATION_CANDIDATE UINT64_MAX

/** How many generations are kept where nothing else is asked for, and for how
 * many seconds one that has ceased to be served. */
#define PCS_GENERATIONS_KEPT 3
#define PCS_GENERATION_MIN_AGE 60

/** A locale of the served generation. */
typedef struct pcs_index_locale {
    const char *locale;
    uint64_t articles, segments, pairs;
    uint64_t bytes; /* of its files */
    void *reserved[4];
} pcs_index_locale;

/** A source, as of when it was last indexed. */
typedef struct pcs_index_source {
    const char *name, *root;
    const char *url; /* template of its published pages; NULL for none */
    void *reserved[4];
} pcs_index_source;

/** A generation that is kept. */
typedef struct pcs_index_generation_info {
    uint64_t number;
    bool is_readable;  /* else the rest is 0 */
    uint64_t created;  /* seconds since 1970 */
    uint64_t segments; /* of all locales */
    void *reserved[4];
} pcs_index_generation_info;

/** What an index holds. Zero-initialise; pcs_index_info_dispose frees it. */
typedef struct pcs_index_info {
    uint64_t generation;             /* the served one */
    uint64_t created;                /* seconds since 1970 */
    uint64_t bytes;                  /* that a reader's copy of it takes */
    uint32_t analyzer;               /* version */
    const char *icu;                 /* version, as "72.1" */
    const pcs_index_locale *locales; /* by name */
    size_t n_locales;
    const pcs_index_source *sources; /* by name */
    size_t n_sources;
    const pcs_index_generation_info *generations; /* by number */
    size_t n_generations;
    const uint64_t *quarantined; /* numbers of damaged generations */
    size_t n_quarantined;
    bool has_dictionary;
    uint64_t dictionary_words, dictionary_bytes;
    pcs_arena arena;
    void *reserved[8];
} pcs_index_info;

/** Describes the index in dir. PCS_ENOTFOUND, PCS_EVERSION. */
PCS_API pcs_status pcs_index_describe(pcs_index_info *info, const char *dir,
                                      pcs_error *err);

PCS_API void pcs_index_info_dispose(pcs_index_info *info);

/** The default index: $PCSEARCH_INDEX, else below XDG's data folder; yours. */
PCS_API char *pcs_index_default(void);

/** A source tree: name is what the index remembers it by. */
typedef struct pcs_source {
    const char *name;
    const char *root;
    const char *url;    /* template of published pages (pcs_url_check); NULL:
                           as it is, "": none */
    const char *locale; /* of its files that tell none; NULL: the options' */
    /* Where has_paths, only these are looked at, relative to the root: what is
     * there is indexed, what is gone is removed, and of a folder whatever it
     * holds. */
    const char *const *paths;
    size_t n_paths;
    bool has_paths;
    void *reserved[4];
} pcs_source;

/**
 * Asked before a generation is published, when it is written and found to be
 * whole: number is what pcs_generation_read takes. Anything but PCS_OK, and it
 * is not published; the error is that of the run.
 */
typedef pcs_status pcs_index_gate(void *context, const char *dir,
                                  uint64_t number, pcs_error *err);

typedef enum pcs_index_event_kind {
    PCS_INDEX_ERROR,    /* the file is left out */
    PCS_INDEX_WARNING,  /* it is indexed all the same */
    PCS_INDEX_PROGRESS, /* done of total */
    PCS_INDEX_NOTICE    /* what was served is damaged, and what is done */
} pcs_index_event_kind;

/** Something that a run has to tell; its texts live for the call. */
typedef struct pcs_index_event {
    pcs_index_event_kind kind;
    const char *path; /* root and path of the file; NULL in progress */
    uint32_t line;    /* from 1; 0 for the whole file */
    const char *message;
    const char *stage; /* of progress: "reading", "indexing", "publishing" */
    uint64_t done, total;
    /* Of a notice: the damaged generation, 0 where nothing tells its number,
     * and the one that is served instead, 0 where none is whole. */
    uint64_t damaged, served;
} pcs_index_event;

/** Never called by two threads at once. */
typedef void pcs_index_listener(void *context, const pcs_index_event *event);

/** What a run did. All but the last two count files, or what they hold. */
typedef struct pcs_index_summary {
    uint64_t files, articles, segments;
    uint64_t added, changed, removed, unchanged, failed;
    uint64_t warnings;
    uint64_t generation; /* the served one; 0 where there is none */
    bool published;
    void *reserved[4];
} pcs_index_summary;

typedef struct pcs_index_options {
    int version; /* PCS_INDEX_OPTIONS_INIT sets it */
    const char *dir;
    const pcs_source *sources;
    size_t n_sources;
    const char *const *include; /* globs; none: "*.md" */
    size_t n_include;
    const char *const *exclude;
    size_t n_exclude;
    const char *locale;         /* for files that tell none; may be NULL */
    const char *const *locales; /* of all locales, those that are indexed:
                                   what is of another counts as not there;
                                   none: each */
    size_t n_locales;
    size_t jobs;          /* threads; 0: one a processor */
    uint64_t memory;      /* bytes for the process; 0: 512 MiB */
    bool rebuild;         /* build every locale from nothing */
    bool checksum;        /* read every file, and all that is served,
                             whatever its stamp */
    bool strict;          /* tell of unchanged files' warnings again */
    bool wait;            /* for another writer to end, */
    double wait_seconds;  /* so long at most; 0: however long it takes */
    size_t retention;     /* generations that are kept; 0: the default */
    double max_loss;      /* share of a locale's segments that a run may
                             lose; negative: the default, 1: all */
    pcs_index_gate *gate; /* may be NULL */
    void *gate_context;
    const char
        *dictionary;    /* a YAML file of synonyms and names; NULL: as it is */
    bool no_dictionary; /* the next generation has none */
    pcs_index_listener *listener;
    void *context;
} pcs_index_options;

#define PCS_INDEX_OPTIONS_INIT                                                 \
    {                                                                          \
        .version = 1, .max_loss = -1                                           \
    }

/**
 * Brings the index in options->dir up to date with the sources, and publishes
 * a new generation where anything has changed. Sources that are not named are
 * left as they are; files that have gone are removed. Files that cannot be
 * read or are over a limit are reported as events, counted in
 * summary->failed, and left out. What was served is checked first: a damaged
 * generation is told of by an event, and the run goes on from the newest one
 * that is whole, or builds all anew. On failure nothing is published, and what
 * was served still is: PCS_EINVAL (no index folder, two sources of one name or
 * one within the index, bad locale, no file of the locales that are asked for),
 * PCS_EBUSY (another writer), PCS_ENOTFOUND (a source is not there), PCS_EIO,
 * PCS_ECORRUPT, PCS_ENOMEM, PCS_EINDEX; PCS_EFORMAT or PCS_ELIMIT for a
 * dictionary, with its line and column; PCS_ELIMIT for a locale that would lose
 * more than options->max_loss; what options->gate answers. With a dictionary,
 * or without one from now on, no source need be named where there is an index.
 */
PCS_API pcs_status pcs_index_run(pcs_index_summary *summary,
                                 const pcs_index_options *options,
                                 pcs_error *err);

/** What a watcher reports. */
typedef enum pcs_watch_report_kind {
    PCS_REPORT_SOURCE,  /* a source's root, `path`, has gone or is back */
    PCS_REPORT_POLLING, /* sources are looked through at intervals, as not all
                           folders can be watched */
    PCS_REPORT_RUN,     /* a run has ended well: `summary` */
    PCS_REPORT_FAILURE, /* a run has failed, and is tried again */
    PCS_REPORT_READY    /* the first run is done: `n_folders` of `n_sources` are
                           watched */
} pcs_watch_report_kind;

typedef struct pcs_watch_report {
    pcs_watch_report_kind kind;
    const char *path;                 /* of a source; any bytes */
    const char *message;              /* of the first two, and a failure */
    const pcs_index_summary *summary; /* of a run */
    uint64_t elapsed_ms;              /* likewise */
    bool is_final;    /* of a failure: no change of a file can mend it */
    bool is_repeated; /* of a failure: it was the same before */
    size_t n_folders, n_sources;
} pcs_watch_report;

/** Its report lives for the call. */
typedef void pcs_watch_listener(void *context, const pcs_watch_report *report);

/** The longest settle time: an hour. */
#define PCS_SETTLE_MAX_MS 3600000

typedef struct pcs_watch_options {
    int version;                    /* PCS_WATCH_OPTIONS_INIT sets it */
    const pcs_index_options *index; /* of its runs. It, and what it points to,
                                       has to live as long as the watcher, but
                                       for itself; `wait` does not count */
    uint64_t settle_ms; /* so long nothing has to happen before a run; ten times
                           that is the longest that changes without a pause
                           wait */
    pcs_watch_listener *listener; /* must not be NULL */
    void *context;
} pcs_watch_options;

#define PCS_WATCH_OPTIONS_INIT                                                 \
    {                                                                          \
        .version = 1, .settle_ms = 500                                         \
    }

/** Follows sources as they change. One thread at a time. */
typedef struct pcs_watcher pcs_watcher;

/**
 * Brings the index up to date, and begins to watch its sources. A first run
 * that fails is tried again later, but for PCS_EINVAL, which no change of a
 * file can mend.
 */
PCS_API pcs_status pcs_watcher_open(pcs_watcher **out,
                                    const pcs_watch_options *options,
                                    pcs_error *err);

/** For poll: readable when something has changed. -1 where nothing can be
 * watched. */
PCS_API int pcs_watcher_fd(const pcs_watcher *watcher);

/** Milliseconds until something is due, if nothing changes before. */
PCS_API uint64_t pcs_watcher_due(const pcs_watcher *watcher);

/** Takes the changes that were told, and does what is due: a run, if the
 * sources have settled. */
PCS_API void pcs_watcher_turn(pcs_watcher *watcher);

/** All sources are to be looked through. */
PCS_API void pcs_watcher_rescan(pcs_watcher *watcher);

PCS_API void pcs_watcher_close(pcs_watcher *watcher);

/** A segment as pcs_index_dump gives it; texts are not NUL-terminated. */
typedef struct pcs_dump_segment {
    const char *locale; /* NUL-terminated */
    const char *source, *path, *id, *heading, *anchor, *local, *english;
    size_t source_len, path_len, id_len, heading_len, anchor_len, local_len,
        english_len;
    const char *place; /* NUL-terminated */
    uint32_t n, line;
    const pcs_markup_text *markup; /* what only one side has */
    size_t n_markup;
} pcs_dump_segment;

/** Anything but PCS_OK ends the dump, and is its answer. */
typedef pcs_status pcs_dump_visitor(void *context,
                                    const pcs_dump_segment *segment,
                                    pcs_error *err);

/** Visits every segment of the served generation by locale, source, path, n. */
PCS_API pcs_status pcs_index_dump(const char *dir, pcs_dump_visitor *visit,
                                  void *context, pcs_error *err);

/**
 * Checks every byte of generation number (0: the served one) against its
 * checksums, that its databases open, and that its counts agree. The first
 * fault is the answer: PCS_ECORRUPT, naming the file.
 */
PCS_API pcs_status pcs_index_verify(const char *dir, uint64_t number,
                                    pcs_error *err);

/**
 * Serves what was served before the served generation, if it is whole, else the
 * newest older one that is. *number takes it. Of the options, dir and wait
 * count. The next pcs_index_run brings the index up to date with the sources
 * again, whatever was gone back from. PCS_ENOTFOUND where there is none.
 */
PCS_API pcs_status pcs_index_rollback(const pcs_index_options *options,
                                      uint64_t *number, pcs_error *err);

#ifdef __cplusplus
}
#endif

#endif
