/* options.c - the options of pcindex, and what its help and man page say */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/options.h"

#include "cli/manualtexts.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const synopses[] = {
    "[-i DIR] [OPTIONS] SOURCE...",
    "[-i DIR] --paths-from FILE [OPTIONS] SOURCE",
    "[-i DIR] --dictionary FILE [SOURCE...]",
    "[-i DIR] --watch [--settle SECONDS] [OPTIONS] SOURCE...",
    "[-i DIR] --status [--json]",
    "[-i DIR] --verify",
    "[-i DIR] --rollback",
    "[-i DIR] --dump",
    NULL,
};

static const pcs_option options[] = {
    {PCINDEX_INDEX, 'i', "index", "DIR", "@dir", "The index and its sources",
     "The index to work on. Default: $PCSEARCH_INDEX, else "
     "the configuration file's, else $XDG_DATA_HOME/pcsearch/index, else "
     "~/.local/share/pcsearch/index."},
    {PCINDEX_LOCALE, 'L', "locale", "LOC", NULL, "The index and its sources",
     "The locale of files that name none and whose path tells none, such as "
     "ko-KR."},
    {PCINDEX_INCLUDE, 0, "include", "GLOB", NULL, "The index and its sources",
     "Index files that match GLOB, instead of *.md. A GLOB without / is held "
     "against a file's name, another one against its path below the source. "
     "May be given more than once."},
    {PCINDEX_EXCLUDE, 0, "exclude", "GLOB", NULL, "The index and its sources",
     "Pass over files and folders that match GLOB. May be given more than "
     "once."},
    {PCINDEX_URL, 0, "url", "NAME=TEMPLATE", NULL, "The index and its sources",
     "Where the pages of source NAME are published, such as "
     "https://help.example.com/{locale-lower}/{stem}#{anchor}; see URLS. An "
     "empty TEMPLATE takes it away. Later runs keep what was published. May be "
     "given more than once."},

    {PCINDEX_PATHS, 0, "paths-from", "FILE", "@file",
     "The index and its sources",
     "Look only at the paths that FILE lists, one a line; - is standard input. "
     "See CHANGED PATHS in pcindex(1)."},
    {PCINDEX_PATHS0, 0, "paths-from0", "FILE", "@file",
     "The index and its sources",
     "The same with a NUL byte behind each path, which leaves no doubt about "
     "any name."},

    {PCINDEX_DICTIONARY, 0, "dictionary", "FILE", "@file",
     "The index and its sources",
     "Publish the synonyms, words and compounds of the YAML file FILE with the "
     "index; pcsearch-query(7) describes them. No article is indexed again for "
     "it, and no SOURCE is needed. Later runs keep what was published."},
    {PCINDEX_NO_DICTIONARY, 0, "no-dictionary", NULL, NULL,
     "The index and its sources", "Publish the index without a dictionary."},

    {PCINDEX_JOBS, 'j', "jobs", "N", NULL, "How it works",
     "Work with N threads. Default: the number of processors."},
    {PCINDEX_MEMORY, 0, "memory", "SIZE", NULL, "How it works",
     "The memory that the whole process may take, such as 512M (the default) "
     "or 2G; 16M at least."},
    {PCINDEX_REBUILD, 0, "rebuild", NULL, NULL, "How it works",
     "Build from nothing. The result is the same as an update's."},
    {PCINDEX_CHECKSUM, 0, "checksum", NULL, NULL, "How it works",
     "Read every file, to find out by its bytes whether it has changed. "
     "Without, a file is read where its size, inode or a time of it has "
     "changed, or is not older than the last reading by two seconds. Every "
     "byte of what is served is checked, too, and mended where it is "
     "damaged."},
    {PCINDEX_STRICT, 0, "strict", NULL, NULL, "How it works",
     "Warnings count as errors in the exit status, and those of files that "
     "have not changed are told again."},

    {PCINDEX_WAIT, 0, "wait", "[=SECONDS]", NULL, "How it works",
     "Where another pcindex is working on the index, wait for it to end, for "
     "SECONDS at most if they are given. Default: end at once, with exit "
     "status 2."},
    {PCINDEX_RETENTION, 0, "retention", "N", NULL, "How it works",
     "Keep the newest N generations to go back to, 1 at least. Default: 3. "
     "What is served, what was served before it, and what was served in the "
     "last minute is kept as well."},
    {PCINDEX_MAX_LOSS, 0, "max-loss", "PERCENT", NULL, "How it works",
     "Publish nothing where a locale would lose more than PERCENT of its "
     "segments: a folder that is empty by mistake is no reason to empty the "
     "index. Default: 50; 100 lets everything pass. Fewer than 100 segments "
     "may always go."},

    {PCINDEX_WATCH, 0, "watch", NULL, NULL, "Watching",
     "Bring the index up to date, and then again whenever the sources change, "
     "until SIGINT or SIGTERM ends it."},
    {PCINDEX_SETTLE, 0, "settle", "SECONDS", NULL, "Watching",
     "Begin when nothing has changed for so long, or when changes have come "
     "without a pause for ten times as long. Fractions are allowed. Default: "
     "1."},

    {PCINDEX_JSON, 0, "json", NULL, NULL, "What is printed",
     "Print events as JSON Lines on standard output; the last one is the "
     "summary."},
    {PCINDEX_PROGRESS, 0, "progress", "WHEN", "auto always never",
     "What is printed",
     "Show how far the work is. auto (default): where standard error is a "
     "terminal."},
    {PCINDEX_QUIET, 'q', "quiet", NULL, NULL, "What is printed",
     "Print errors only, and what is damaged."},

    {PCINDEX_STATUS, 0, "status", NULL, NULL, "Instead of indexing",
     "Print the generations of the index, its locales, articles, segments, "
     "sizes, ages and versions, and what is in quarantine."},
    {PCINDEX_VERIFY, 0, "verify", NULL, NULL, "Instead of indexing",
     "Check every byte of the served generation against its checksums, and "
     "what it holds against its counts."},
    {PCINDEX_ROLLBACK, 0, "rollback", NULL, NULL, "Instead of indexing",
     "Make the previous generation the served one. The next run with a SOURCE "
     "publishes the state of the sources again: put them right before it."},
    {PCINDEX_DUMP, 0, "dump", NULL, NULL, "Instead of indexing",
     "Print one JSON line a segment, sorted by locale, source, path and "
     "position."},

    {PCINDEX_CONFIG, 0, "config", "FILE", "@file", "Configuration",
     "Read defaults from FILE instead of the configuration file."},
    {PCINDEX_NO_CONFIG, 0, "no-config", NULL, NULL, "Configuration",
     "Read no configuration file."},

    {PCINDEX_HELP, 0, "help", NULL, NULL, "Other", "Print this text."},
    {PCINDEX_VERSION, 0, "version", NULL, NULL, "Other", "Print the version."},
    {PCINDEX_GENERATE, 0, "generate", "WHAT", PCS_GENERATE_CHOICES, "Other",
     "For packagers: print the man page, or the completion script of a "
     "shell."},
};

static const char description[] =
    "pcindex brings the index in DIR up to date with the folders SOURCE..., by "
    "the content of their files, and publishes the result in one step: a "
    "search that runs at the time goes on with what it has opened.\n\n"
    "A SOURCE is a directory or NAME=DIRECTORY. NAME, by default the last "
    "component of the directory's real path, is what the index remembers, so "
    "a checkout in another place is still the same source. Two sources of one "
    "NAME in a run are an error. Files of a source that have gone are removed "
    "from the index; sources that are not named in a run are left as they "
    "are.\n\n"
    "Files are Markdown with translated segments, each with the English "
    "segment that it was translated from. Hidden files and folders, and "
    "symbolic links that leave the root, are passed over. A file that cannot "
    "be read, or is over a limit, is named with its line and the reason, and "
    "everything else is indexed.";

static const pcs_section sections[] = {
    {"CHANGED PATHS",
     "With --paths-from or --paths-from0 there is one SOURCE, and nothing of "
     "it is looked at but what the list names, so that an update of a large "
     "tree takes as long as what has changed:\n\n"
     "git -C SOURCE diff -z --relative --name-only A B | pcindex "
     "--paths-from0 - SOURCE\n\n"
     "Paths are relative to SOURCE, or absolute and below it. A file that is "
     "there is indexed if it has changed; one that is gone is removed from the "
     "index. A folder stands for all that it holds, or held. What a run "
     "without a list would pass over is passed over here too. A path outside "
     "SOURCE, or through a symbolic link that leads out of it, is named as an "
     "error, and the others are done. A file that can also be come to by a "
     "symbolic link within SOURCE has two paths, and each is to be named.\n\n"
     "In a list by lines, a line in double quotes is taken as git writes it "
     "without -z, so that \"\\352\\265\\254\\353\\217\\205.md\" is "
     "구독.md; a carriage return before the line feed is left out, unless a "
     "file is named so. Empty lines are passed over. An empty list is no "
     "error, and changes nothing: where a list comes through a pipe, have the "
     "shell look at the first program's status (set -o pipefail)."},
    {"WATCHING",
     "With --watch, pcindex first brings the index up to date, says how many "
     "folders it watches (with --json a line of the type \"watching\"), and "
     "then prints a line for each generation that it publishes (with --json "
     "the summary of each run, whether it has published or not).\n\n"
     "It watches the folders that it would index, by inotify(7), new ones as "
     "soon as they come; hidden and excluded ones are left alone. A run looks "
     "at the paths that have changed; at the whole of a source where there "
     "were more than 1,000 of them or the system lost count, where the source "
     "holds symbolic links or the file has several names, at the start, on "
     "SIGHUP, and once an hour, since "
     "some file systems, such as those of other hosts, tell nothing.\n\n"
     "A source that is not there, at the start or later, is named once; its "
     "articles stay in the index, and it is indexed when it is there again. A "
     "run that fails, because another pcindex is writing, a disk is full or "
     "a check before publishing refused it, leaves served what was served. It "
     "is told in one line, and tried again with the next change and after a "
     "while, first half a second, a minute at most. Only what no change of a "
     "file can mend, such as two sources of one name, ends the program.\n\n"
     "Where fs.inotify.max_user_watches does not allow to watch all folders, "
     "a line says so, and the sources are looked through as a whole every ten "
     "settle times, but no more often than each second and no less often than "
     "every ten."},
    {"SIGNALS",
     "SIGINT, SIGTERM\tWith --watch: end, with exit status 0. A run in work is "
     "finished before; a second one, half a second later or more, ends it at "
     "once, and what was served still is.\n\n"
     "SIGHUP\tWith --watch: look at all sources as a whole, and read the "
     "dictionary again."},
    {"EXIT STATUS",
     "0\tAll is done.\n\n"
     "1\tThe index was published, but files were left out; each is named.\n\n"
     "2\tNothing was published; one line on standard error says why."},
    {"GENERATIONS",
     "What pcindex publishes is a generation: a set of files that never "
     "change, which its manifest lists with their checksums. It is written "
     "beside the one that is served, and is served when it is whole: every "
     "byte is read back and checked, also of the files that it shares with "
     "the one before; it opens and counts what it should; no locale has lost "
     "more than --max-loss allows; and the canaries of the configuration are "
     "found. Then one rename makes it the served "
     "one. Whatever fails before, and whenever a run is killed, what was "
     "served is served, and the next run takes away what is left.\n\n"
     "A search goes on with the generation that it has opened. Searching "
     "takes no lock and writes nothing. A replica is a copy of files/, then "
     "of generations/, then of CURRENT: without the last one, nothing of a "
     "copy is served.\n\n"
     "Where the served generation is damaged, pcsearch says so and answers "
     "from the newest older one that is whole. The next run of pcindex moves "
     "what is damaged to quarantine/ in the index, where it stays for a week, "
     "serves the newest generation that is whole, and brings it up to date; "
     "where none is, it builds the index anew from the sources that it is "
     "given and from what can still be read, and names what is lost."},
    {"ENVIRONMENT",
     "PCSEARCH_INDEX\tThe index to work on where --index is not given.\n\n"
     "XDG_DATA_HOME\tWhere the default index is, below pcsearch/index.\n\n"
     "PCSEARCH_CONFIG\tThe configuration file to read where --config is not "
     "given.\n\n"
     "XDG_CONFIG_HOME\tWhere the configuration file is, below "
     "pcsearch/config.yaml.\n\n" PCS_MANUAL_LANGUAGE},
    {"CONFIGURATION",
     "The configuration file is the one of pcsearch(1); \"pcindex --config "
     "pcsearch.yaml\" is all that a deployment needs:\n\n"
     "  sources:\n"
     "    - docs/ko-kr\n"
     "    - german=docs/de-de\n"
     "    - path: docs/pt-br\n"
     "      name: brazil\n"
     "      url: https://ajuda.example.com/{stem}#{anchor}\n"
     "      locale: pt-BR\n"
     "  locales: [ko-KR, de, pt-BR]\n"
     "  include: \"*.md\"\n"
     "  exclude: [README.md, drafts]\n"
     "  urls:\n"
     "    german: https://hilfe.example.com/{path}\n"
     "  retention: 5\n"
     "  gates:\n"
     "    max-loss: 20%\n"
     "    canaries:\n"
     "      - 구독\n"
     "      - {query: Rechnung, locale: de-DE, min-segments: 10}\n"
     "  dictionary: words.yaml\n"
     "  index:\n"
     "    index: /srv/pcsearch\n"
     "    jobs: 2\n"
     "  search:\n"
     "    limit: 20\n\n"
     "sources:\tWhat is indexed where no SOURCE is given: DIRECTORY, "
     "NAME=DIRECTORY, or a mapping of path:, name:, url: (see URLS) and "
     "locale:, which is --locale for this source.\n\n"
     "locales:\tThe only locales that are indexed; de stands for each German "
     "one. Files of others are passed over as if they were not there, and what "
     "the index has of them is removed, whatever --max-loss says.\n\n"
     "include:, exclude:\tA GLOB or a list of them, as of the options.\n\n"
     "urls:\tThe NAMEs of sources with the templates of their pages. An empty "
     "one takes away what was published; without one, that stays.\n\n"
     "retention:, dictionary:\tAs the options.\n\n"
     "gates:\tWhat has to hold for a generation to be published: max-loss: as "
     "the option, and canaries:, queries that find something in it. A canary "
     "is "
     "a query as of pcsearch-query(7), all of whose words have to match, or a "
     "mapping of query:, locale:, min-segments: (default 1) and "
     "max-segments:.\n\n"
     "index:\tAny option that is not for one run alone, by its long name.\n\n"
     "search:\tWhat pcsearch(1) reads.\n\n"
     "Paths are relative to the file's folder, and may begin with ~/. The "
     "command line goes before PCSEARCH_INDEX, that before the file, and the "
     "file before what is built in. A SOURCE, --include or --exclude on the "
     "command line stands instead of all that the file lists; of a SOURCE "
     "whose "
     "NAME it lists, the url: and locale: hold. Unknown keys, wrong types and "
     "keys that stand twice are errors that name line and column."},
    {"URLS",
     "With the template of a source, pcsearch(1) gives each hit the address of "
     "its published page: \"url\" in --json, and a line below the title with "
     "--group article. In a terminal, a path links to the page where the file "
     "is not there. A template is an address that begins with https:// or "
     "http:// and may hold:\n\n"
     "{path}\tThe file's path below the source.\n\n"
     "{stem}\tThe path without its extension.\n\n"
     "{locale}\tThe locale, as ko-KR.\n\n"
     "{locale-lower}\tThe locale, as ko-kr.\n\n"
     "{source}\tThe NAME of the source.\n\n"
     "{anchor}\tThat of the heading above the segment. Where there is none, "
     "and for an article as a whole, # in front of it is left out.\n\n"
     "What is put in is percent-encoded, but for slashes. In the host only "
     "locales may stand. A change of templates alone publishes a generation "
     "without indexing anything."},
    {"FILES", PCS_MANUAL_FILES},
    {"LIMITS",
     "A file has 16 MiB at most, a line 1 MiB, a segment 64 KiB; spans are "
     "nested 8 deep, the YAML of a header 16 deep and without aliases. A "
     "dictionary has 1 MiB, 20,000 words, 33 words in a group and 200 bytes in "
     "a "
     "word at most. Invalid "
     "UTF-8 is repaired and reported as a warning."},
    {NULL, NULL},
};

static const pcs_example examples[] = {
    {"Index all folders of a tree, each as a source of its own.",
     "pcindex corpus/*/", 0},
    {"Bring two sources up to date, and leave the others as they are.",
     "pcindex corpus/ko-kr corpus/ja-jp", 0},
    {"Name a source, and say where the index is.",
     "pcindex -i help-index german=corpus/de-de", 0},
    {"Follow two sources as they change, here for two seconds.",
     "timeout --preserve-status 2 pcindex --watch corpus/ko-kr corpus/ja-jp",
     0},
    {"Read the summary of a run in a program.",
     "pcindex --json corpus/*/ | tail -n 1", 0},
    {"Publish a dictionary with what is served.",
     "pcindex --dictionary docs/examples/dictionary.yaml", 0},
    {"Do all that a configuration says.",
     "pcindex --config docs/examples/pcsearch.yaml", 0},
    {"Say where the pages of a source are published.",
     "pcindex --url 'ko-kr=https://help.example.com/{locale-lower}/{stem}' "
     "corpus/ko-kr",
     0},
    {"Look at nothing but what is said to have changed.",
     "printf '%s\\n' faq.md billing | pcindex --paths-from - corpus/ko-kr", 0},
    {"Look at what is being served.", "pcindex --status", 0},
    {"Check every byte of it.", "pcindex --verify", 0},
    {"Go back to the generation before.", "pcindex --rollback", 0},
    {"Wait for another run to end, a minute at most.",
     "pcindex --wait=60 corpus/ko-kr", 0},
    {"Print all segments.", "pcindex --dump", 0},
    {NULL, NULL, 0},
};

const pcs_command pcindex_command = {
    .name = "pcindex",
    .summary = "index localized help articles for pcsearch",
    .synopses = synopses,
    .options = options,
    .n_options = COUNT(options),
    .description = description,
    .sections = sections,
    .examples = examples,
    .see_also = "pcsearch(1), pcsearch-query(7)",
    .operands = "@dir",
    .operands_exclude = false,
    .saved = {.key = "index",
              .never =
                  "url rebuild watch paths-from paths-from0 json quiet status "
                  "verify rollback dump config no-config help version "
                  "generate",
              .lists = "include exclude",
              .top = "include exclude retention max-loss dictionary"},
};
