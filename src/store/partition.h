/* partition.h - one locale's part of the index */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_PARTITION_H
#define PCS_STORE_PARTITION_H

#include "base/hash.h"
#include "store/associations.h"
#include "store/forward.h"
#include "store/lexicon.h"
#include "store/relations.h"
#include "store/tables.h"
#include "store/texts.h"
#include "store/translationtable.h"

/**
 * The version of the records below and of the sections that hold them.
 *   1  as they stood
 *   2  units know headings and human translations; relations of words
 *   3  units have hashes, and slots where an update left them in place
 *   4  units have hashes of their English, by which locales are joined
 *   5  a forward index of both sides, what their words are translated by, the
 *      parts of a compound
 *   6  code and addresses that only one side of a segment has
 *   7  titles, descriptions and headings of articles, analysed
 */
#define PCS_PARTITION_VERSION 7

/*
 * A partition is a table file beside Xapian databases. The unit of indexing
 * is the translation unit: a distinct pair of localized and English text.
 * Segments, which are its occurrences, and articles are records here. Units are
 * numbered in the order in which they first occur when articles are sorted by
 * source and path.
 *
 * What is dear to make of a unit, its postings and compressed texts, stands in
 * its slot: slot s is document s + 1 of the databases, and text s. In a
 * partition that was built from nothing unit u has slot u. An update numbers
 * the units anew, and lets them keep their slots; slots of units that are gone
 * stay as they are, unserved, and new units get slots behind the last one. So
 * an updated partition differs from a rebuilt one in the order of its texts and
 * postings, and in nothing that can be asked for.
 *
 * Sections: "stats", "units", "unit.hash", "unit.english" (u64, XXH3-64 of the
 * English text: units of equal English have equal ones in whatever locale),
 * "unit.slot" and "slot.unit" (u32;
 * empty where slots are units; PCS_NO_UNIT for a slot that is not served),
 * "unit.segments", "unit.articles", "segments",
 * "articles", "meta", "segment.markup", "strings.ends", "strings.bytes", those
 * of texts.h, heads.h and translationtable.h, and for both sides those of
 * lexicon.h, relations.h, forward.h and associations.h.
 */

/** The number of a string in the string table; 0 is the empty string. */
typedef uint32_t pcs_string_ref;

enum {
    PCS_UNIT_UNTRANSLATED = 1, /* both sides equal, four words or more */
    PCS_UNIT_HEADING = 2,      /* somewhere a heading */
    PCS_UNIT_HUMAN = 4         /* somewhere translated by a person */
};

typedef struct pcs_partition_stats {
    uint64_t words; /* of the localized sides of all units */
} pcs_partition_stats;

/** One more than there are units: the last closes the last range. */
typedef struct pcs_unit_record {
    uint32_t first; /* its segments: unit.segments[first..next first) */
    uint16_t words; /* of the localized side, at most 65535 */
    uint8_t flags;
    uint8_t zero;
} pcs_unit_record;

/** XXH3-128 of both texts (pcs_hash_pair): the identity of a unit. */
typedef pcs_hash128 pcs_unit_hash;

typedef struct pcs_segment_record {
    uint32_t unit;
    uint32_t article;
    uint32_t line;
    pcs_string_ref id, heading, anchor;
    uint32_t place; /* a pcs_place */
} pcs_segment_record;

/** Ordered by source, then path; their segments are consecutive. */
typedef struct pcs_article_record {
    pcs_string_ref source, path, title, description;
    uint32_t first_segment, n_segments;
    uint32_t first_meta, n_meta;
    uint64_t content_hash; /* XXH3-64 of the file */
} pcs_article_record;

typedef struct pcs_meta_record {
    pcs_string_ref key, value;
} pcs_meta_record;

/** What only one side's markup has; ordered by segment. */
typedef struct pcs_markup_record {
    uint32_t segment;
    uint16_t kind;     /* enum pcs_markup_kind of parse/markup.h, which is that
                          of analyze/checks.h */
    uint16_t is_local; /* on the localized side; else on the English one */
    pcs_string_ref text;
} pcs_markup_record;

/** An open partition. One thread at a time. */
typedef struct pcs_partition {
    pcs_tables *tables;
    pcs_texts *texts;
    pcs_lexicon words;   /* localized side */
    pcs_lexicon english; /* English side */
    pcs_forward word_forward;
    pcs_forward english_forward;
    pcs_associations word_associations;
    pcs_associations english_associations;
    pcs_translation_table translations;
    pcs_relations word_relations;
    pcs_relations english_relations;
    const pcs_partition_stats *stats;
    const pcs_unit_record *units;
    size_t n_units;
    const pcs_unit_hash *unit_hashes;
    const uint64_t *unit_english;
    const uint32_t *unit_slots; /* NULL: slots are units */
    const uint32_t *slot_units; /* NULL likewise */
    size_t n_slots;
    const uint32_t *unit_segments;
    const uint32_t *unit_articles; /* the article of each of those */
    size_t n_segments;
    const pcs_segment_record *segments;
    const pcs_article_record *articles;
    size_t n_articles;
    const pcs_meta_record *meta;
    size_t n_meta;
    const pcs_markup_record *markup;
    size_t n_markup;
    const uint32_t *string_ends;
    size_t n_strings;
    const char *string_bytes;
    size_t string_bytes_len;
} pcs_partition;

/** Opens the table file at path. Errors as of pcs_tables_open. */
pcs_status pcs_partition_open(pcs_partition *partition, const char *path,
                              uint64_t expected_size, pcs_error *err);

/** The slot of a unit that is there. */
uint32_t pcs_partition_slot(const pcs_partition *partition, uint32_t unit);

/** Closes; harmless on a zeroed partition. */
void pcs_partition_close(pcs_partition *partition);

/*
 * Checked access: the record's page is checked, and its references are in
 * range, or the answer is PCS_ECORRUPT.
 */
pcs_status pcs_partition_unit(const pcs_unit_record **out,
                              const pcs_partition *partition, uint32_t unit,
                              pcs_error *err);
pcs_status pcs_partition_segment(const pcs_segment_record **out,
                                 const pcs_partition *partition,
                                 uint32_t segment, pcs_error *err);
pcs_status pcs_partition_article(const pcs_article_record **out,
                                 const pcs_partition *partition,
                                 uint32_t article, pcs_error *err);

/** The segments of a unit, in order: *out[0..*n). */
pcs_status pcs_partition_occurrences(const uint32_t **out, size_t *n,
                                     const pcs_partition *partition,
                                     uint32_t unit, pcs_error *err);

/** The articles that those stand in, one each; not checked for their range. */
pcs_status pcs_partition_unit_articles(const uint32_t **out, size_t *n,
                                       const pcs_partition *partition,
                                       uint32_t unit, pcs_error *err);

/** What only one side of a segment has: *out[0..*n), seldom any. */
pcs_status pcs_partition_markup(const pcs_markup_record **out, size_t *n,
                                const pcs_partition *partition,
                                uint32_t segment, pcs_error *err);

/** String ref: borrowed from the map, not NUL-terminated. */
pcs_status pcs_partition_string(const char **out, size_t *len,
                                const pcs_partition *partition,
                                pcs_string_ref ref, pcs_error *err);

/** The value of an article's metadata key; *len 0 where it has none. */
pcs_status pcs_partition_meta(const char **out, size_t *len,
                              const pcs_partition *partition,
                              const pcs_article_record *article,
                              const char *key, pcs_error *err);

#endif
