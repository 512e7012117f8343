/* options.c - the options of pcsearchd, and what its help and man page say */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/options.h"

#include "cli/manualtexts.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const synopses[] = {
    "[-i DIR] [OPTIONS]",
    NULL,
};

static const pcs_option options[] = {
    {PCSEARCHD_INDEX, 'i', "index", "DIR", "@dir", "What is served",
     "Serve the index in DIR. Default: $PCSEARCH_INDEX, else the configuration "
     "file's, else $XDG_DATA_HOME/pcsearch/index, else "
     "~/.local/share/pcsearch/index."},
    {PCSEARCHD_BASE_URL, 0, "base-url", "URL", NULL, "What is served",
     "The address under which clients reach the service, such as "
     "https://help.example/search, for links to its own pages. Default: links "
     "are relative."},
    {PCSEARCHD_NO_PAGE, 0, "no-page", NULL, NULL, "What is served",
     "Serve no pages for people: programs alone are answered."},

    {PCSEARCHD_LISTEN, 0, "listen", "ADDRESS", NULL, "Who may ask",
     "Listen at ADDRESS: HOST:PORT, where HOST is an address or localhost, "
     "[::1]:PORT, or unix:PATH, which may be followed by ,mode=OCTAL (default "
     "660). Port 0 is one that is free. May be given more than once. Sockets "
     "that systemd hands over stand instead of the default. Default: "
     "127.0.0.1:7700."},
    {PCSEARCHD_ALLOW_HOST, 0, "allow-host", "NAME", NULL, "Who may ask",
     "Answer also requests over loopback whose Host is NAME. Without it they "
     "have to name localhost or a loopback address, so that no page of the web "
     "can have a browser ask here. May be given more than once."},
    {PCSEARCHD_CORS_ORIGIN, 0, "cors-origin", "ORIGIN", NULL, "Who may ask",
     "Let pages of ORIGIN, such as https://help.example, read answers; * is "
     "any. May be given more than once. Default: none."},
    {PCSEARCHD_TRUSTED_PROXY, 0, "trusted-proxy", "ADDRESS[/BITS]", NULL,
     "Who may ask",
     "Believe what a proxy at ADDRESS says in X-Forwarded-For, and allow it "
     "any number of connections, up to --max-connections. One that asks over a "
     "Unix socket is believed anyway. May be given more than once."},
    {PCSEARCHD_TOKEN_FILE, 0, "token-file", "FILE", "@file", "Who may ask",
     "Ask clients for one of the tokens of FILE (Authorization: Bearer TOKEN), "
     "but for /health, /ready, /metrics and static files. One a line, of 16 to "
     "512 characters; a line that begins with # is passed over. Default: "
     "nobody needs one."},

    {PCSEARCHD_THREADS, 0, "threads", "N", NULL, "Limits",
     "Answer on N threads, at most 256. Default: twice the processors, and at "
     "least 4."},
    {PCSEARCHD_MAX_CONNECTIONS, 0, "max-connections", "N", NULL, "Limits",
     "Keep at most N connections, default 512, at most 16384. Beyond that, "
     "the one that has only waited for longest is closed for a new one; where "
     "none waits, the new one is answered with 503."},
    {PCSEARCHD_MAX_PER_ADDRESS, 0, "max-per-address", "N", NULL, "Limits",
     "Keep at most N connections of one address, default 32. There is no such "
     "limit for loopback, Unix sockets and trusted proxies."},
    {PCSEARCHD_MAX_BODY, 0, "max-body", "SIZE", NULL, "Limits",
     "Take bodies of at most SIZE bytes (64K, 1M), default 64K, at most 1M."},
    {PCSEARCHD_HEADER_TIMEOUT, 0, "header-timeout", "SECONDS", NULL, "Limits",
     "Close a connection whose request line and headers are not whole after "
     "SECONDS, however steadily they come. Default 5, at most 60."},
    {PCSEARCHD_BODY_TIMEOUT, 0, "body-timeout", "SECONDS", NULL, "Limits",
     "Likewise of a body. Default 10, at most 60."},
    {PCSEARCHD_REPLY_TIMEOUT, 0, "reply-timeout", "SECONDS", NULL, "Limits",
     "Close a connection whose client has not taken its answer after SECONDS. "
     "Default 60, at most 300."},
    {PCSEARCHD_IDLE_TIMEOUT, 0, "idle-timeout", "SECONDS", NULL, "Limits",
     "Close a connection that has brought no further request for SECONDS. "
     "Default 30, at most 300."},
    {PCSEARCHD_STOP_TIMEOUT, 0, "stop-timeout", "SECONDS", NULL, "Limits",
     "When stopped, let requests end for at most SECONDS. Default 10, at most "
     "300."},

    {PCSEARCHD_ACCESS_LOG, 0, "access-log", "FILE", "@file", "Log",
     "Append a line of JSON for each request to FILE; - is standard output, "
     "off is none (the default). See ACCESS LOG."},
    {PCSEARCHD_LOG_QUERIES, 0, "log-queries", NULL, NULL, "Log",
     "Have in that line also what was searched for, which may tell about "
     "persons."},
    {PCSEARCHD_QUIET, 'q', "quiet", NULL, NULL, "Log",
     "Do not say where the service listens, nor that it stops."},

    {PCSEARCHD_CONFIG, 0, "config", "FILE", "@file", "Configuration",
     "Read defaults from FILE instead of the configuration file."},
    {PCSEARCHD_NO_CONFIG, 0, "no-config", NULL, NULL, "Configuration",
     "Read no configuration file."},

    {PCSEARCHD_HELP, 0, "help", NULL, NULL, "Other", "Print this text."},
    {PCSEARCHD_VERSION, 0, "version", NULL, NULL, "Other",
     "Print the version."},
    {PCSEARCHD_GENERATE, 0, "generate", "WHAT", PCS_GENERATE_CHOICES, "Other",
     "For packagers: print the man page, or the completion script of a "
     "shell."},
};

static const char description[] =
    "pcsearchd answers searches in an index that pcindex(1) made over "
    "HTTP/1.1: "
    "for programs, for front ends that speak to Meilisearch, and with pages "
    "for "
    "people. It reads and never writes; there is no request that changes "
    "anything. A new generation of the index is served from the next request "
    "on; one that is being answered ends with the generation that it began "
    "with.\n\n"
    "Without options it can be reached from this machine alone. It has no "
    "encryption: put a proxy that has before it, and use a Unix socket "
    "between the two.";

static const pcs_section sections[] = {
    {"REQUESTS",
     "GET, HEAD and, where a body is wanted, POST are answered; OPTIONS tells "
     "what may be asked. Request line and headers have at most 8 KiB, 64 "
     "headers and 128 parameters. What two readers could understand in two "
     "ways is refused with 400, and the connection closed: a bare line feed, "
     "NUL, a folded header, white space before a colon, a target that is no "
     "path, Content-Length twice or beside Transfer-Encoding, no Host or two. "
     "Bodies in chunks are refused with 411.\n\n"
     "Errors are problem documents (RFC 9457), or what Meilisearch would "
     "answer where its requests are.\n\n"
     "/health\tAnswers while the program runs.\n\n"
     "/ready\tAnswers with 200 where searches can be answered, else with "
     "503.\n\n"
     "/metrics\tWhat was counted, in the text format of Prometheus."},
    {"ANSWERS",
     "Programs ask with GET, and are answered with JSON; docs/http.md has all "
     "parameters, and /openapi.json tells them to machines.\n\n"
     "/v1/search\tFinds pairs of texts, articles or segments: q, locale, "
     "group, filters such as product and year, facets, limit, offset, and "
     "marks in bytes or UTF-16 code units.\n\n"
     "/v1/suggest\tCompletes what is being typed to titles, headings and "
     "terms: q, locale, kinds, limit.\n\n"
     "/v1/translations\tCounts how a term was translated: q, locale, to.\n\n"
     "/v1/articles/LOCALE/PATH\tReads an article, both languages side by side, "
     "with the words of q marked.\n\n"
     "/v1/status\tTells which generation is served, and what the index "
     "holds.\n\n"
     "An answer is of one generation, has an ETag that changes with it, and is "
     "not sent again to who has it. A parameter that is unknown or malformed "
     "is answered with 400 and its name; what is typed as q is never an "
     "error."},
    {"ACCESS LOG",
     "Each line has time, method, route (the name of what answered, or none), "
     "status, bytes (of the body as it was sent), ms, address, request_id, "
     "and, where they are known, generation and note. Status 499 stands for a "
     "client that went before it had its answer. With --log-queries there are "
     "path, query and body as well, of each 4 KiB at most. request_id is what "
     "X-Request-Id said, or was made here; the answer has it, too."},
    {"SIGNALS",
     "SIGTERM, SIGINT\tTake no more connections, let requests end, and exit. "
     "Another one, half a second later or more, ends at once.\n\n"
     "SIGHUP\tOpen the access log anew, and read the tokens again."},
    {"EXIT STATUS", "0\tIt was stopped, and all requests had ended.\n\n"
                    "1\tIt was stopped, and some had to be cut off.\n\n"
                    "2\tAn error, which one line on standard error explains."},
    {"ENVIRONMENT",
     "PCSEARCH_INDEX\tThe index to serve where --index is not given.\n\n"
     "XDG_DATA_HOME\tWhere the default index is, below pcsearch/index.\n\n"
     "PCSEARCH_CONFIG\tThe configuration file to read where --config is not "
     "given.\n\n"
     "XDG_CONFIG_HOME\tWhere the configuration file is, below "
     "pcsearch/config.yaml.\n\n"
     "LISTEN_FDS, LISTEN_PID\tSockets that systemd hands over; see "
     "sd_listen_fds(3).\n\n"
     "NOTIFY_SOCKET, WATCHDOG_USEC\tWhere it is told that the service is "
     "ready, "
     "stops, and lives; see sd_notify(3)."},
    {"CONFIGURATION",
     "The configuration file is the one of pcsearch(1) and pcindex(1). Under "
     "pcsearchd: it holds options, each by its long name:\n\n"
     "  pcsearchd:\n"
     "    index: /srv/pcsearch\n"
     "    listen: [127.0.0.1:7700, \"unix:/run/pcsearchd/http.sock\"]\n"
     "    access-log: \"-\"\n"
     "    max-connections: 256\n\n"
     "An option on the command line goes before that of the file; of those "
     "that may be given more than once, it stands instead of all that the file "
     "lists."},
    {"FILES", PCS_MANUAL_FILES},
    {NULL, NULL},
};

static const pcs_example examples[] = {
    {"Serve an index to programs on this machine, here for a second.",
     "timeout --preserve-status 1 pcsearchd --listen 127.0.0.1:0", 0},
    {"Serve it to a proxy over a Unix socket, with a log.",
     "timeout --preserve-status 1 pcsearchd --listen unix:http.sock,mode=660 "
     "--access-log -",
     0},
    {NULL, NULL, 0},
};

const pcs_command pcsearchd_command = {
    .name = "pcsearchd",
    .summary = "answer searches over HTTP",
    .synopses = synopses,
    .options = options,
    .n_options = COUNT(options),
    .description = description,
    .sections = sections,
    .examples = examples,
    .see_also = "pcsearch(1), pcindex(1), pcsearch-query(7)",
    .operands = NULL,
    .operands_exclude = false,
    .saved = {.key = "pcsearchd",
              .never = "quiet config no-config help version generate",
              .lists = "listen allow-host cors-origin trusted-proxy"},
};
