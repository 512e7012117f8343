// pcsearchd.mjs - asks pcsearchd, with nothing but node's standard library
// SPDX-License-Identifier: CC0-1.0
//
//     const service = new Service("http://127.0.0.1:7700");
//     const found = await service.search({q: "구독", locale: "ko-KR"});
//
// An address unix:/run/pcsearchd.sock is a Unix socket.
import {Agent, request} from "node:http";

const ANSWER_MAX = 8 << 20; // bytes

/** What the service answered instead: a problem document (RFC 9457). */
export class ServiceError extends Error {
    constructor(status, problem)
    {
        super(problem?.detail ?? problem?.title ?? `status ${status}`);
        this.status = status;
    }
}

export class Service {
    #where;

    constructor(address, {token, timeout = 2000} = {})
    {
        const place = address.startsWith("unix:")
            ? {socketPath: address.slice(5)} : {};
        const {hostname, port} = place.socketPath
            ? {} : new URL(address);
        this.#where = {
            ...place, hostname, port, timeout,
            headers: token ? {Authorization: `Bearer ${token}`} : {},
            // Connections are kept: the service closes idle ones behind 30 s.
            agent: new Agent({keepAlive: true, maxSockets: 32,
                              timeout: 20000}),
        };
    }

    /** GET of a path with parameters; those that are undefined are left out.
     * The answer, or a ServiceError. */
    get(path, parameters = {})
    {
        const query = new URLSearchParams();
        for (const [name, value] of Object.entries(parameters))
            for (const one of [value].flat())
                if (one !== undefined && one !== null)
                    query.append(name, one);
        return this.#ask(`${path}?${query}`);
    }

    /** Marks come in UTF-16 units, as strings of JavaScript count. */
    search(parameters)
    {
        return this.get("/v1/search", {marks: "utf16", ...parameters});
    }

    #ask(path, is_repeated = false)
    {
        return new Promise((resolve, reject) => {
            const asked = request({...this.#where, path}, (answer) => {
                const parts = [];
                let size = 0;
                answer.on("data", (part) => {
                    parts.push(part);
                    if ((size += part.length) > ANSWER_MAX)
                        asked.destroy(new Error("the answer is too long"));
                });
                answer.on("error", reject);
                answer.on("end", () => {
                    let body;
                    try {
                        body = JSON.parse(Buffer.concat(parts).toString());
                    } catch {
                        body = null;
                    }
                    if (answer.statusCode === 200 && body !== null)
                        resolve(body);
                    else
                        reject(new ServiceError(answer.statusCode, body));
                });
            });
            asked.on("timeout", () =>
                asked.destroy(new Error("no answer in time")));
            asked.on("error", (error) => {
                // A kept connection may have been closed just then; asking for
                // something twice does no harm.
                if (asked.reusedSocket && error.code === "ECONNRESET" &&
                    !is_repeated)
                    resolve(this.#ask(path, true));
                else
                    reject(error);
            });
            asked.end();
        });
    }

    close()
    {
        this.#where.agent.destroy();
    }
}
