/* options.c - the options of pcsearch, and what its help and man page say */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/options.h"

#include "query/manual.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const synopses[] = {
    "[-i DIR] [OPTIONS] QUERY...",
    "[-i DIR] [OPTIONS] --batch FILE|-",
    "[-i DIR] [OPTIONS] --stale [QUERY...]",
    "[-i DIR] [OPTIONS] --suggest TEXT...",
    "[-i DIR] [OPTIONS] --translations TERM...",
    "[-i DIR] [OPTIONS] --like SENTENCE...",
    "[-i DIR] [OPTIONS] --like --batch FILE|-",
    "[-i DIR] [OPTIONS] --consistency [QUERY...]",
    NULL,
};

static const pcs_option options[] = {
    {PCSEARCH_INDEX, 'i', "index", "DIR", "@dir", "What to search",
     "Search the index in DIR. Default: $PCSEARCH_INDEX, else "
     "the configuration file's, else $XDG_DATA_HOME/pcsearch/index, else "
     "~/.local/share/pcsearch/index."},
    {PCSEARCH_LOCALE, 'L', "locale", "LOC[,LOC]", NULL, "What to search",
     "Search these locales only: ko-KR for one, ko for all of a language. Case "
     "does not count. Given more than once, all of them. Default: all."},
    {PCSEARCH_IN, 0, "in", "LOC[,LOC]", NULL, "What to search",
     "Answer in these locales: find their segments that stand for one of "
     "another locale that matches. Each is shown with the one that matched. "
     "Searched are the locales of --locale, and none for itself. "
     "pcsearch-query(7) tells which segments stand for each other. Default: "
     "each locale answers for itself."},

    {PCSEARCH_TIER, 0, "tier", "LOWEST", "word stem part near",
     "What is a match",
     "The weakest kind of match that counts: word (as typed), stem (an "
     "inflected form or a synonym), part (inside a longer word; the default) "
     "or "
     "near (a typo)."},
    {PCSEARCH_EXACT, 0, "exact", NULL, NULL, "What is a match",
     "The same as --tier word, and nothing else is suggested."},
    {PCSEARCH_MATCH, 0, "match", "HOW", "all any auto", "What is a match",
     "all: every word is needed. any: the best matches come first, however few "
     "words they hold. auto (default): all, and where that finds nothing, what "
     "comes nearest, saying which words were dropped. With -c, -l and -q, "
     "which "
     "could not say it, and with --format, auto means all."},
    {PCSEARCH_PLAIN, 0, "plain", NULL, NULL, "What is a match",
     "The query is words only: no operator, field, quote, parenthesis or star "
     "has a meaning."},
    {PCSEARCH_NO_SYNONYMS, 0, "no-synonyms", NULL, NULL, "What is a match",
     "Look for what is typed only, without the synonyms of the index's "
     "dictionary."},

    {PCSEARCH_LIMIT, 'n', "limit", "N", NULL, "What is shown",
     "Show at most N hits, default 10. 0 shows none; the summary still "
     "counts."},
    {PCSEARCH_OFFSET, 0, "offset", "N", NULL, "What is shown",
     "Pass over the first N hits."},
    {PCSEARCH_COUNT, 'c', "count", NULL, NULL, "What is shown",
     "Print only the number of matching segments."},
    {PCSEARCH_FILES, 'l', "files-with-matches", NULL, NULL, "What is shown",
     "Print only the paths of the files that hold a match."},
    {PCSEARCH_NULL, '0', "null", NULL, NULL, "What is shown",
     "With -l, end each path with a NUL instead of a newline, as for xargs "
     "-0. A path is printed as it is, but on a terminal without control "
     "characters."},
    {PCSEARCH_CONTEXT, 'C', "context", "N", NULL, "What is shown",
     "Show N neighbouring segments before and after each hit."},
    {PCSEARCH_ALSO, 0, "also", "LOC[,LOC]", NULL, "What is shown",
     "Show with each hit the same segment in these locales, as far as there is "
     "one: of the article with the same path, or, marked as found elsewhere, "
     "any with the same English. Where a hit stands for several segments, that "
     "of the first one."},
    {PCSEARCH_GROUP, 0, "group", "WHAT", "pair article none", "What is shown",
     "pair (default): equal pairs of segments are one hit with a count. "
     "article: the best segments of each article stand under its title; an "
     "article is found by its title and description, too, alone or together "
     "with a segment. none: each segment by itself."},
    {PCSEARCH_NO_MARKS, 0, "no-marks", NULL, NULL, "What is shown",
     "Do not mark what matched, which takes less time: for those who only need "
     "the texts. In JSON, marks are empty."},
    {PCSEARCH_FACETS, 0, "facets", "NAME[,NAME]", NULL, "What is shown",
     "Count what matches by locale, topic, type, year, product (also called "
     "service) or author, and list the values, most segments first. With -c, "
     "-l and -q only --json shows them."},
    {PCSEARCH_FACET_LIMIT, 0, "facet-limit", "N", NULL, "What is shown",
     "List at most N values of each facet, default 20, and how many more there "
     "are."},
    {PCSEARCH_EXPLAIN, 0, "explain", NULL, NULL, "What is shown",
     "Show what the query is read as, what each word of it stands for in each "
     "locale, and what the score of each of the first 1,000 hits is made of. "
     "Not with -c, -l and -q."},

    {PCSEARCH_BATCH, 0, "batch", "FILE", "@file", "Input and output",
     "Read queries from FILE, or from standard input where it is -, one a "
     "line, as QUERY or as ID, a tab and QUERY. Each line of the answer "
     "carries \"query_id\"."},
    {PCSEARCH_JSON, 0, "json", NULL, NULL, "Input and output",
     "Print JSON Lines: one hit a line, then a summary. See JSON."},
    {PCSEARCH_FORMAT, 0, "format", "FORMAT", "tmx xliff tsv csv sarif",
     "Input and output",
     "Print a document for other programs: tmx (a translation memory, TMX "
     "1.4b), xliff (XLIFF 2.1, of one locale), tsv or csv (a table). Without "
     "-n all hits are in it, and without a QUERY all segments. See EXPORTS. "
     "sarif (SARIF 2.1.0) is for --consistency."},
    {PCSEARCH_BOM, 0, "bom", NULL, NULL, "Input and output",
     "With --format csv or tsv, begin with a byte order mark, by which Excel "
     "knows that a file is UTF-8."},
    {PCSEARCH_NO_ENGLISH, 0, "no-english", NULL, NULL, "Input and output",
     "With --format and --also, leave the English out: the hit's text is what "
     "is translated, and those of --also are its translations. Hits without "
     "any are left out."},
    {PCSEARCH_COLOR, 0, "color", "WHEN", "auto always never",
     "Input and output",
     "Mark what matched in colour. auto (default): where the output is a "
     "terminal."},
    {PCSEARCH_QUIET, 'q', "quiet", NULL, NULL, "Input and output",
     "Print nothing: only the exit status answers."},
    {PCSEARCH_PAGER, 0, "pager", "WHEN", "auto always never",
     "Input and output",
     "Show the answer in a pager, where the output is a terminal. auto "
     "(default): an answer for people that is longer than the screen. always: "
     "a short one too, and what -c, -l and --json print. --batch is never "
     "paged."},
    {PCSEARCH_HYPERLINKS, 0, "hyperlinks", "WHEN", "auto always never",
     "Input and output",
     "Make paths links that a terminal opens at a click, where the file is on "
     "this machine. auto (default): where the output is a terminal and in "
     "colour."},
    {PCSEARCH_HYPERLINK_FORMAT, 0, "hyperlink-format", "FORMAT", NULL,
     "Input and output",
     "What the links are: default, file, vscode, vscode-insiders, vscodium, "
     "cursor, grep+, kitty, macvim, textmate, none, or an address that holds "
     "{path}, and may hold {line}, {column} (always 1) and {host}. default is "
     "file://{host}{path}."},

    {PCSEARCH_CONFIG, 0, "config", "FILE", "@file", "Configuration",
     "Read defaults from FILE instead of the configuration file."},
    {PCSEARCH_NO_CONFIG, 0, "no-config", NULL, NULL, "Configuration",
     "Read no configuration file."},

    {PCSEARCH_CONSISTENCY, 0, "consistency", NULL, NULL, "Reports",
     "Report translations that contradict each other, or their English, worst "
     "first: one English text with different translations, different English "
     "texts with one translation, and pairs whose numbers, addresses, code or "
     "placeholders differ, or that were left in English. A QUERY restricts it. "
     "See CONSISTENCY."},
    {PCSEARCH_CHECKS, 0, "checks", "KIND[,KIND]", NULL, "Reports",
     "With --consistency, report these kinds only: translations, sources, "
     "spelling, numbers, urls, code, placeholders and untranslated."},
    {PCSEARCH_FAIL_ON, 0, "fail-on", "KIND[=N][,KIND[=N]]", NULL, "Reports",
     "With --consistency, make the exit status 1 where there are more than N "
     "findings (default 0) of a kind, or of any kind with any, and else 0."},

    {PCSEARCH_LIKE, 0, "like", NULL, NULL, "Sentences",
     "Take the arguments for a sentence, in any of the languages of the index "
     "or in English, and find the segments that are nearest to it, best first, "
     "each with its match in percent. See SENTENCES."},
    {PCSEARCH_MIN_MATCH, 0, "min-match", "PERCENT", NULL, "Sentences",
     "With --like, the least match that counts, from 1 to 100. Default 70."},
    {PCSEARCH_SIDE, 0, "side", "SIDE", "english local", "Sentences",
     "With --like, compare the sentence with English texts, or with localized "
     "ones, alone. Default: with both, whichever match."},
    {PCSEARCH_WHERE, 0, "where", "QUERY", NULL, "Sentences",
     "With --like, compare it only with segments that QUERY finds, such as "
     "'type:ht path:billing/*'."},
    {PCSEARCH_BEFORE, 0, "before", "SENTENCE", NULL, "Sentences",
     "With --like, the sentence that stands before it: an equal segment that "
     "stands behind an equal one matches by 101 percent."},
    {PCSEARCH_AFTER, 0, "after", "SENTENCE", NULL, "Sentences",
     "With --like, the sentence that stands behind it, likewise. With both, "
     "both have to be equal."},

    {PCSEARCH_SUGGEST, 0, "suggest", NULL, NULL, "Other",
     "Take the arguments for a query that is being typed, and print what its "
     "last word may become, one completed query a line, the most frequent "
     "first. In Korean, first consonants will do, such as ㄱㄷ."},
    {PCSEARCH_TRANSLATIONS, 0, "translations", NULL, NULL, "Other",
     "Take the words of the query for one term, and print how it was "
     "translated, the most frequent translation first, with an example of "
     "each. See TRANSLATIONS."},
    {PCSEARCH_TO, 0, "to", "LOC[,LOC]", NULL, "Other",
     "With --translations, translate to these locales, or to English: en. "
     "Default: a term of a locale to English, an English one to the locales "
     "of --locale."},
    {PCSEARCH_STALE, 0, "stale", NULL, NULL, "Other",
     "List the articles that were translated from an older English than the "
     "same article in another locale, and the sentences that differ, worst "
     "first. -L says which locales are looked at, --also which they are held "
     "against; with a QUERY, only articles in which it finds something. See "
     "STALE ARTICLES."},
    {PCSEARCH_MISSING, 0, "missing", NULL, NULL, "Other",
     "With --stale, list also the articles that a locale does not have at "
     "all."},
    {PCSEARCH_ANALYZE, 0, "analyze", NULL, NULL, "Other",
     "Print the words and terms that the query is read as, and search "
     "nothing."},
    {PCSEARCH_HELP, 0, "help", NULL, NULL, "Other", "Print this text."},
    {PCSEARCH_VERSION, 0, "version", NULL, NULL, "Other", "Print the version."},
    {PCSEARCH_GENERATE, 0, "generate", "WHAT", PCS_GENERATE_CHOICES, "Other",
     "For packagers: print the man page, or the completion script of a "
     "shell."},
};

static const char description[] =
    "pcsearch searches an index that pcindex(1) made of localized help "
    "articles. A hit is one translated segment together with the English "
    "segment that it was translated from. Words are looked for on the "
    "translated side, with en: before them on the English one, and those that "
    "are clearly English on both, which the answer says.\n\n"
    "Several QUERY arguments are joined with spaces, and a segment has to "
    "match them all. Options may stand before or after the query; -- ends "
    "them. pcsearch-query(7) describes the query language and what counts as "
    "a match.\n\n"
    "A term is excluded by NOT term, or by -term inside a quoted argument or "
    "after --. A phrase needs quotes of its own inside those of the shell.\n\n"
    "Arguments, input and output are UTF-8, whatever the locale of the "
    "environment. Control and formatting characters in a document never reach "
    "the terminal.";

const pcs_command pcsearch_command = {
    .name = "pcsearch",
    .summary = "search localized help articles and their English",
    .synopses = synopses,
    .options = options,
    .n_options = COUNT(options),
    .description = description,
    .sections = pcsearch_sections,
    .examples = pcsearch_examples,
    .see_also = "pcindex(1), pcsearch-query(7)",
    .operands = NULL,
    .operands_exclude = true,
    .saved = {.key = "search",
              .never = "in translations to offset count files-with-matches "
                       "null explain batch json format bom no-english quiet "
                       "consistency checks fail-on stale missing config "
                       "no-config analyze like where before after help "
                       "version generate"},
};
