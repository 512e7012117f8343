/* options.c - the options of pcsearch, and what its help and man page say */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/options.h"

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
     "article: the best segments of each article stand under its title. none: "
     "each segment by itself."},
    {PCSEARCH_NO_MARKS, 0, "no-marks", NULL, NULL, "What is shown",
     "Do not mark what matched, which takes less time: for those who only need "
     "the texts. In JSON, marks are empty."},
    {PCSEARCH_FACETS, 0, "facets", "NAME[,NAME]", NULL, "What is shown",
     "Count what matches by locale, topic, type, year, service or author, and "
     "list the values, most segments first. With -c, -l and -q only --json "
     "shows them."},
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
     "Print JSON Lines: one hit a line, then a summary."},
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

static const pcs_section sections[] = {
    {"EXPORTS",
     "--format prints all hits, in the order of --json; with "
     "--group pair (the default) equal pairs are one, with the place of the "
     "first and a count; with --group none each segment stands by itself; with "
     "--group article too, and those of an article stand together, all of "
     "them. Hits are printed while they are read, so that a large export needs "
     "little memory. What --match auto would drop from the query stays in it. "
     "A limit that is saved in the "
     "configuration file does not count, and neither do --context and "
     "--facets. English has the locale en-US. The same index gives the same "
     "bytes.\n\n"
     "tmx\tA translation unit holds the English text, then the localized one. "
     "Properties tell where it stands: x-source, x-path, x-line, x-id, "
     "x-title, x-heading, x-url, x-type (of the translation), x-count and "
     "x-tier; what is empty is left out. segtype is phrase for a heading, "
     "paragraph for a paragraph that is one segment, and sentence.\n\n"
     "xliff\tA file for each article, with its path as original, and its "
     "source, title and type as notes; units in the order of the article. A "
     "unit's id is n and its number in the article, from 0; its name is the "
     "segment's id. Line, heading, url, count and tier are notes. A document "
     "has one target language, so where hits are in several locales it is an "
     "error: choose one with --locale.\n\n"
     "tsv, csv\tA line of names, then a line for each hit: locale, tier, "
     "local, english, title, heading, source, path, line, id, url, count, "
     "type. Further columns may come behind these. CSV is that of RFC 4180, "
     "with CR and LF at the end of lines. In TSV quotes have no meaning; a "
     "backslash is written \\\\, a tab \\t, a line feed \\n, a carriage return "
     "\\r, and another control character \\uXXXX, in hexadecimal.\n\n"
     "With --also, each locale's text is a further variant in tmx, with the "
     "property x-by (how it was found: id, english or elsewhere), a further "
     "column in tables, named as the locale, and a note in xliff. With "
     "--no-english, tmx and xliff are from the hit's locale to those of "
     "--also; xliff takes one. In tables the column english is empty "
     "then.\n\n"
     "A text that a spreadsheet would take for a formula, since it begins with "
     "=, +, -, @, one of these in fullwidth form, a tab or a line end, has an "
     "apostrophe in front in tables. So that it can be taken off again, a text "
     "that begins with apostrophes and then one of these has one more.\n\n"
     "Controls that XML or CSV cannot hold are written as U+FFFD, and a line "
     "on standard error counts them. In XML, other characters that could drive "
     "a terminal or hide text are character references, which a reader turns "
     "back."},
    {"TRANSLATIONS",
     "--translations takes the words of the query together for one term, as a "
     "phrase in any form, and lists what stands for it in the segments that "
     "have it: the rendering, the segments that have it and their share, how "
     "many of them a person (HT) and a machine (MT) translated, and an example "
     "with its place. Each segment counts for one rendering; (otherwise) are "
     "those that have none of them. Fields and excluded words of the query "
     "say which segments count, --limit how many renderings are shown.\n\n"
     "A term with en: before it is English, one with local: or a language is "
     "of that side. Without a field it is of the side of a locale on which "
     "more of its pairs have it, and where both have as many, English. An "
     "English term is translated into each locale of --locale, one of a locale "
     "to English. With --to, it is translated into those locales: from a "
     "locale to another one, what stands for a segment there is its sibling "
     "(see pcsearch-query(7)), and the answer tells how many have none.\n\n"
     "Renderings are found by counting, without a dictionary: words that stand "
     "in the segments with the term far more often than elsewhere, and that no "
     "other word of the segment explains better. Words that nearly always come "
     "together are one rendering, inflected forms and compounds count as one, "
     "and it is shown as most texts write it. A term that was left as it is "
     "has itself for a rendering. What is too rare to be told from chance is "
     "not shown.\n\n"
     "With --json, each rendering is a line of the type translation: rank, "
     "from and to (locales, or en), text, share (of the segments, 0 to 1), "
     "dice (how strongly both go together, 0 to 1), segments, pairs (of "
     "different texts), human, machine, and example: the texts from and to, "
     "marks in both, as byte offsets, source, path, line and id of the "
     "translation. The last line, of the type summary, has term, directions, "
     "ignored, generation and elapsed_ms. A direction has from, to, all, "
     "otherwise and of_more (each with segments, pairs, human and machine), "
     "shown, more (renderings that are not shown) and without_sibling "
     "(segments).\n\n"
     "With --format tsv or csv, the columns are from, to, rank, text, "
     "segments, pairs, human, machine, share, example, translated, source, "
     "path, line, id; a line without rank and text is what is left."},
    {"SENTENCES",
     "--like compares a sentence with every segment, as a translation memory "
     "does. Its arguments are joined with spaces; line ends in them are "
     "spaces, "
     "and nothing in it is an operator. It is compared with the English texts "
     "and with the localized ones, since either may be its language: a match "
     "says which side it is on. A sentence may have 16,384 bytes; what is "
     "behind is left out, and that is said.\n\n"
     "Texts are compared by their tokens. A token is a word, as ICU parts them "
     "(in scripts without spaces by its dictionaries; katakana as a whole), or "
     "a mark: any other character that is seen, be it punctuation, a symbol or "
     "a single hiragana letter. A word weighs 4, a mark 1. To add, drop or "
     "replace a word costs 4. To add, drop or replace a mark costs 1. So does "
     "to replace a word with one that differs in case, width or compatibility "
     "form alone, or in its digits alone (12 and 1,000.5; v2 and v3). D is "
     "what "
     "the cheapest way costs to make one text of the other (edit distance), W "
     "what the heavier one weighs. The match is 100 (W - D) / W percent, "
     "rounded down.\n\n"
     "100 %\tThe texts are equal, in Unicode's form NFC and with each run of "
     "white space as one space. Texts that are not equal match by 99 % at "
     "most.\n\n"
     "101 %\tThe texts are equal, and so are their neighbours, on the same "
     "side: the segment before it in the article and --before, the one after "
     "it "
     "and --after, as far as they are given. In a batch, these are the lines "
     "before and after; the first and the last have one neighbour. An empty "
     "line parts texts that do not belong together. So each line is answered "
     "when the next one, or the end, has been read.\n\n"
     "The best come first; of equal ones those that were somewhere translated "
     "by a person (ms.translationtype is HT), then those with more segments. "
     "Equal pairs are one match with a count. In brackets, or in colour, is "
     "what has to be edited: in the segment, what the sentence has not, or has "
     "otherwise; in its translation, what those of these words that the "
     "sentence has nowhere are translated by, as far as that is sure; in the "
     "sentence, which stands "
     "below behind an unequal sign, what the segment has not. Where nothing "
     "reaches --min-match the nearest "
     "match is named, where it is half as good and not too much work, and the "
     "exit status is 1. "
     "Every match is found; but once as many as are shown are better than any "
     "other can be, others are not counted, nor where the sentence makes too "
     "much work, and numbers are \"at least\". -c, and -n 0, count all.\n\n"
     "-L, -n, --offset, -C, --also, -q and --batch mean what they mean for a "
     "query; --facets and --group mean nothing. With --json, a match is a line "
     "{\"type\":\"match\"} with:\n\n"
     "rank, percent\tIts number, from 1, and its match, up to 101.\n\n"
     "side\tenglish or local: which of the texts is like the sentence. Where "
     "both are alike, english.\n\n"
     "translation\tThe ms.translationtype of the first place, as it is "
     "written; may be empty.\n\n"
     "human\tWhether one of the places was translated by a person.\n\n"
     "locale, local, english, title, heading, anchor, source, path, line, id, "
     "url, count, places, before, after, also\tAs of a hit. The first place is "
     "the one whose neighbours are equal, else the first that a person "
     "translated, if any.\n\n"
     "marks\tRanges of bytes, [start, end]: in local or english, that on "
     "side, what differs; in the other one, what words that the sentence has "
     "nowhere are translated by. In missing, those of the sentence, as query "
     "has it, that "
     "the segment has not.\n\n"
     "The last line of an answer is {\"type\":\"summary\"} with query (the "
     "sentence), segments and pairs (that match), exact (false where there may "
     "be more), shown, min_match, best (the best match, also one below "
     "min_match; null for none), ignored, generation and elapsed_ms. In a "
     "batch each line has query_id."},
    {"STALE ARTICLES",
     "The same article in several locales is what --also joins by path. "
     "--stale asks of each whether it was made from the newest version of the "
     "English that any of these locales has. Versions are told apart by "
     "ms.openlocfilehash, where that is missing by ms.sourcegitcommit and the "
     "English itself; the newest is that of the latest ms.lasthandoff, of "
     "several of one day that which most locales have. An article of another "
     "version is\n\n"
     "stale\twhere its day is an earlier one;\n\n"
     "unordered\twhere both are of one day, or one has no day that can be "
     "read: no telling which is older;\n\n"
     "missing\twhere the locale does not have it. These are counted, and "
     "listed with --missing.\n\n"
     "Stale ones come first, then unordered ones; in each, those with most "
     "segments that differ, then those that are furthest behind. -n and "
     "--offset count articles. -l prints the paths, all without -n, of missing "
     "articles those where they are not missing; -c the number of articles. A "
     "QUERY is "
     "matched as with --match all.\n\n"
     "A segment whose English is similar to that of a new one has changed: its "
     "words are shown as git does, what is gone as [-old-] and what came as "
     "{+new+}, in colour without brackets, below the text that has to be "
     "translated anew. Others were added (shown with the line behind which "
     "they belong, as 12+), removed, or moved. Similar is where at least half "
     "of the words and marks of both are common.\n\n"
     "With --json each article is a line. Its \"type\" is stale, unordered or "
     "missing; \"rank\" counts from 1; \"locale\", \"title\", \"source\", "
     "\"path\" and \"url\" tell where it stands, and \"handoff\" (a day as "
     "2021-05-19), \"commit\" and \"hash\" what it was made from; what is "
     "empty is left out, and so is all but the locale where it is missing. "
     "\"newest\" has the same of the article that it is held against, and "
     "\"locales\", all that have that version. \"segments\" is how many it "
     "has (a missing one: the newest), \"days\" how many a stale one is "
     "behind. \"changed\", \"added\", \"removed\" and \"moved\" count its "
     "\"changes\", a list in the order of the newest, of the first 5,000, "
     "which -l and -c leave "
     "out: \"kind\" is one of those four names; \"old\" and \"new\" are the "
     "segment here and in the newest, each with \"line\", \"id\", "
     "\"english\" and \"local\"; an added one has no old but \"behind\", the "
     "line behind which it belongs (0 for the beginning), a removed one no "
     "new; a changed one has \"diff\", a list of pairs of same, removed or "
     "added and a piece of text: those that are the same or removed make the "
     "old English, those that are the same or added the new.\n\n"
     "The last line is of \"type\" summary: \"query\", \"articles\" (how many "
     "were found), \"shown\", how many are \"stale\", \"unordered\" and "
     "\"missing\", the sums of \"changed\", \"added\", \"removed\" and "
     "\"moved\", \"ignored\" (what was left out of the query), \"generation\" "
     "and \"elapsed_ms\". The exit status is 0 where an article is stale or "
     "unordered, or with --missing missing, else 1."},
    {"CONSISTENCY",
     "--consistency compares the pairs of each locale with each other. A "
     "finding is of one of these kinds:\n\n"
     "translations\tOne English text has translations that differ in more than "
     "their spelling.\n\n"
     "sources\tEnglish texts that differ in more than spelling, endings and "
     "articles have one translation.\n\n"
     "spelling\tTranslations of one English text differ in case, white space "
     "and punctuation alone.\n\n"
     "numbers\tA number stands on one side of a pair alone, in whatever form: "
     "digits, words, or a month's name.\n\n"
     "urls\tAn address does, but for another language of the same page.\n\n"
     "code\tInline code does.\n\n"
     "placeholders\tA placeholder does, such as {0}, %s or <name>.\n\n"
     "untranslated\tProse was left in English.\n\n"
     "pcsearch-query(7) tells under CHECKS what these five pass over.\n\n"
     "The worst come first, and spelling last. The score of a finding says "
     "about how many of its segments are to be corrected: the sum of the "
     "segments of its variants, each times its doubt, from 0 to 1.\n\n"
     "A translation is doubted most where it belongs to another English text: "
     "where No stands as what Yes stands as nearly always. The doubt is the "
     "share of the other text among the segments with that translation, times "
     "the share of that translation among the segments of the other text, "
     "times how likely the texts do not mean the same. That is judged by the "
     "words that they do not share, but for their endings, by what the other "
     "locales of the index have for both, and by what is opposed: a number, a "
     "negation, or a prefix that negates. So a singular and its plural count "
     "as "
     "one, and Log in and Sign in weigh little. Else the variants that are not "
     "the most "
     "frequent one are doubted: with 0.3 where English was left, with 0.02 to "
     "0.1 where another wording was chosen. What people translated counts "
     "twice there. An English text with the translation of another one is "
     "doubted by how likely they do not mean the same, and how much the "
     "translation belongs to the other one, less where it has no other "
     "translation. What is found in one pair has a fixed doubt, from "
     "0.7 to 0.9.\n\n"
     "A QUERY restricts the report. What it says of articles (path:, type:, "
     "date: and the like) chooses the segments that are compared; words and "
     "other fields choose the findings: those of which one segment matches. "
     "Doubts are those of the whole locale.\n\n"
     "-n and --offset choose the findings that are shown; with --format sarif "
     "all are, where -n does not say how many. -c prints their number. With "
     "--json, a finding is a line {\"type\":\"finding\"} with:\n\n"
     "rank, kind, locale, score\tas above.\n\n"
     "english\tThe text whose translations differ. With sources, local: the "
     "translation that English texts share.\n\n"
     "segments, human, machine\tHow many segments there are, and how many of "
     "them are of articles that a person translated, and of others.\n\n"
     "variants\tThe texts of the other side, most segments first, at most 20: "
     "objects with local or english, segments, human, machine, doubt, places "
     "(at most 10, each with source, path, line, id, and url where there is "
     "one), and, where a translation belongs to another English text, instead: "
     "that text as english, and the segments that stand so.\n\n"
     "more\tHow many further variants there are.\n\n"
     "missing, extra\tOf a finding of one pair, which has one variant: what of "
     "the English the translation lacks, and what it has instead.\n\n"
     "The last line is {\"type\":\"summary\"} with findings (of all kinds), "
     "shown, kinds (by name: findings and segments), failing (by --fail-on), "
     "ignored (of the query) and generation.\n\n"
     "--format sarif prints a SARIF 2.1.0 log: a result for each finding, "
     "whose ruleId is the kind, and whose level is error where a doubt is 0.5 "
     "or more, else warning, and note for spelling. Its location is the first "
     "place of the worst variant; other places are relatedLocations. URIs are "
     "relative to the current folder where files are below it, else to the "
     "folder of their source, which originalUriBaseIds names. "
     "partialFingerprints stay the same while texts do."},
    {"EXIT STATUS", "0\tSomething was found. With --fail-on: nothing that "
                    "fails.\n\n"
                    "1\tNothing was found. With --fail-on: more findings of a "
                    "kind than it allows.\n\n"
                    "2\tAn error, which one line on standard error explains."},
    {"ENVIRONMENT",
     "PCSEARCH_INDEX\tThe index to search where --index is not given.\n\n"
     "XDG_DATA_HOME\tWhere the default index is, below pcsearch/index.\n\n"
     "PCSEARCH_CONFIG\tThe configuration file to read where --config is not "
     "given.\n\n"
     "XDG_CONFIG_HOME\tWhere the configuration file is, below "
     "pcsearch/config.yaml.\n\n"
     "PCSEARCH_PAGER, PAGER\tThe pager: the first of them that is set, else "
     "less. Empty or cat: none.\n\n"
     "LESS, LESSCHARSET\tWhat less goes by. Where they are not set, it is "
     "called with FRX and utf-8.\n\n"
     "NO_COLOR\tNot empty: --color auto means never.\n\n"
     "CLICOLOR_FORCE\tNeither empty nor 0: --color auto means always, unless "
     "NO_COLOR is set.\n\n"
     "CLICOLOR\t0: --color auto means never.\n\n"
     "TERM\tdumb: --color auto means never. dumb or not set: --hyperlinks auto "
     "means never, and there is no pager.\n\n"
     "COLUMNS, LINES\tThe size of the screen, instead of the terminal's."},
    {"CONFIGURATION",
     "The configuration file is YAML. Under search: it holds options, each by "
     "its long name: \"limit: 20\", \"exact: true\", \"locale: [ko-KR, "
     "ja-JP]\". What asks for one answer (--in, --offset, --count, "
     "--files-with-matches, --null, --explain, --json, --format, --bom, "
     "--no-english, --consistency, --checks, --fail-on, --stale, --missing, "
     "--translations, --to, --batch, --quiet, --like, --where, --before, "
     "--after) "
     "cannot be "
     "saved. Paths are relative to the file's folder, and may begin with "
     "~/.\n\n"
     "The command line goes before PCSEARCH_INDEX, that before the file, and "
     "the file before what is built in. What is wrong in the file is an error "
     "that names its line and column. Scripts do well to give --no-config.\n\n"
     "All other keys are what pcindex(1) reads, and describes. The file may "
     "have 1 MiB; anchors, aliases and tags are refused."},
    {"FILES",
     "~/.config/pcsearch/config.yaml\tThe configuration file, where neither "
     "PCSEARCH_CONFIG nor XDG_CONFIG_HOME is set.\n\n"
     "~/.local/share/pcsearch/index\tThe default index, where XDG_DATA_HOME "
     "is not set."},
};

static const pcs_example examples[] = {
    {"Find a word in all locales.", "pcsearch 구독", 0},
    {"Find segments that hold both words, in Korean.",
     "pcsearch -L ko-KR 구독 관리", 0},
    {"Find a phrase in German.", "pcsearch -L de '\"Ihre Rechnung\"'", 0},
    {"Find a word, but not where another one stands beside it.",
     "pcsearch -n 20 '구독 -고객'", 0},
    {"Find a word where it was not translated from a certain English one.",
     "pcsearch -L ko '예 -en:yes'", 0},
    {"Find one of two words together with a third.",
     "pcsearch '(구독 OR 청구서) 고객'", 0},
    {"Find an English word in Korean segments.", "pcsearch -L ko invoice", 0},
    {"Count the segments that match.", "pcsearch --count Rechnung", 0},
    {"Count only those that hold the word as typed.",
     "pcsearch --exact --count Rechnung", 0},
    {"List the files that mention C#.", "pcsearch -l 'C#'", 0},
    {"Find a word in articles of 2024 that a person translated.",
     "pcsearch '구독 date:2024 type:ht'", 0},
    {"Find it below a certain heading, but not in the folder billing.",
     "pcsearch '구독 heading:구독 -path:billing'", 0},
    {"Count what matches by locale and year.",
     "pcsearch -n 0 --facets locale,year en:subscription", 0},
    {"Show how segments read in other languages.",
     "pcsearch -L ko --also ja,pt '\"구독 만들기\"'", 0},
    {"Find the German segments whose Korean ones hold a word.",
     "pcsearch -L ko --in de 구독", 0},
    {"Count them by article type.", "pcsearch -n 0 --in de --facets topic 구독",
     0},
    {"Find a word that is not spelled as it was typed.",
     "pcsearch --tier near Rehcnung", 0},
    {"Show what a word may become.", "pcsearch --suggest -L ko ㄱㄷ", 0},
    {"Show how a term was translated into Korean.",
     "pcsearch --translations -L ko subscription", 0},
    {"Show what a Korean word stands for, where it was not translated by a "
     "machine.",
     "pcsearch --translations '구독 -type:mt'", 0},
    {"Show what stands for it in German and Japanese.",
     "pcsearch --translations -L ko --to de,ja 구독", 0},
    {"Make a table of the translations of a term of two words.",
     "pcsearch --translations --format csv --bom 'billing period' > period.csv",
     0},
    {"List what has to be translated again in Japanese.",
     "pcsearch --stale -L ja", 0},
    {"Ask whether a folder is up to date with the German articles.",
     "pcsearch --stale -q -L ko --also de path:account", 1},
    {"Count the articles that are not up to date, or missing in a locale.",
     "pcsearch --stale --missing -c", 0},
    {"Show why the first hit is the first.",
     "pcsearch --explain -L ko -n 1 구독 관리", 0},
    {"Show what a query is read as.", "pcsearch --analyze -L ko 구독을", 0},
    {"Ask whether there is any match.", "pcsearch -q zzyzx", 1},
    {"Hand the hits to a program, one JSON object a line.",
     "pcsearch --json -n 3 サブスクリプション", 0},
    {"Make a translation memory of all that is in Korean.",
     "pcsearch --format tmx -L ko > ko.tmx", 0},
    {"Make one of what people translated.",
     "pcsearch --format tmx type:ht > human.tmx", 0},
    {"Hand the segments with a word to a translation tool.",
     "pcsearch --format xliff -L de Rechnung > Rechnung.xlf", 0},
    {"Open what was found as a table in Excel.",
     "pcsearch --format csv --bom --group none 구독 > hits.csv", 0},
    {"Make a translation memory from Korean to Japanese.",
     "pcsearch --format tmx --no-english -L ko --also ja > ko-ja.tmx", 0},
    {"Cut two columns out of a table.",
     "pcsearch --format tsv -L ja サブスクリプション | cut -f 3,4", 0},
    {"Show the worst contradictions of Korean translations.",
     "pcsearch --consistency -L ko -n 3", 0},
    {"Let a build fail where people have translated one text in two ways.",
     "pcsearch --consistency --fail-on translations=50 -n 0 type:ht", 0},
    {"Hand contradictions to a platform that shows them beside the files.",
     "pcsearch --consistency --format sarif > report.sarif", 0},
    {"Find how a sentence, or one like it, was translated.",
     "pcsearch --like -L ko 'A subscription gives a client the right to use "
     "the services for an agreed term.'",
     0},
    {"Find only what people translated, and is nearly the same.",
     "pcsearch --like --min-match 85 --where type:ht "
     "'고객의 구독은 [구독] 페이지에서 관리합니다!'",
     0},
    {"Look the sentences of a text up, one a line, each in its context.",
     "printf 'Monthly plans renew automatically.\\nAnnual plans can be paid in "
     "installments.\\n' | pcsearch --like --json -L de -n 1 --batch -",
     0},
    {"Run several queries at once.",
     "printf 'q1\\t구독\\nq2\\t청구서\\n' | pcsearch --json --batch -", 0},
};

const pcs_command pcsearch_command = {
    .name = "pcsearch",
    .summary = "search localized help articles and their English",
    .synopses = synopses,
    .options = options,
    .n_options = COUNT(options),
    .description = description,
    .sections = sections,
    .n_sections = COUNT(sections),
    .examples = examples,
    .n_examples = COUNT(examples),
    .see_also = "pcindex(1), pcsearch-query(7)",
    .operands = NULL,
    .operands_exclude = true,
    .saved = {.key = "search",
              .never = "in translations to offset count files-with-matches "
                       "null explain batch "
                       "json format bom no-english quiet consistency checks "
                       "fail-on stale missing config "
                       "no-config analyze like where before after help "
                       "version generate"},
};
