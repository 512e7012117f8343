// portal.mjs - a help portal whose search is libpcsearch
// SPDX-License-Identifier: CC0-1.0
//
//     npm install && node portal.mjs /srv/index 8080
//
// A page for readers at /, and what it shows as JSON at /search. Both take q,
// and locale, which may be missing.
import {createServer} from "node:http";
import {Index, PcsearchError} from "./pcsearch.mjs";

const QUERY_MAX = 1024; // bytes; the library passes over what is behind that
const LIMIT = 10;

const [directory, port = "8080"] = process.argv.slice(2);
if (!directory) {
    console.error("usage: portal.mjs INDEX [PORT]");
    process.exit(2);
}

const ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;",
                 "'": "&#39;"};
// Texts are what stands in the documents, never markup.
const escape = (text) => text.replace(/[&<>"']/g, (c) => ESCAPES[c]);

function marked({text, marks})
{
    let out = "", done = 0;
    for (const [start, end] of marks) {
        out += escape(text.slice(done, start)) + "<mark>" +
            escape(text.slice(start, end)) + "</mark>";
        done = end;
    }
    return out + escape(text.slice(done));
}

const hitAsHtml = (hit) => `<article>
<h2>${escape(hit.title)}</h2>
<p lang="${escape(hit.locale)}" dir="auto">${marked(hit.local)}</p>
<p lang="en">${marked(hit.english)}</p>
</article>`;

const suggestionAsHtml = (text) =>
    `<p>Did you mean <a href="?q=${encodeURIComponent(text)}">` +
    `${escape(text)}</a>?</p>`;

function page(query, found)
{
    const body = found === null ? "" : `
<p role="status">${found.segments} passages in ${found.articles} articles</p>
${found.suggestions.map(suggestionAsHtml).join("\n")}
${found.hits.map(hitAsHtml).join("\n")}`;
    return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Help</title>
<form role="search"><label>Search <input type="search" name="q"
value="${escape(query)}"></label> <button>Search</button></form>
<main>${body}</main></html>
`;
}

function answer(response, status, type, body)
{
    response.writeHead(status, {
        "Content-Type": `${type}; charset=utf-8`,
        "Content-Security-Policy": "default-src 'none'; form-action 'self'",
        "X-Content-Type-Options": "nosniff",
    });
    response.end(body);
}

async function respond(index, request, response)
{
    const url = new URL(request.url, "http://localhost");
    const query = url.searchParams.get("q") ?? "";
    const locale = url.searchParams.get("locale");
    if (request.method !== "GET" || !["/", "/search"].includes(url.pathname))
        return answer(response, 404, "text/plain", "Not found\n");
    if (Buffer.byteLength(query) > QUERY_MAX)
        return answer(response, 400, "text/plain", "The query is too long\n");
    const found = query.trim() === "" ? null : await index.search(query, {
        locales: locale ? [locale] : [], limit: LIMIT, facets: ["topic"]});
    if (url.pathname === "/search")
        return answer(response, 200, "application/json", JSON.stringify(found));
    return answer(response, 200, "text/html", page(query, found));
}

const index = new Index(directory);
const server = createServer((request, response) => {
    respond(index, request, response).catch((error) => {
        // A locale that there is not is the reader's mistake, PCS_EINVAL; the
        // rest is ours, and none of theirs to know.
        if (error instanceof PcsearchError && error.status === 1)
            return answer(response, 400, "text/plain", error.message + "\n");
        console.error(error.message);
        return answer(response, 500, "text/plain", "Search failed\n");
    });
});

// What was published since is searched from now on.
const timer = setInterval(() => {
    try {
        if (index.refresh())
            console.log("a new generation");
    } catch (error) {
        console.error(error.message);
    }
}, 500);

server.listen(Number(port), "127.0.0.1", () =>
    console.log(`listens at http://127.0.0.1:${server.address().port}/`));
process.on("SIGTERM", () => {
    clearInterval(timer);
    server.close(() => index.close());
});
