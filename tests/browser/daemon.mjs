// daemon.mjs - pcsearchd over the sample articles, for tests in node
// SPDX-License-Identifier: GPL-2.0-or-later
//
//     const daemon = await startDaemon();
//     const page = await browser.open(`${daemon.url}/?q=file`);
//     await daemon.stop();
//
// PCS_BIN is where the programs are, PCS_SOURCE the root of the sources. With
// PCS_URL nothing is started, and what answers there is tested.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const START_MS = 30000;
const STOP_MS = 10000;

export const bin = name => path.join(process.env.PCS_BIN ?? "", name);
export const source = (...names) =>
    path.join(process.env.PCS_SOURCE ?? ".", ...names);

// A port of 127.0.0.1 that nothing listened on a moment ago.
export function freePort() {
    return new Promise((resolve, reject) => {
        const server = net.createServer().on("error", reject);
        server.listen(0, "127.0.0.1", () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

// The status of a GET, 0 where nobody answers.
export function status(url) {
    return new Promise(resolve => {
        http.get(url, { agent: false }, response => {
            response.resume().on("end", () => resolve(response.statusCode));
        }).on("error", () => resolve(0));
    });
}

// Indexes FOLDERS, by default the locales of corpus/, into INDEX.
export function buildIndex(index, folders = fs.readdirSync(source("corpus"))
    .map(name => source("corpus", name))
    .filter(name => fs.statSync(name).isDirectory()), options = []) {
    execFileSync(bin("pcindex"), ["-q", "-i", index, ...options, ...folders]);
}

// Starts the program and waits until it is healthy. Options: index (a folder;
// without one the samples are indexed), program, options (more arguments),
// command ({index, port} => all arguments, where they are others).
export async function startDaemon(options = {}) {
    if (process.env.PCS_URL)
        return { url: process.env.PCS_URL, stop: async () => {} };
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pcsearch-daemon-"));
    const daemon = new Daemon(folder);
    try {
        await daemon.start(options);
    } catch (error) {
        await daemon.stop();
        throw error;
    }
    return daemon;
}

class Daemon {
    constructor(folder) {
        this.folder = folder;
        this.output = "";
    }

    async start(options) {
        const port = await freePort();
        this.index = options.index ?? path.join(this.folder, "index");
        this.url = `http://127.0.0.1:${port}`;
        if (!options.index && !options.command)
            buildIndex(this.index);
        const command = options.command ?? (({ index, port }) =>
            ["-i", index, "--listen", `127.0.0.1:${port}`]);
        this.child = spawn(options.program ?? bin("pcsearchd"),
            [...command({ index: this.index, port }), ...options.options ?? []],
            { stdio: ["ignore", "pipe", "pipe"] });
        this.ended = new Promise(resolve => {
            this.child.on("error", error => resolve(String(error)));
            this.child.on("exit", (code, signal) => resolve(signal ?? code));
        });
        for (const stream of [this.child.stdout, this.child.stderr])
            stream.on("data", data => this.output += data);
        await this.healthy();
    }

    async healthy() {
        const end = Date.now() + START_MS;
        let ended;
        this.ended.then(how => ended = { how });
        while (await status(`${this.url}/health`) !== 200) {
            assert.ok(!ended, `ended (${ended?.how}): ${this.output}`);
            assert.ok(Date.now() < end, `not healthy: ${this.output}`);
            await new Promise(resolve => setTimeout(resolve, 20));
        }
    }

    // Ends it by SIGTERM, and tells how it ended: 0, or what went wrong.
    async stop() {
        let how;
        if (this.ended) {
            this.child.kill("SIGTERM");
            const timer = setTimeout(() => this.child.kill("SIGKILL"), STOP_MS);
            how = await this.ended;
            clearTimeout(timer);
        }
        fs.rmSync(this.folder, { recursive: true, force: true });
        return how;
    }
}
