// pcsearch.mjs - libpcsearch in node, by koffi: nothing has to be built
// SPDX-License-Identifier: CC0-1.0
//
//     const index = new Index("/srv/index");
//     const found = await index.search("구독", {locales: ["ko-KR"]});
//     for (const hit of found.hits)
//         console.log(hit.local.text, hit.local.marks);
//
// Searches run on threads beside node's own, each with a searcher of its own,
// of which an index keeps some. What comes back are plain objects, with marks
// as ranges of UTF-16 units, as strings of JavaScript count. The structures are
// those of pcsearch.h, member by member: they keep their places as long as the
// library is called libpcsearch.so.1.
import koffi from "koffi";
import {promisify} from "node:util";

const lib = koffi.load(process.env.PCSEARCH_LIBRARY ?? "libpcsearch.so.1");

const text = "const char *";
const types = {
    pcs_error: {status: "int", message: koffi.array("char", 1024, "String")},
    pcs_arena: {blocks: "void *", used: "size_t"},
    pcs_mark: {start: "uint32_t", end: "uint32_t"},
    pcs_place_of: {
        source: text, path: text, id: text, anchor: text, line: "uint32_t",
        reserved: "void *[2]",
    },
    pcs_hit: {
        score: "double", tier: "int", locale: text,
        local: text, local_len: "size_t", english: text, english_len: "size_t",
        title: text, heading: text, anchor: text,
        places: "void *", n_places: "size_t", count: "size_t",
        marks: "void *", n_marks: "size_t",
        english_marks: "void *", n_english_marks: "size_t",
        before: "void *", after: "void *",
        n_before: "size_t", n_after: "size_t",
        also: "void *", n_also: "size_t", matched: "void *",
        explanation: "void *", origin: "void *", article: "void *",
        reserved: "void *[7]",
    },
    pcs_facet_value: {
        value: text, segments: "uint64_t", articles: "uint64_t",
        reserved: "void *[2]",
    },
    pcs_facet: {
        name: text, values: "void *", n_values: "size_t", n_more: "size_t",
        reserved: "void *[2]",
    },
    pcs_results: {
        hits: "void *", n_hits: "size_t",
        article_hits: "void *", n_article_hits: "size_t",
        segments: "uint64_t", pairs: "uint64_t", articles: "uint64_t",
        tiers: "uint64_t [5]", is_exact: "bool",
        ignored: "void *", n_ignored: "size_t",
        dropped: "void *", n_dropped: "size_t",
        expanded: "void *", n_expanded: "size_t",
        english: "void *", n_english: "size_t",
        suggestions: "void *", n_suggestions: "size_t",
        files: "void *", n_files: "size_t",
        facets: "void *", n_facets: "size_t", explanation: "void *",
        arena: "pcs_arena", reserved: "void *[8]",
    },
    pcs_search_options: {
        version: "int",
        locales: "const char **", n_locales: "size_t",
        also: "const char **", n_also: "size_t",
        answers: "const char **", n_answers: "size_t",
        limit: "size_t", offset: "size_t",
        lowest: "int", grouping: "int", mode: "int",
        context: "size_t", is_plain: "bool", want_files: "bool",
        no_synonyms: "bool", no_suggestions: "bool",
        facets: "const char **", n_facets: "size_t", facet_limit: "size_t",
        want_explanation: "bool", want_origin: "bool", no_marks: "bool",
        visitor: "void *", condition: "void *", in: "int",
        want_article: "bool",
    },
};
for (const [name, members] of Object.entries(types))
    koffi.struct(name, members);
koffi.opaque("pcs_index");
koffi.opaque("pcs_searcher");

/** Where each member stands, to be held against the library's own. */
export function layout()
{
    return Object.fromEntries(Object.entries(types).map(([name, members]) =>
        [name, [koffi.sizeof(name), Object.fromEntries(Object.keys(members).map(
            (member) => [member, koffi.offsetof(name, member)]))]]));
}

const pcs = {
    version: lib.func("const char *pcs_version(void)"),
    tierName: lib.func("const char *pcs_tier_name(int tier)"),
    indexOpen: lib.func("int pcs_index_open(_Out_ pcs_index **out, " +
        "const char *dir, void *options, _Inout_ pcs_error *err)"),
    indexRefresh: lib.func("int pcs_index_refresh(pcs_index *index, " +
        "_Out_ bool *changed, _Inout_ pcs_error *err)"),
    indexSearcher: lib.func("int pcs_index_searcher(_Out_ pcs_searcher **out, " +
        "pcs_index *index, _Inout_ pcs_error *err)"),
    indexClose: lib.func("void pcs_index_close(pcs_index *index)"),
    refresh: lib.func("int pcs_searcher_refresh(pcs_searcher *searcher, " +
        "void *changed, _Inout_ pcs_error *err)"),
    generation: lib.func("uint64_t pcs_searcher_generation(" +
        "pcs_searcher *searcher)"),
    close: lib.func("void pcs_searcher_close(pcs_searcher *searcher)"),
    search: lib.func("int pcs_search(_Inout_ pcs_results *results, " +
        "pcs_searcher *searcher, const void *query, size_t len, " +
        "const pcs_search_options *options, _Inout_ pcs_error *err)"),
    dispose: lib.func("void pcs_results_dispose(_Inout_ pcs_results *results)"),
};
const searchAside = promisify(pcs.search.async);

/** What the library answered; status is one of PCS_E..., as a number. */
export class PcsearchError extends Error {
    constructor(error)
    {
        super(error.message);
        this.status = error.status;
    }
}

function call(func, ...args)
{
    const error = {status: 0, message: ""};
    if (func(...args, error) !== 0)
        throw new PcsearchError(error);
}

const many = (pointer, type, n) => n > 0 ? koffi.decode(pointer, type, n) : [];

const stringsOf = (pointer, n) =>
    n > 0 ? koffi.decode(pointer, koffi.array("const char *", n)) : [];

// A text and its marks, which are bytes of UTF-8 in the library.
function textOf(string, marks, n)
{
    const bytes = Buffer.from(string);
    const unit = (offset) => bytes.toString("utf8", 0, offset).length;
    return {
        text: string,
        marks: many(marks, "pcs_mark", n).map(
            ({start, end}) => [unit(start), unit(end)]),
    };
}

function hitOf(h)
{
    const [place] = many(h.places, "pcs_place_of", h.n_places);
    return {
        tier: pcs.tierName(h.tier), score: h.score, locale: h.locale,
        local: textOf(h.local, h.marks, h.n_marks),
        english: textOf(h.english, h.english_marks, h.n_english_marks),
        title: h.title, heading: h.heading, anchor: h.anchor,
        source: place.source, path: place.path, line: place.line,
        count: h.count,
    };
}

function resultsOf(raw)
{
    return {
        segments: Number(raw.segments),
        articles: Number(raw.articles),
        hits: many(raw.hits, "pcs_hit", raw.n_hits).map(hitOf),
        suggestions: stringsOf(raw.suggestions, raw.n_suggestions),
        facets: Object.fromEntries(
            many(raw.facets, "pcs_facet", raw.n_facets).map((f) => [
                f.name,
                many(f.values, "pcs_facet_value", f.n_values).map(
                    ({value, segments, articles}) => ({
                        value, segments: Number(segments),
                        articles: Number(articles)}))])),
    };
}

const nothing = () => ({
    ...Object.fromEntries(Object.entries(types.pcs_results).map(
        ([name, type]) => [name, type === "void *" ? null : 0])),
    tiers: [0, 0, 0, 0, 0], is_exact: false, arena: {blocks: null, used: 0},
    reserved: Array(8).fill(null),
});

// As many as node has threads to run them on.
const SEARCHERS_MAX = Number(process.env.UV_THREADPOOL_SIZE ?? 4);

function optionsOf({locales = [], facets = [], limit = 10, offset = 0})
{
    const options = {};
    for (const [name, type] of Object.entries(types.pcs_search_options))
        options[name] = type === "bool" ? false : type.endsWith("*") ? null : 0;
    // PCS_SEARCH_OPTIONS_INIT, and what is asked.
    Object.assign(options, {
        version: 1, lowest: 3, facet_limit: 20, limit, offset,
        locales, n_locales: locales.length, facets, n_facets: facets.length,
    });
    return options;
}

/** An index, and searchers for the searches that run at once. */
export class Index {
    #index;
    #free = [];
    #n = 0;
    #waiting = [];

    constructor(directory)
    {
        const out = [null];
        call(pcs.indexOpen, out, directory, null);
        this.#index = out[0];
    }

    /** Looks whether a new generation was published; to be called now and then.
     * Searches that begin later have it. Reading a small file is all it does.
     */
    refresh()
    {
        const changed = [false];
        call(pcs.indexRefresh, this.#index, changed);
        return changed[0];
    }

    async #take()
    {
        if (this.#free.length === 0 && this.#n < SEARCHERS_MAX) {
            const out = [null];
            call(pcs.indexSearcher, out, this.#index);
            this.#n++;
            return out[0];
        }
        return this.#free.pop() ??
            new Promise((resolve) => this.#waiting.push(resolve));
    }

    #giveBack(searcher)
    {
        const next = this.#waiting.shift();
        if (next)
            next(searcher);
        else
            this.#free.push(searcher);
    }

    async search(query, options = {})
    {
        const searcher = await this.#take();
        const bytes = Buffer.from(query);
        const raw = nothing();
        const error = {status: 0, message: ""};
        try {
            call(pcs.refresh, searcher, null);
            const status = await searchAside(raw, searcher, bytes,
                bytes.length, optionsOf(options), error);
            if (status !== 0)
                throw new PcsearchError(error);
            return {generation: Number(pcs.generation(searcher)),
                    ...resultsOf(raw)};
        } finally {
            pcs.dispose(raw);
            this.#giveBack(searcher);
        }
    }

    /** When no search runs any more. */
    close()
    {
        if (this.#free.length < this.#n)
            throw new Error("a search runs");
        this.#free.forEach((searcher) => pcs.close(searcher));
        pcs.indexClose(this.#index);
    }
}

export const version = () => pcs.version();
