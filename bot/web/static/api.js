// The web API of First Port (/api/v1). Every failure is a Failure, in words that a person understands.

import { events } from "./events.js";

const PATIENCE_MS = 15000; // the server answers within five seconds or not at all
const UNREACHABLE = "First Port can't be reached just now. Please check your connection and try again.";
const UNREADABLE = "Something went wrong on our side. Please try again.";
const CLOSED = new Set([401, 403, 404, 410]);

export class Failure extends Error {
  constructor({ status = 0, detail = UNREACHABLE, messages = [] } = {}) {
    super(detail);
    this.status = status;
    this.detail = detail;
    this.messages = messages;
  }

  // The conversation is gone for good, or was never ours.
  get closed() {
    return CLOSED.has(this.status);
  }

  // Sending the same again may help.
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export class Api {
  #base;

  constructor(base = "/api/v1/conversations") {
    this.#base = base;
  }

  start() {
    return this.#ask("", "POST");
  }

  say({ conversation, token }, said) {
    return this.#ask(`/${conversation}/messages`, "POST", token, said);
  }

  held({ conversation, token }) {
    return this.#ask(`/${conversation}/export`, "GET", token);
  }

  erase({ conversation, token }) {
    return this.#ask(`/${conversation}`, "DELETE", token);
  }

  // Messages as they go out, after the message `last` (from now on where it is null), until the stream ends.
  async *follow({ conversation, token }, last, signal) {
    const headers = { Authorization: `Bearer ${token}`, Accept: "text/event-stream" };
    if (last !== null) headers["Last-Event-ID"] = last;
    const response = await reach(`${this.#base}/${conversation}/events`, { headers, signal });
    if (!response.ok) throw await failure(response);
    yield* events(response.body);
  }

  async #ask(path, method, token, body) {
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await reach(this.#base + path, { method, headers, signal, body: body && JSON.stringify(body) });
    if (!response.ok) throw await failure(response);
    if (response.status === 204) return null;
    return response.json().catch(() => {
      throw new Failure();
    });
  }
}

async function reach(address, options) {
  try {
    return await fetch(address, { cache: "no-store", credentials: "omit", ...options });
  } catch {
    throw new Failure();
  }
}

async function failure(response) {
  const problem = await response.json().catch(() => ({}));
  const { detail = UNREADABLE, messages = [] } = problem ?? {};
  return new Failure({ status: response.status, detail, messages });
}
