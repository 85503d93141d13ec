// Which messages are new: answers and the event stream overlap, and a reload reads the record, which knows other ids.

export class Inbox {
  #session;
  #seen = new Set();

  constructor(session) {
    this.#session = session;
  }

  // Those that were not shown yet; from now on they were. A message without an id could not be kept: it comes once.
  fresh(messages) {
    const fresh = messages.filter(({ id }) => id === null || !this.#seen.has(id));
    const ids = fresh.map(({ id }) => id).filter((id) => id !== null);
    ids.forEach((id) => this.#seen.add(id));
    if (ids.length) {
      const last = Math.max(Number(this.#session.last ?? 0), ...ids.map(Number));
      this.#session.keep({ last: String(last), shown: (this.#session.shown ?? 0) + ids.length });
    }
    return fresh;
  }

  // How many messages of ours stand in the record that this tab had not shown: the stream will bring them again.
  missed(record) {
    const sent = record.filter(({ author }) => author !== "person").length;
    const missed = this.#session.shown === null ? 0 : Math.max(0, sent - this.#session.shown);
    this.#session.keep({ shown: sent });
    return missed;
  }

  empty() {
    this.#seen.clear();
  }
}
