// hostile.mjs - articles that a page must not take for markup
// SPDX-License-Identifier: GPL-2.0-or-later

import fs from "node:fs";
import path from "node:path";

// What runs a script, closes a tag, or shows something that is not there, if
// it is taken for markup. Each calls pwned().
export const PAYLOADS = [
    "<script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    "<svg/onload=pwned()>",
    "</em><script>pwned()</script><em>",
    "__ais-highlight__<img src=x onerror=pwned()>__/ais-highlight__",
    "&lt;script&gt;pwned()&lt;/script&gt;",
    "\"><iframe srcdoc='<script>parent.pwned()</script>'>",
    "'-pwned()-'",
    "{{constructor.constructor('pwned()')()}}",
    "${pwned()}",
    "<a href=\"javascript:pwned()\">x</a>",
    "\u202e<b>pwned()</b>\u202c",
    "</title><script>pwned()</script>",
    "</textarea><script>pwned()</script>",
    "<mark>x</mark><style>*{display:none}</style>",
    "]]><script>pwned()</script>",
    "<!--<script>pwned()</script>-->",
    "\\u003cscript\\u003epwned()\\u003c/script\\u003e",
    "<details open ontoggle=pwned()>",
    "<input autofocus onfocus=pwned()>",
];

// The text as entities, so that the article has it as text.
const escaped = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

function segment(number, local, english) {
    const id = `abcde-${100 + number}`;
    return `<span data-ttu-id="${id}">${local}</span>` +
        `<span class="sxs-lookup"><span data-stu-id="${id}">${english}` +
        "</span></span>\n\n";
}

// Writes an article for each payload into FOLDER: in its title, its header, a
// heading and both texts, where each stands beside the words 적대적 hostile.
export function writeHostile(folder) {
    fs.mkdirSync(folder, { recursive: true });
    PAYLOADS.forEach((payload, i) => {
        const text = escaped(payload);
        fs.writeFileSync(path.join(folder, `hostile-${i}.md`), "---\n" +
            `title: ${JSON.stringify(`적대적 ${payload}`)}\n` +
            `ms.topic: ${JSON.stringify(payload)}\n` +
            "ms.service: nordlicht-hostile\n" +
            `ms.contentlocale: ko-KR\n---\n# ${segment(0, `적대적 제목 ${text}`,
                `Hostile heading ${text}`)}` +
            segment(1, `적대적 문장 ${text}`, `A hostile sentence ${text}`));
    });
    return folder;
}
