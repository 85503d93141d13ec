// What this tab remembers of the conversation: it survives a reload and ends with the tab.

const KEY = "first-port";
const NOTHING = Object.freeze({ conversation: null, token: null, last: null, shown: null });

export class Session {
  #store;
  #values;

  // `store` is sessionStorage, or null where the browser does not allow it: then a reload begins anew.
  constructor(store) {
    this.#store = store;
    this.#values = { ...NOTHING, ...this.#read() };
  }

  get open() {
    return this.#values.token !== null;
  }

  get conversation() {
    return this.#values.conversation;
  }

  get token() {
    return this.#values.token;
  }

  // The id of the newest message that was shown, and how many were.
  get last() {
    return this.#values.last;
  }

  get shown() {
    return this.#values.shown;
  }

  keep(values) {
    this.#values = { ...this.#values, ...values };
    this.#write(JSON.stringify(this.#values));
  }

  forget() {
    this.#values = { ...NOTHING };
    this.#write(null);
  }

  #read() {
    try {
      return JSON.parse(this.#store?.getItem(KEY) ?? "{}");
    } catch {
      return {};
    }
  }

  #write(text) {
    try {
      if (text === null) this.#store?.removeItem(KEY);
      else this.#store?.setItem(KEY, text);
    } catch {
      this.#store = null; // full or forbidden: the conversation goes on in memory
    }
  }
}

export function tabStore() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
