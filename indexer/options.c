/* options.c - the options of pcindex, and what its help and man page say */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/options.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const synopses[] = {
    "[-i DIR] [OPTIONS] SOURCE...",
    "[-i DIR] --dictionary FILE [SOURCE...]",
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
    {PCINDEX_STRICT, 0, "strict", NULL, NULL, "How it works",
     "Warnings count as errors in the exit status."},

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
    {"EXIT STATUS",
     "0\tAll is done.\n\n"
     "1\tThe index was published, but files were left out; each is named.\n\n"
     "2\tNothing was published; one line on standard error says why."},
    {"GENERATIONS",
     "What pcindex publishes is a generation: a set of files that never "
     "change, which its manifest lists with their checksums. It is written "
     "beside the one that is served, and is served when it is whole: every "
     "byte is read back and checked, also of the files that it shares with "
     "the one before; it opens and counts what it should; and no locale has "
     "lost more than --max-loss allows. Then one rename makes it the served "
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
     "pcsearch/config.yaml."},
    {"CONFIGURATION",
     "The configuration file is the one of pcsearch(1). Under sources: it "
     "lists what to index where no SOURCE is given. Under index: it holds "
     "options, each by its long name: \"jobs: 2\", \"memory: 1G\"; include: "
     "and exclude:, each a GLOB or a list of them, may stand there or at the "
     "top. Paths are relative to the file's folder, and may begin with "
     "~/.\n\n"
     "The command line goes before PCSEARCH_INDEX, that before the file, and "
     "the file before what is built in. A SOURCE, --include or --exclude on "
     "the command line stands instead of all that the file lists. What is "
     "wrong in the file is an error that names its line and column."},
    {"FILES",
     "~/.config/pcsearch/config.yaml\tThe configuration file, where neither "
     "PCSEARCH_CONFIG nor XDG_CONFIG_HOME is set.\n\n"
     "~/.local/share/pcsearch/index\tThe default index, where XDG_DATA_HOME "
     "is not set."},
    {"LIMITS",
     "A file has 16 MiB at most, a line 1 MiB, a segment 64 KiB; spans are "
     "nested 8 deep, the YAML of a header 16 deep and without aliases. A "
     "dictionary has 1 MiB, 20,000 words, 33 words in a group and 200 bytes in "
     "a "
     "word at most. Invalid "
     "UTF-8 is repaired and reported as a warning."},
};

static const pcs_example examples[] = {
    {"Index all folders of a tree, each as a source of its own.",
     "pcindex corpus/*/", 0},
    {"Bring two sources up to date, and leave the others as they are.",
     "pcindex corpus/ko-kr corpus/ja-jp", 0},
    {"Name a source, and say where the index is.",
     "pcindex -i help-index german=corpus/de-de", 0},
    {"Read the summary of a run in a program.",
     "pcindex --json corpus/*/ | tail -n 1", 0},
    {"Publish a dictionary with what is served.",
     "pcindex --dictionary docs/examples/dictionary.yaml", 0},
    {"Look at what is being served.", "pcindex --status", 0},
    {"Check every byte of it.", "pcindex --verify", 0},
    {"Go back to the generation before.", "pcindex --rollback", 0},
    {"Wait for another run to end, a minute at most.",
     "pcindex --wait=60 corpus/ko-kr", 0},
    {"Print all segments.", "pcindex --dump", 0},
};

const pcs_command pcindex_command = {
    .name = "pcindex",
    .summary = "index localized help articles for pcsearch",
    .synopses = synopses,
    .options = options,
    .n_options = COUNT(options),
    .description = description,
    .sections = sections,
    .n_sections = COUNT(sections),
    .examples = examples,
    .n_examples = COUNT(examples),
    .see_also = "pcsearch(1), pcsearch-query(7)",
    .operands = "@dir",
    .operands_exclude = false,
    .saved = {.key = "index",
              .never = "rebuild json quiet status verify rollback dump config "
                       "no-config help version generate",
              .lists = "include exclude",
              .top = "include exclude",
              .operands = "sources"},
};
