// Follows what comes later (a clinician's answer, say), and takes it up again when the line was cut.

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;

export class Stream {
  #api;
  #session;
  #receive;
  #ended = new AbortController();

  constructor(api, session, receive) {
    this.#api = api;
    this.#session = session;
    this.#receive = receive;
  }

  // `missed` messages at the beginning are on the screen already: they are passed over.
  open(missed) {
    this.close();
    this.#ended = new AbortController();
    this.#follow(missed, this.#ended.signal);
  }

  close() {
    this.#ended.abort();
  }

  async #follow(missed, signal) {
    let wait = FIRST_WAIT_MS;
    let left = missed;
    while (!signal.aborted) {
      try {
        for await (const message of this.#api.follow(this.#session, this.#session.last, signal)) {
          if (signal.aborted) return;
          wait = FIRST_WAIT_MS;
          if (left > 0) this.#session.keep({ last: message.id });
          else this.#receive(message);
          left = Math.max(0, left - 1);
        }
      } catch (failure) {
        if (failure.closed) return;
      }
      await pause(wait, signal);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", resolve, { once: true });
  });
}
