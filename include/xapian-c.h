/* xapian-c.h - libxapian's databases, documents and matches from C */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Rules that hold for every function here.
 *
 * Results. A fallible call returns a xapian_status: XAPIAN_OK, or a failure
 * whose message stands in `err`, the last argument, which may be NULL. `err` is
 * written on failure only. No exception reaches the caller, and no failure ends
 * the process, but for one that is out of reach: memory that runs out in the
 * innermost parts of a commit, where libxapian 1.4 promises not to throw. Each
 * call may answer XAPIAN_EINVAL (an argument that must not be NULL is NULL),
 * XAPIAN_ENOMEM, and what begins with XAPIAN_EASSERTION; each call that reads a
 * database may answer XAPIAN_ECLOSED, XAPIAN_EMODIFIED, XAPIAN_ECORRUPT and
 * XAPIAN_EDATABASE. An id of 0 is XAPIAN_EINVAL. Comments name what comes on
 * top of that.
 *
 * Arguments. A new object comes first as `T **out`, is the caller's to free,
 * and is NULL on failure. Otherwise the object comes first, inputs follow, then
 * the results. What is passed in is copied as far as it is needed later: it
 * may be freed when the call returns. On failure, numeric results are 0 and
 * texts NULL.
 *
 * Text. Bytes and a length, of any content; `data` may be NULL where the length
 * is 0. Terms, words and spellings are UTF-8 by convention, values and document
 * data are whatever the caller likes. Only file paths, language names and the
 * tf-idf normalization are NUL-terminated. A text that is handed out is
 * borrowed from the handle that was asked: it lives until the next call with
 * that handle, and has a NUL behind its last byte.
 *
 * Threads. libxapian has no locks and counts references without atomics. So a
 * database and everything made from it (documents, iterators, matches), and
 * likewise queries that were combined from one another, are used by one thread
 * at a time; different families by different threads at will. Two handles on
 * the same path are two families. No thread may be cancelled within a call.
 *
 * Lifetimes. Objects made from a database keep it open: handles may be freed in
 * any order, and the last one closes the files and releases the lock.
 *
 * Every *_free function takes NULL.
 */

#if defined(XAPIAN_C_STATIC)
#define XAPIAN_C_API __attribute__((visibility("hidden")))
#else
#define XAPIAN_C_API __attribute__((visibility("default")))
#endif

/* In C++ an enum must have its type said to hold any number a C caller puts. */
#ifdef __cplusplus
#define XAPIAN_C_ENUM : unsigned int
#define XAPIAN_C_NOEXCEPT noexcept
extern "C" {
#else
#define XAPIAN_C_ENUM
#define XAPIAN_C_NOEXCEPT
#endif

/* ---- Status ---- */

/** What a fallible call answers. New codes are added at the end only. */
typedef enum xapian_status XAPIAN_C_ENUM {
    XAPIAN_OK = 0,
    XAPIAN_EINVAL,         /* an argument is NULL or makes no sense */
    XAPIAN_ENOMEM,         /* an allocation was refused */
    XAPIAN_ELIMIT,         /* over a limit of Xapian, or of a buffer given */
    XAPIAN_ENOTFOUND,      /* no database at this path */
    XAPIAN_EDOCUMENT,      /* no document with this id */
    XAPIAN_ELOCKED,        /* another writer holds the lock */
    XAPIAN_EMODIFIED,      /* two commits since opening: reopen, try again */
    XAPIAN_ECORRUPT,       /* bytes that cannot be right */
    XAPIAN_EVERSION,       /* written in a format that is not supported */
    XAPIAN_EOPENING,       /* not a database, or not readable */
    XAPIAN_ECREATE,        /* it exists already, or cannot be created */
    XAPIAN_ECLOSED,        /* the handle was closed */
    XAPIAN_EDATABASE,      /* any other trouble with the database, as I/O */
    XAPIAN_EOPERATION,     /* not possible in this state */
    XAPIAN_ERANGE,         /* a number out of range */
    XAPIAN_EUNAVAILABLE,   /* a feature that this libxapian lacks */
    XAPIAN_EUNIMPLEMENTED, /* a feature that nobody has written */
    XAPIAN_EWILDCARD,      /* a wildcard matches more terms than allowed */
    XAPIAN_EQUERY,         /* a query that cannot be parsed */
    XAPIAN_ESERIALISATION, /* bytes that are no serialised object */
    XAPIAN_ENETWORK,       /* a remote database does not answer as it should */
    XAPIAN_ETIMEOUT,       /* a remote database does not answer in time */
    XAPIAN_EASSERTION,     /* libxapian found a fault of its own */
    XAPIAN_EINTERNAL,      /* the same */
    XAPIAN_EXAPIAN,        /* an error of libxapian that is not known here */
    XAPIAN_ESTANDARD,      /* an exception of the C++ library */
    XAPIAN_EUNKNOWN        /* an exception of unknown kind */
} xapian_status;

#define XAPIAN_ERROR_MESSAGE_MAX 512

/**
 * A status with its message: one line of text without control characters, cut
 * on a character border to fit, NUL-terminated. It names the class of the
 * exception and holds its message and the system's.
 */
typedef struct xapian_error {
    xapian_status status;
    char message[XAPIAN_ERROR_MESSAGE_MAX];
} xapian_error;

/** A short English name of status, such as "out of memory". Never NULL. */
XAPIAN_C_API const char *
xapian_status_string(xapian_status status) XAPIAN_C_NOEXCEPT;

/** The version of the libxapian in use, such as "1.4.22". Never NULL. */
XAPIAN_C_API const char *xapian_version_string(void) XAPIAN_C_NOEXCEPT;

/* ---- Types ---- */

typedef struct xapian_database xapian_database; /* a database to read */
typedef struct xapian_writable xapian_writable; /* a database to write */
typedef struct xapian_document xapian_document; /* terms, values, data */
typedef struct xapian_query xapian_query;       /* an immutable query */
typedef struct xapian_enquire xapian_enquire;   /* how to match and rank */
typedef struct xapian_mset xapian_mset;         /* the ranked hits */
typedef struct xapian_postings xapian_postings; /* the documents of a term */
typedef struct xapian_terms xapian_terms;       /* a sorted list of terms */
typedef struct xapian_values xapian_values;     /* the values of a slot */
typedef struct xapian_stem xapian_stem;         /* a stemmer */

/** A term or word. `wdf` counts its occurrences where a call adds them. */
typedef struct xapian_term {
    const char *data;
    size_t len;
    uint32_t wdf;
} xapian_term;

/**
 * A term's longest length in bytes, each NUL counted twice. Longer ones, which
 * libxapian refuses as late as at commit, taking the batch along, are refused
 * with XAPIAN_ELIMIT by all calls that add a term.
 */
#define XAPIAN_TERM_MAX 245

/** No value slot: switches collapsing off. */
#define XAPIAN_NO_SLOT UINT32_MAX

/* ---- Databases ---- */

/** What xapian_database_open may find at the path. */
enum {
    XAPIAN_OPEN_ANY = 0,   /* also a stub file, which names databases to open */
    XAPIAN_OPEN_GLASS = 1, /* a directory or a single file, never a stub */
    XAPIAN_OPEN_STUB = 2   /* a stub file only */
};

/**
 * Opens the database at path to read it, at its latest revision. A single-file
 * database is opened just so. A file that is not one is taken for a stub unless
 * XAPIAN_OPEN_GLASS is given, as it should be for files of others' making: a
 * stub may name any file, and programs to run.
 *
 * A reader keeps its revision until the writer has committed twice since; then
 * calls answer XAPIAN_EMODIFIED until xapian_database_reopen.
 *
 * XAPIAN_ENOTFOUND for a missing path and a directory without a database;
 * XAPIAN_ECORRUPT for a file that is none; XAPIAN_EOPENING, XAPIAN_EVERSION;
 * XAPIAN_EINVAL for other flags.
 */
XAPIAN_C_API xapian_status
xapian_database_open(xapian_database **out, const char *path, int flags,
                     xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Opens a single-file database by its descriptor, at the descriptor's current
 * offset. The descriptor is libxapian's from this call on, whatever it answers:
 * the caller never closes it.
 */
XAPIAN_C_API xapian_status xapian_database_open_fd(
    xapian_database **out, int fd, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Opens several databases as one: document i of database k of n has the id
 * (i - 1) * n + k + 1, statistics are summed. All or nothing. n is 1 or more.
 */
XAPIAN_C_API xapian_status xapian_database_open_many(
    xapian_database **out, const char *const *paths, size_t n, int flags,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Moves to the latest revision. *changed (may be NULL) says whether there may
 * have been one. Iterators made before may answer XAPIAN_EMODIFIED. A replaced
 * directory or single file is not noticed: open the path anew.
 */
XAPIAN_C_API xapian_status xapian_database_reopen(
    xapian_database *db, bool *changed, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Closes the files, also under the feet of what was made from db, which
 * answers XAPIAN_ECLOSED as soon as it needs a file. Cannot be undone.
 */
XAPIAN_C_API xapian_status
xapian_database_close(xapian_database *db, xapian_error *err) XAPIAN_C_NOEXCEPT;

XAPIAN_C_API void xapian_database_free(xapian_database *db) XAPIAN_C_NOEXCEPT;

/** What a database holds, of all its parts together. */
typedef struct xapian_stats {
    uint32_t documents;    /* how many documents */
    uint32_t last_docid;   /* the highest id ever used, 0 for none */
    uint64_t total_length; /* sum of all documents' lengths */
    double average_length; /* of a document, in term occurrences */
    uint32_t min_length;   /* bounds of a document's length, which */
    uint32_t max_length;   /* need not be tight */
    uint32_t parts;        /* how many databases are read as one */
    bool has_positions;    /* whether any term has a position */
} xapian_stats;

XAPIAN_C_API xapian_status
xapian_database_stats(const xapian_database *db, xapian_stats *stats,
                      xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The database's UUID as 36 characters; several are joined by ':'. */
XAPIAN_C_API xapian_status
xapian_database_uuid(xapian_database *db, const char **data, size_t *len,
                     xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * The revision that is read: it rises with each commit, and starts anew after
 * compaction. XAPIAN_EOPERATION for several databases as one.
 */
XAPIAN_C_API xapian_status
xapian_database_revision(const xapian_database *db, uint64_t *revision,
                         xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Whether a writer holds the lock. */
XAPIAN_C_API xapian_status
xapian_database_locked(const xapian_database *db, bool *locked,
                       xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * In how many documents a term stands; 0 for an unknown one, all for the empty
 * one.
 */
XAPIAN_C_API xapian_status xapian_database_term_freq(
    const xapian_database *db, const char *term, size_t len, uint32_t *freq,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * xapian_database_term_freq for n terms in one call: freqs[i] answers terms[i],
 * whose wdf is not read. Sorted terms are found faster.
 */
XAPIAN_C_API xapian_status xapian_database_term_freqs(
    const xapian_database *db, const xapian_term *terms, size_t n,
    uint32_t *freqs, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** How often a term occurs in all documents: the sum of its wdf. */
XAPIAN_C_API xapian_status xapian_database_collection_freq(
    const xapian_database *db, const char *term, size_t len, uint32_t *freq,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** An upper bound of a term's wdf in any document. */
XAPIAN_C_API xapian_status xapian_database_wdf_bound(
    const xapian_database *db, const char *term, size_t len, uint32_t *wdf,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** A document's length: the sum of its wdf. XAPIAN_EDOCUMENT. */
XAPIAN_C_API xapian_status xapian_database_document_length(
    const xapian_database *db, uint32_t docid, uint32_t *length,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** A document's number of different terms. XAPIAN_EDOCUMENT. */
XAPIAN_C_API xapian_status xapian_database_unique_terms(
    const xapian_database *db, uint32_t docid, uint32_t *terms,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * The positions of a term in a document, ascending. The first `cap` are stored
 * in `positions` (NULL where cap is 0), *n is how many there are in all: 0 also
 * for an unknown document or term.
 */
XAPIAN_C_API xapian_status xapian_database_positions(
    const xapian_database *db, uint32_t docid, const char *term, size_t len,
    uint32_t *positions, size_t cap, size_t *n,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** In how many documents a value slot is in use. */
XAPIAN_C_API xapian_status
xapian_database_value_freq(const xapian_database *db, uint32_t slot,
                           uint32_t *freq, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Bounds of a slot's values, which need not be tight. Empty for no value. */
XAPIAN_C_API xapian_status xapian_database_value_bounds(
    xapian_database *db, uint32_t slot, xapian_term *lower, xapian_term *upper,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * The metadata stored under key: empty, with XAPIAN_OK, for an unknown one. Of
 * several databases the first one answers. XAPIAN_EINVAL for an empty key.
 */
XAPIAN_C_API xapian_status xapian_database_metadata(
    xapian_database *db, const char *key, size_t key_len, const char **data,
    size_t *len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * The document stored under docid. It is read from the database when its parts
 * are asked for, so those calls may fail as reads do. XAPIAN_EDOCUMENT.
 */
XAPIAN_C_API xapian_status
xapian_database_document(xapian_document **out, const xapian_database *db,
                         uint32_t docid, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * A known spelling at most max_distance edits (2 is usual) from word: the
 * closest, then the most frequent one; empty for none. The answer is a
 * suggestion: word itself may be known.
 */
XAPIAN_C_API xapian_status
xapian_database_suggest(xapian_database *db, const char *word, size_t word_len,
                        uint32_t max_distance, const char **data, size_t *len,
                        xapian_error *err) XAPIAN_C_NOEXCEPT;

/** What xapian_database_check does; add up. */
enum {
    XAPIAN_CHECK_TABLES = 0,     /* reads every block and entry */
    XAPIAN_CHECK_SHORT_TREE = 1, /* and reports each block's place */
    XAPIAN_CHECK_FULL_TREE = 2,  /* and reports each block's contents */
    XAPIAN_CHECK_FREELIST = 4,   /* and reports the list of free blocks */
    XAPIAN_CHECK_STATS = 8,      /* and reports tables' sizes */
    XAPIAN_CHECK_FIX = 16        /* rebuilds a lost iamglass file */
};

/**
 * Checks the database at path. *errors is the number of errors found. As much
 * of the report as fits is stored in `report`, NUL-terminated, when it is not
 * NULL and cap is not 0. XAPIAN_OK means that the check was made, not that
 * nothing was found; a database too broken to be checked is answered as
 * XAPIAN_ECORRUPT or XAPIAN_EOPENING. It reads structure, and cannot see that
 * a stored text was altered: that takes a checksum of the files.
 */
XAPIAN_C_API xapian_status
xapian_database_check(const char *path, int flags, char *report, size_t cap,
                      size_t *errors, xapian_error *err) XAPIAN_C_NOEXCEPT;

/* ---- Compaction ---- */

/** How xapian_database_compact works: one level, and flags; add up. */
enum {
    XAPIAN_COMPACT_STANDARD = 0,    /* splits no item without need */
    XAPIAN_COMPACT_FULL = 1,        /* splits items where that saves space */
    XAPIAN_COMPACT_FULLER = 2,      /* smallest, for files never written to */
    XAPIAN_COMPACT_NO_RENUMBER = 4, /* keeps ids: sources' must not overlap */
    XAPIAN_COMPACT_MULTIPASS = 8,   /* merges many sources in several passes */
    XAPIAN_COMPACT_SINGLE_FILE = 16 /* one read-only file, not a directory */
};

/**
 * Merges n databases (1 or more; directories or single files) into a
 * new, packed one at out_path, with their metadata, spellings and synonyms.
 * Without NO_RENUMBER, each source's ids are raised by the last id of those
 * before it. block_size is 0 for the usual 8192, or a power of two from 2048 to
 * 65536. The result is written with fsync, of which libxapian 1.4 ignores a
 * failure.
 *
 * A file or database at out_path is overwritten in place, whatever it is: where
 * it may be in use, write under another name and rename. What is left there
 * after a failure is not a database to be used. XAPIAN_EINVAL where out_path is
 * a source; XAPIAN_ENOTFOUND, XAPIAN_EOPENING, XAPIAN_ECORRUPT for a source;
 * XAPIAN_ECREATE, XAPIAN_EDATABASE for an out_path that cannot be written;
 * XAPIAN_EOPERATION for ids that overlap.
 */
XAPIAN_C_API xapian_status xapian_database_compact(
    const char *const *sources, size_t n, const char *out_path, uint32_t flags,
    uint32_t block_size, xapian_error *err) XAPIAN_C_NOEXCEPT;

/* ---- Writing ---- */

/** How xapian_writable_open opens: one of the first four, and flags; add up. */
enum {
    XAPIAN_WRITE_CREATE_OR_OPEN = 0,
    XAPIAN_WRITE_CREATE_OR_OVERWRITE = 1,
    XAPIAN_WRITE_CREATE = 2,         /* XAPIAN_ECREATE where one exists */
    XAPIAN_WRITE_OPEN = 3,           /* XAPIAN_ENOTFOUND where none exists */
    XAPIAN_WRITE_NO_SYNC = 0x04,     /* no fsync: a power cut may ruin all */
    XAPIAN_WRITE_FULL_SYNC = 0x08,   /* waits for the disk itself, if it can */
    XAPIAN_WRITE_DANGEROUS = 0x10,   /* writes in place: no readers meanwhile,
                                        and a killed writer ruins all */
    XAPIAN_WRITE_NO_TERMLIST = 0x20, /* smaller and faster to write, but
                                        documents cannot be removed or replaced,
                                        nor their terms be listed; it is fixed
                                        at creation */
    XAPIAN_WRITE_RETRY_LOCK = 0x40,  /* waits for the lock */
    XAPIAN_WRITE_MEMORY = 0x400      /* in memory: path is not read and may be
                                        NULL, gone when freed, for tests */
};

/**
 * Opens the database directory at path to write, creating it if flags say so;
 * neither a single file nor a stub. block_size counts at creation: 0 for the
 * usual 8192, or a power of two from 2048 to 65536. There is one writer at a
 * time.
 *
 * XAPIAN_ELOCKED; XAPIAN_ECREATE, also where a file is in the way or the parent
 * directory is missing; XAPIAN_ENOTFOUND for XAPIAN_WRITE_OPEN;
 * XAPIAN_EOPENING, XAPIAN_EVERSION, XAPIAN_ECORRUPT.
 */
XAPIAN_C_API xapian_status
xapian_writable_open(xapian_writable **out, const char *path, int flags,
                     uint32_t block_size, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * The same database to read, uncommitted changes included. Borrowed: it is
 * freed along with w, and xapian_database_free leaves it alone. NULL for NULL.
 */
XAPIAN_C_API xapian_database *
xapian_writable_database(xapian_writable *w) XAPIAN_C_NOEXCEPT;

/**
 * Adds doc under the id after the highest one used, stored in *docid (may be
 * NULL). Changes are grouped and written at the latest when their number
 * reaches XAPIAN_FLUSH_THRESHOLD (an environment variable, 10000 if unset), so
 * a call may fail for an earlier one: what is not committed is lost then.
 */
XAPIAN_C_API xapian_status
xapian_writable_add(xapian_writable *w, const xapian_document *doc,
                    uint32_t *docid, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Stores doc under docid (1 or more), in place of a document that is there. An
 * id above the highest one used is as fast as xapian_writable_add.
 */
XAPIAN_C_API xapian_status xapian_writable_replace(
    xapian_writable *w, uint32_t docid, const xapian_document *doc,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Stores doc in place of all documents that have this term, or adds it where
 * none has. doc should have the term. *docid may be NULL.
 */
XAPIAN_C_API xapian_status
xapian_writable_replace_term(xapian_writable *w, const char *term, size_t len,
                             const xapian_document *doc, uint32_t *docid,
                             xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Removes a document. XAPIAN_EDOCUMENT. */
XAPIAN_C_API xapian_status xapian_writable_delete(
    xapian_writable *w, uint32_t docid, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Removes all documents that have this term, if any. */
XAPIAN_C_API xapian_status
xapian_writable_delete_term(xapian_writable *w, const char *term, size_t len,
                            xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Makes all changes durable and visible to new readers. XAPIAN_EOPERATION
 * within a transaction. After another failure the changes are lost.
 */
XAPIAN_C_API xapian_status
xapian_writable_commit(xapian_writable *w, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Starts a transaction: changes until xapian_writable_commit_transaction are
 * made all or none. With is_flushed, it is committed before and after;
 * otherwise the transaction is grouped with its neighbours, and cancelling may
 * drop those too. XAPIAN_EOPERATION within a transaction.
 */
XAPIAN_C_API xapian_status xapian_writable_begin(
    xapian_writable *w, bool is_flushed, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Ends a transaction and keeps it. XAPIAN_EOPERATION outside of one. */
XAPIAN_C_API xapian_status xapian_writable_commit_transaction(
    xapian_writable *w, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Ends a transaction and drops it. XAPIAN_EOPERATION outside of one. */
XAPIAN_C_API xapian_status xapian_writable_cancel_transaction(
    xapian_writable *w, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Commits (or drops an open transaction), closes the files and releases the
 * lock, even if iterators are alive.
 */
XAPIAN_C_API xapian_status
xapian_writable_close(xapian_writable *w, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Frees w. libxapian then commits what was not, and tells nobody when that
 * fails: commit or close before.
 */
XAPIAN_C_API void xapian_writable_free(xapian_writable *w) XAPIAN_C_NOEXCEPT;

/**
 * Stores data under key; empty data removes it. It is committed with the
 * documents. XAPIAN_EINVAL for an empty key; a key is as long as a term at
 * most, XAPIAN_ELIMIT.
 */
XAPIAN_C_API xapian_status xapian_writable_set_metadata(
    xapian_writable *w, const char *key, size_t key_len, const char *data,
    size_t len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Counts a word up in the spelling dictionary. An empty word is left out.
 * XAPIAN_ELIMIT as for a term.
 */
XAPIAN_C_API xapian_status xapian_writable_add_spelling(
    xapian_writable *w, const char *word, size_t len, uint32_t count,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Counts a word down, and removes it at 0. Unknown words are left out. */
XAPIAN_C_API xapian_status xapian_writable_remove_spelling(
    xapian_writable *w, const char *word, size_t len, uint32_t count,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Stores synonym beside a term's others. XAPIAN_ELIMIT as for a term. */
XAPIAN_C_API xapian_status xapian_writable_add_synonym(
    xapian_writable *w, const char *term, size_t len, const char *synonym,
    size_t synonym_len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Removes one synonym of a term, if it is there. */
XAPIAN_C_API xapian_status xapian_writable_remove_synonym(
    xapian_writable *w, const char *term, size_t len, const char *synonym,
    size_t synonym_len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Removes all synonyms of a term. */
XAPIAN_C_API xapian_status
xapian_writable_clear_synonyms(xapian_writable *w, const char *term, size_t len,
                               xapian_error *err) XAPIAN_C_NOEXCEPT;

/* ---- Documents ---- */

/** A new document without terms, values and data. */
XAPIAN_C_API xapian_status
xapian_document_new(xapian_document **out, xapian_error *err) XAPIAN_C_NOEXCEPT;

XAPIAN_C_API void xapian_document_free(xapian_document *doc) XAPIAN_C_NOEXCEPT;

/** Empties doc to use it again: cheaper than a new one. */
XAPIAN_C_API xapian_status xapian_document_clear(
    xapian_document *doc, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The id in the database that doc came from, else 0. */
XAPIAN_C_API uint32_t xapian_document_docid(const xapian_document *doc)
    XAPIAN_C_NOEXCEPT;

/** The data stored with the document: not searched, for the caller's use. */
XAPIAN_C_API xapian_status
xapian_document_data(xapian_document *doc, const char **data, size_t *len,
                     xapian_error *err) XAPIAN_C_NOEXCEPT;

XAPIAN_C_API xapian_status
xapian_document_set_data(xapian_document *doc, const char *data, size_t len,
                         xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Adds a term, or adds wdf to its count. XAPIAN_EINVAL for an empty one,
 * XAPIAN_ELIMIT for one over XAPIAN_TERM_MAX.
 */
XAPIAN_C_API xapian_status
xapian_document_add_term(xapian_document *doc, const char *term, size_t len,
                         uint32_t wdf, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Adds n terms, in any order, each with its wdf, in one call. All are looked at
 * before the first is added, so XAPIAN_EINVAL and XAPIAN_ELIMIT leave doc
 * unchanged.
 */
XAPIAN_C_API xapian_status
xapian_document_add_terms(xapian_document *doc, const xapian_term *terms,
                          size_t n, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Adds a term that filters and never ranks: one with wdf 0. */
XAPIAN_C_API xapian_status xapian_document_add_boolean_term(
    xapian_document *doc, const char *term, size_t len,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Adds a term at a position, for phrases, and adds wdf to its count. */
XAPIAN_C_API xapian_status xapian_document_add_posting(
    xapian_document *doc, const char *term, size_t len, uint32_t position,
    uint32_t wdf, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Removes a term and its positions. XAPIAN_EINVAL when it is not there. */
XAPIAN_C_API xapian_status
xapian_document_remove_term(xapian_document *doc, const char *term, size_t len,
                            xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The number of different terms. */
XAPIAN_C_API xapian_status
xapian_document_term_count(const xapian_document *doc, uint32_t *count,
                           xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The value of a slot; empty for none. */
XAPIAN_C_API xapian_status
xapian_document_value(xapian_document *doc, uint32_t slot, const char **data,
                      size_t *len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Sets the value of a slot, which sorting, ranges, collapsing and facets use
 * and compare as bytes; an empty one removes it. XAPIAN_EINVAL for
 * XAPIAN_NO_SLOT.
 */
XAPIAN_C_API xapian_status
xapian_document_set_value(xapian_document *doc, uint32_t slot, const char *data,
                          size_t len, xapian_error *err) XAPIAN_C_NOEXCEPT;

#define XAPIAN_NUMBER_MAX 9

/**
 * Writes a number as bytes that compare as numbers do, for value slots: *len of
 * them, XAPIAN_NUMBER_MAX at most, into buf. 0 bytes are minus infinity's.
 * XAPIAN_EINVAL for a NaN.
 */
XAPIAN_C_API xapian_status xapian_number_serialise(
    double number, char *buf, size_t *len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The number of which xapian_number_serialise made these bytes. */
XAPIAN_C_API xapian_status
xapian_number_unserialise(const char *data, size_t len, double *number,
                          xapian_error *err) XAPIAN_C_NOEXCEPT;

/* ---- Queries ---- */

/*
 * A query is immutable and knows no database. Combining takes references to
 * the parts and leaves them the caller's: each query is freed by its maker,
 * in any order, also while others built from it live on. Since the references
 * are shared, queries with parts in common belong to one thread at a time.
 * A query nested deeper than XAPIAN_QUERY_DEPTH_MAX is XAPIAN_ELIMIT, since it
 * would be walked on the stack: join many parts in one call, not one by one.
 * A part of NULL is XAPIAN_EINVAL. An `or` of no parts matches nothing, as
 * does an `and` of no parts.
 */

#define XAPIAN_QUERY_DEPTH_MAX 256

XAPIAN_C_API void xapian_query_free(xapian_query *query) XAPIAN_C_NOEXCEPT;

/**
 * Documents with this term; all documents for the empty one. wqf is how often
 * it stands in the query (1 is usual); position (0 for none) is for the
 * caller's use. Terms of any length may be asked for.
 */
XAPIAN_C_API xapian_status xapian_query_term(
    xapian_query **out, const char *term, size_t len, uint32_t wqf,
    uint32_t position, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** All documents, with no weight. */
XAPIAN_C_API xapian_status
xapian_query_all(xapian_query **out, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** No document. */
XAPIAN_C_API xapian_status
xapian_query_nothing(xapian_query **out, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** How parts are joined. */
typedef enum xapian_op XAPIAN_C_ENUM {
    XAPIAN_OP_AND,     /* all match; weights are summed */
    XAPIAN_OP_OR,      /* any matches; weights of those that do are summed */
    XAPIAN_OP_XOR,     /* an odd number matches; weights as for OR */
    XAPIAN_OP_MAX,     /* any matches; the highest weight counts */
    XAPIAN_OP_SYNONYM, /* any matches; weighted as one term with their counts */
    XAPIAN_OP_ELITE,   /* OR of the parameter's number of best parts (0: 10) */
    XAPIAN_OP_NEAR,    /* all match within a window, in any order */
    XAPIAN_OP_PHRASE   /* all match within a window, in this order */
} xapian_op;

/**
 * Joins n parts by op. `parameter` is the window of NEAR and PHRASE in
 * positions (0: n, that is side by side), the number of ELITE, and not read
 * otherwise. Parts of NEAR and PHRASE are terms, or OR of terms, else
 * XAPIAN_EUNIMPLEMENTED, perhaps as late as at the match.
 */
XAPIAN_C_API xapian_status xapian_query_join(
    xapian_query **out, xapian_op op, const xapian_query *const *parts,
    size_t n, uint32_t parameter, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** xapian_query_join of terms, whose wdf is the wqf. */
XAPIAN_C_API xapian_status xapian_query_join_terms(
    xapian_query **out, xapian_op op, const xapian_term *terms, size_t n,
    uint32_t parameter, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** xapian_query_join of two parts by AND. */
XAPIAN_C_API xapian_status xapian_query_and(
    xapian_query **out, const xapian_query *left, const xapian_query *right,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** xapian_query_join of two parts by OR. */
XAPIAN_C_API xapian_status xapian_query_or(xapian_query **out,
                                           const xapian_query *left,
                                           const xapian_query *right,
                                           xapian_error *err) XAPIAN_C_NOEXCEPT;

/** left where right does not match; left's weight. */
XAPIAN_C_API xapian_status xapian_query_and_not(
    xapian_query **out, const xapian_query *left, const xapian_query *right,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** left where right matches too; left's weight. */
XAPIAN_C_API xapian_status xapian_query_filter(
    xapian_query **out, const xapian_query *left, const xapian_query *right,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** left; where right matches too, its weight is added. */
XAPIAN_C_API xapian_status xapian_query_and_maybe(
    xapian_query **out, const xapian_query *left, const xapian_query *right,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** xapian_query_join by PHRASE. */
XAPIAN_C_API xapian_status xapian_query_phrase(
    xapian_query **out, const xapian_query *const *parts, size_t n,
    uint32_t window, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** xapian_query_join by NEAR. */
XAPIAN_C_API xapian_status xapian_query_near(
    xapian_query **out, const xapian_query *const *parts, size_t n,
    uint32_t window, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** query with its weight times factor. XAPIAN_EINVAL for one below 0 or NaN. */
XAPIAN_C_API xapian_status
xapian_query_scale(xapian_query **out, const xapian_query *query, double factor,
                   xapian_error *err) XAPIAN_C_NOEXCEPT;

/** query without weight: scaled by 0, which spares the reading of wdf. */
XAPIAN_C_API xapian_status
xapian_query_boolean(xapian_query **out, const xapian_query *query,
                     xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Documents whose value in slot is from lower to upper, both included and
 * compared as bytes; no weight. A reversed range matches nothing.
 */
XAPIAN_C_API xapian_status xapian_query_value_range(
    xapian_query **out, uint32_t slot, const char *lower, size_t lower_len,
    const char *upper, size_t upper_len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Documents whose value in slot is limit or more; all for an empty limit. */
XAPIAN_C_API xapian_status
xapian_query_value_ge(xapian_query **out, uint32_t slot, const char *limit,
                      size_t len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Documents whose value in slot is limit or less, also those with none. */
XAPIAN_C_API xapian_status
xapian_query_value_le(xapian_query **out, uint32_t slot, const char *limit,
                      size_t len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * What a wildcard does that matches more terms than it may. With the first,
 * libxapian 1.4 loses some hundred bytes of memory each time it happens.
 */
typedef enum xapian_wildcard XAPIAN_C_ENUM {
    XAPIAN_WILDCARD_ERROR,   /* the match answers XAPIAN_EWILDCARD */
    XAPIAN_WILDCARD_FIRST,   /* takes the first ones in byte order */
    XAPIAN_WILDCARD_FREQUENT /* takes the most frequent ones */
} xapian_wildcard;

/**
 * Documents with any term that begins with prefix: joined by OR, MAX or
 * SYNONYM, expanded when the match is run. max_terms caps the expansion;
 * XAPIAN_EINVAL for 0, since no cap is no protection, and for other ops.
 */
XAPIAN_C_API xapian_status xapian_query_wildcard(
    xapian_query **out, const char *prefix, size_t len, uint32_t max_terms,
    xapian_wildcard limit, xapian_op op, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The number of terms in query, which BM25 knows as the query's length. */
XAPIAN_C_API uint32_t xapian_query_length(const xapian_query *query)
    XAPIAN_C_NOEXCEPT;

/** Whether query is one that matches nothing, whatever the database. */
XAPIAN_C_API bool
xapian_query_is_nothing(const xapian_query *query) XAPIAN_C_NOEXCEPT;

/** The query as text, for people: "Query((a AND b))". */
XAPIAN_C_API xapian_status
xapian_query_description(xapian_query *query, const char **data, size_t *len,
                         xapian_error *err) XAPIAN_C_NOEXCEPT;

/* ---- Matches ---- */

/** A match over db, with BM25's usual parameters and no query. */
XAPIAN_C_API xapian_status
xapian_enquire_new(xapian_enquire **out, const xapian_database *db,
                   xapian_error *err) XAPIAN_C_NOEXCEPT;

XAPIAN_C_API void
xapian_enquire_free(xapian_enquire *enquire) XAPIAN_C_NOEXCEPT;

/** Sets the query; length is BM25's query length, 0 for the query's own. */
XAPIAN_C_API xapian_status
xapian_enquire_set_query(xapian_enquire *enquire, const xapian_query *query,
                         uint32_t length, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The formulas that weigh a term in a document. */
typedef enum xapian_scheme XAPIAN_C_ENUM {
    XAPIAN_SCHEME_BM25,     /* k1, k2, k3, b, min_normlen */
    XAPIAN_SCHEME_BM25PLUS, /* the same and delta */
    XAPIAN_SCHEME_TRAD,     /* k1 */
    XAPIAN_SCHEME_TFIDF,    /* normalization */
    XAPIAN_SCHEME_BOOL,     /* every weight is 0; fastest */
    XAPIAN_SCHEME_COORD     /* 1 for each term that matches */
} xapian_scheme;

/** A scheme with its parameters; those of other schemes are not read. */
typedef struct xapian_weighting {
    xapian_scheme scheme;
    double k1;          /* how wdf counts: 0 not at all */
    double k2;          /* weight of the query's length against the doc */
    double k3;          /* how wqf counts */
    double b;           /* how the document's length counts: 0 to 1 */
    double min_normlen; /* shorter ones count as this many averages */
    double delta;       /* BM25+: the least weight of a term that is */
    const char *normalization; /* three letters of tf, idf and weight: "ntn" */
} xapian_weighting;

#define XAPIAN_WEIGHTING_INIT                                                  \
    {                                                                          \
        XAPIAN_SCHEME_BM25, 1.0, 0.0, 1.0, 0.5, 0.5, 1.0, "ntn"                \
    }

/** XAPIAN_EINVAL for parameters out of range. */
XAPIAN_C_API xapian_status xapian_enquire_set_weighting(
    xapian_enquire *enquire, const xapian_weighting *weighting,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Keeps at most max of the hits with the same value in slot, the best ones.
 * Documents without a value are all kept. XAPIAN_NO_SLOT switches it off.
 */
XAPIAN_C_API xapian_status
xapian_enquire_set_collapse(xapian_enquire *enquire, uint32_t slot,
                            uint32_t max, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** What ranks first. Ties are broken by docid. */
typedef enum xapian_sort XAPIAN_C_ENUM {
    XAPIAN_SORT_RELEVANCE,       /* the weight; slot is not read */
    XAPIAN_SORT_VALUE,           /* the value alone */
    XAPIAN_SORT_VALUE_RELEVANCE, /* the value, then the weight */
    XAPIAN_SORT_RELEVANCE_VALUE  /* the weight, then the value */
} xapian_sort;

/** Sorts; values ascend as bytes, or descend with is_reverse. */
XAPIAN_C_API xapian_status xapian_enquire_set_sort(
    xapian_enquire *enquire, xapian_sort sort, uint32_t slot, bool is_reverse,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** How equal ranks are ordered. */
typedef enum xapian_order XAPIAN_C_ENUM {
    XAPIAN_ORDER_ASCENDING,  /* lower docid first */
    XAPIAN_ORDER_DESCENDING, /* higher docid first */
    XAPIAN_ORDER_ANY         /* as is fastest */
} xapian_order;

XAPIAN_C_API xapian_status
xapian_enquire_set_docid_order(xapian_enquire *enquire, xapian_order order,
                               xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Drops hits below a percentage (0 to 100) of the best, or below a weight. */
XAPIAN_C_API xapian_status
xapian_enquire_set_cutoff(xapian_enquire *enquire, int percent, double weight,
                          xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Stops checking for check_at_least after this many seconds; 0 for never. It
 * stops neither the search for the hits asked for, nor a slow phrase.
 */
XAPIAN_C_API xapian_status
xapian_enquire_set_time_limit(xapian_enquire *enquire, double seconds,
                              xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Counts the values of slot over the documents that each following run looks
 * at, which are all matches only where check_at_least is as large.
 */
XAPIAN_C_API xapian_status
xapian_enquire_add_facet(xapian_enquire *enquire, uint32_t slot,
                         xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Counts no values in following runs. */
XAPIAN_C_API xapian_status xapian_enquire_clear_facets(
    xapian_enquire *enquire, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Runs the match: at most max hits from rank first (0 is the best) on. At least
 * check_at_least documents are looked at, if as many match, to tell how many
 * there are. XAPIAN_EWILDCARD, XAPIAN_EUNIMPLEMENTED.
 */
XAPIAN_C_API xapian_status xapian_enquire_run(
    xapian_mset **out, xapian_enquire *enquire, uint32_t first, uint32_t max,
    uint32_t check_at_least, xapian_error *err) XAPIAN_C_NOEXCEPT;

XAPIAN_C_API void xapian_mset_free(xapian_mset *mset) XAPIAN_C_NOEXCEPT;

/** How many hits the set holds. */
XAPIAN_C_API uint32_t xapian_mset_size(const xapian_mset *mset)
    XAPIAN_C_NOEXCEPT;

/** One hit. */
typedef struct xapian_hit {
    uint32_t docid;
    uint32_t collapsed; /* how many were left out for it: a lower bound */
    double weight;
    int percent; /* of the best possible weight, 0 to 100 */
} xapian_hit;

/** The hit at index i of the set, of which first is 0. XAPIAN_ERANGE. */
XAPIAN_C_API xapian_status xapian_mset_hit(const xapian_mset *mset, uint32_t i,
                                           xapian_hit *hit,
                                           xapian_error *err) XAPIAN_C_NOEXCEPT;

/** All hits, cap at most; *n of them are stored. */
XAPIAN_C_API xapian_status
xapian_mset_hits(const xapian_mset *mset, xapian_hit *hits, size_t cap,
                 size_t *n, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The value that the hit at index i was collapsed by. XAPIAN_ERANGE. */
XAPIAN_C_API xapian_status
xapian_mset_collapse_key(xapian_mset *mset, uint32_t i, const char **data,
                         size_t *len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The value that the hit at index i was sorted by. XAPIAN_ERANGE. */
XAPIAN_C_API xapian_status
xapian_mset_sort_key(xapian_mset *mset, uint32_t i, const char **data,
                     size_t *len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The document of the hit at index i. XAPIAN_ERANGE, XAPIAN_EDOCUMENT. */
XAPIAN_C_API xapian_status
xapian_mset_document(xapian_document **out, const xapian_mset *mset, uint32_t i,
                     xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * How many documents match. With OR or collapsing these are estimates even
 * where lower and upper agree with check_at_least; count postings to be exact.
 */
typedef struct xapian_bounds {
    uint32_t lower, estimated, upper;             /* after collapsing */
    uint32_t all_lower, all_estimated, all_upper; /* before collapsing */
    double max_attained; /* the best weight of any document seen */
    double max_possible; /* the best weight any document could have */
} xapian_bounds;

XAPIAN_C_API xapian_status
xapian_mset_bounds(const xapian_mset *mset, xapian_bounds *bounds,
                   xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * A term's document count and highest weight in this match. XAPIAN_EINVAL for a
 * term that has no weight in the query.
 */
XAPIAN_C_API xapian_status xapian_mset_term(
    const xapian_mset *mset, const char *term, size_t len, uint32_t *freq,
    double *weight, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** A value and how many of the documents seen have it. */
typedef struct xapian_facet {
    const char *data;
    size_t len;
    uint32_t count;
} xapian_facet;

/**
 * The most frequent values of a slot that was added before the run, descending
 * by count, then ascending by value: *n of at most cap. *seen (may be NULL) is
 * the number of documents that were looked at. The values are borrowed from
 * mset until its next call. XAPIAN_EINVAL for a slot that was not added.
 */
XAPIAN_C_API xapian_status xapian_mset_facets(
    xapian_mset *mset, uint32_t slot, xapian_facet *facets, size_t cap,
    size_t *n, size_t *seen, xapian_error *err) XAPIAN_C_NOEXCEPT;

/* ---- Postings: the documents of a term ---- */

/**
 * The documents of a term, by ascending id, before the first one. An unknown
 * term has an empty list, at the price of one look into the database; the empty
 * term has all documents.
 */
XAPIAN_C_API xapian_status xapian_postings_open(
    xapian_postings **out, const xapian_database *db, const char *term,
    size_t len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Starts over with another term of the same database, and spares a handle. */
XAPIAN_C_API xapian_status
xapian_postings_reset(xapian_postings *postings, const char *term, size_t len,
                      xapian_error *err) XAPIAN_C_NOEXCEPT;

XAPIAN_C_API void
xapian_postings_free(xapian_postings *postings) XAPIAN_C_NOEXCEPT;

/** Moves to the next document. *docid is 0 after the last one. */
XAPIAN_C_API xapian_status
xapian_postings_next(xapian_postings *postings, uint32_t *docid,
                     xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Moves to the first document from where it is with an id of target or more,
 * without reading all between. *docid is 0 where there is none.
 */
XAPIAN_C_API xapian_status
xapian_postings_skip_to(xapian_postings *postings, uint32_t target,
                        uint32_t *docid, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Stores the next documents' ids, cap at most, and their wdf where wdfs is not
 * NULL; *n of them, 0 after the last one. Afterwards there is no current
 * document until next or skip_to. The fastest way to read a list.
 */
XAPIAN_C_API xapian_status xapian_postings_read(
    xapian_postings *postings, uint32_t *docids, uint32_t *wdfs, size_t cap,
    size_t *n, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The current document's id; 0 before the first and after the last one. */
XAPIAN_C_API uint32_t xapian_postings_docid(const xapian_postings *postings)
    XAPIAN_C_NOEXCEPT;

/** The term's count in the current document. XAPIAN_EOPERATION for none. */
XAPIAN_C_API xapian_status xapian_postings_wdf(const xapian_postings *postings,
                                               uint32_t *wdf, xapian_error *err)
    XAPIAN_C_NOEXCEPT;

/** The current document's length. XAPIAN_EOPERATION for none. */
XAPIAN_C_API xapian_status xapian_postings_document_length(
    const xapian_postings *postings, uint32_t *length,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * The term's positions in the current document, as xapian_database_positions.
 * XAPIAN_EOPERATION for no current document.
 */
XAPIAN_C_API xapian_status xapian_postings_positions(
    const xapian_postings *postings, uint32_t *positions, size_t cap, size_t *n,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/* ---- Terms: the vocabulary, and other sorted lists ---- */

/** All terms of db that begin with prefix, in byte order. */
XAPIAN_C_API xapian_status xapian_terms_open(
    xapian_terms **out, const xapian_database *db, const char *prefix,
    size_t len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * The terms of a document of db. XAPIAN_EDOCUMENT; XAPIAN_EUNAVAILABLE for a
 * database without term lists.
 */
XAPIAN_C_API xapian_status
xapian_terms_of_docid(xapian_terms **out, const xapian_database *db,
                      uint32_t docid, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** A copy of a document's terms, which may then be changed or freed. */
XAPIAN_C_API xapian_status
xapian_terms_of_document(xapian_terms **out, const xapian_document *doc,
                         xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The different terms of a query, in byte order. */
XAPIAN_C_API xapian_status
xapian_terms_of_query(xapian_terms **out, const xapian_query *query,
                      xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * The query's terms that stand in a hit's document, in the order of the
 * positions that xapian_query_term gave them. XAPIAN_EDOCUMENT.
 */
XAPIAN_C_API xapian_status
xapian_terms_of_hit(xapian_terms **out, const xapian_enquire *enquire,
                    uint32_t docid, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The metadata keys that begin with prefix. */
XAPIAN_C_API xapian_status xapian_terms_of_metadata(
    xapian_terms **out, const xapian_database *db, const char *prefix,
    size_t len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The words of the spelling dictionary; freq is a word's count. */
XAPIAN_C_API xapian_status
xapian_terms_of_spellings(xapian_terms **out, const xapian_database *db,
                          xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The synonyms of a term. */
XAPIAN_C_API xapian_status xapian_terms_of_synonyms(
    xapian_terms **out, const xapian_database *db, const char *term, size_t len,
    xapian_error *err) XAPIAN_C_NOEXCEPT;

/** The terms with synonyms that begin with prefix. */
XAPIAN_C_API xapian_status xapian_terms_of_synonym_keys(
    xapian_terms **out, const xapian_database *db, const char *prefix,
    size_t len, xapian_error *err) XAPIAN_C_NOEXCEPT;

XAPIAN_C_API void xapian_terms_free(xapian_terms *terms) XAPIAN_C_NOEXCEPT;

/** Moves to the next term. *data is NULL after the last one. */
XAPIAN_C_API xapian_status
xapian_terms_next(xapian_terms *terms, const char **data, size_t *len,
                  xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Moves to the first term from where it is that is target or greater. *data is
 * NULL where there is none. XAPIAN_EOPERATION for a list of a query or
 * a hit, which cannot skip.
 */
XAPIAN_C_API xapian_status xapian_terms_skip_to(
    xapian_terms *terms, const char *target, size_t target_len,
    const char **data, size_t *len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * The current term's document count. XAPIAN_EOPERATION for no current term, and
 * for lists that know none: of metadata, of synonyms, of a query, of a new
 * document.
 */
XAPIAN_C_API xapian_status xapian_terms_freq(const xapian_terms *terms,
                                             uint32_t *freq, xapian_error *err)
    XAPIAN_C_NOEXCEPT;

/** The current term's count in its document. XAPIAN_EOPERATION as above. */
XAPIAN_C_API xapian_status xapian_terms_wdf(const xapian_terms *terms,
                                            uint32_t *wdf, xapian_error *err)
    XAPIAN_C_NOEXCEPT;

/** Where xapian_terms_read stores; `freqs` may be NULL. */
typedef struct xapian_terms_buffer {
    char *bytes;      /* terms, end to end, without separators */
    size_t bytes_cap; /* its size */
    size_t bytes_len; /* how much of it is in use; each read appends */
    uint32_t *lens;   /* each term's length */
    uint32_t *freqs;  /* each term's document count */
    size_t cap;       /* how many terms lens and freqs have room for */
    size_t n;         /* how many are in use; each read appends */
} xapian_terms_buffer;

/**
 * Appends terms until an array is full or the list ends; *at_end (may be NULL)
 * says which. XAPIAN_ELIMIT where n and bytes_len are 0 and the next term alone
 * is too long for bytes. Afterwards there is no current term until next or
 * skip_to. Nothing is lost between reads: empty the buffer and read on.
 */
XAPIAN_C_API xapian_status
xapian_terms_read(xapian_terms *terms, xapian_terms_buffer *buffer,
                  bool *at_end, xapian_error *err) XAPIAN_C_NOEXCEPT;

/* ---- Values: a slot's contents ---- */

/** The documents of db with a value in slot, by ascending id. */
XAPIAN_C_API xapian_status
xapian_values_open(xapian_values **out, const xapian_database *db,
                   uint32_t slot, xapian_error *err) XAPIAN_C_NOEXCEPT;

XAPIAN_C_API void xapian_values_free(xapian_values *values) XAPIAN_C_NOEXCEPT;

/** Moves to the next document. *docid is 0 after the last one. */
XAPIAN_C_API xapian_status
xapian_values_next(xapian_values *values, uint32_t *docid, const char **data,
                   size_t *len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/** Moves to the first document from where it is with id target or more. */
XAPIAN_C_API xapian_status xapian_values_skip_to(
    xapian_values *values, uint32_t target, uint32_t *docid, const char **data,
    size_t *len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/* ---- Stemming ---- */

/**
 * A stemmer by the language's English name or ISO code, such as "german" or
 * "de"; "none" leaves words as they are. XAPIAN_EINVAL for an unknown one.
 */
XAPIAN_C_API xapian_status xapian_stem_new(xapian_stem **out,
                                           const char *language,
                                           xapian_error *err) XAPIAN_C_NOEXCEPT;

XAPIAN_C_API void xapian_stem_free(xapian_stem *stem) XAPIAN_C_NOEXCEPT;

/**
 * Writes word's stem into buf and its length into *len. Where cap is too small:
 * XAPIAN_ELIMIT, nothing written, and *len is the room needed. A stem is seldom
 * longer than its word. Words are folded UTF-8; no NUL is written.
 */
XAPIAN_C_API xapian_status xapian_stem_apply(
    xapian_stem *stem, const char *word, size_t word_len, char *buf, size_t cap,
    size_t *len, xapian_error *err) XAPIAN_C_NOEXCEPT;

/**
 * Writes the languages' English names, joined by spaces, into buf, as
 * xapian_stem_apply does.
 */
XAPIAN_C_API xapian_status xapian_stem_languages(
    char *buf, size_t cap, size_t *len, xapian_error *err) XAPIAN_C_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
