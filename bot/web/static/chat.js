// The conversation: begins or goes on with one, sends what is said, and shows what is answered.

import { Inbox } from "./inbox.js";
import { Stream } from "./stream.js";

const DELETED = "Your conversation has been deleted. If you write again, a new one begins.";
const NEW_ONE = "The conversation from before could not be opened, so this is a new one.";

export class Chat {
  #api;
  #view;
  #session;
  #inbox;
  #stream;
  #pressed = new Set();
  #waiting = 0;
  #opening = null;

  constructor(api, view, session) {
    this.#api = api;
    this.#view = view;
    this.#session = session;
    this.#inbox = new Inbox(session);
    this.#stream = new Stream(api, session, (message) => this.#receive([message]));
  }

  // Begin, or go on where this tab was.
  async open() {
    try {
      await (this.#session.open ? this.#resume() : this.#ready());
    } catch (failure) {
      this.#view.failed(failure.detail, () => this.open());
    }
  }

  say(text) {
    this.#view.said(text);
    return this.#send({ text });
  }

  // A second press while the first is on its way is the same press.
  async press(button, title) {
    if (this.#pressed.has(button)) return;
    this.#pressed.add(button);
    this.#view.said(title);
    await this.#send({ button });
    this.#pressed.delete(button);
  }

  async erase() {
    try {
      if (this.#session.open) await this.#api.erase(this.#session);
    } catch (failure) {
      if (!failure.closed) return this.#view.failed(failure.detail, () => this.erase());
    }
    this.#leave();
    this.#view.notice(DELETED);
    this.#view.atStart();
  }

  async #send(said) {
    this.#busy(+1);
    try {
      await this.#ready();
      await this.#deliver(said);
    } catch (failure) {
      if (failure.messages?.length) this.#receive(failure.messages.map((one) => ({ id: null, ...one })));
      else this.#view.failed(failure.detail, failure.passing ? () => this.#send(said) : null);
    } finally {
      this.#busy(-1);
    }
  }

  async #deliver(said) {
    const { conversation } = this.#session;
    const erasedMeanwhile = () => this.#session.conversation !== conversation;
    try {
      const { messages } = await this.#api.say(this.#session, said);
      if (!erasedMeanwhile()) this.#receive(messages);
    } catch (failure) {
      if (erasedMeanwhile()) return;
      if (!failure.closed) throw failure;
      await this.#beginAnew(said);
    }
  }

  // Words are never lost to a conversation that is gone. A button means nothing in another one.
  async #beginAnew(said) {
    this.#leave();
    await this.#ready();
    this.#view.notice(NEW_ONE);
    if (said.text === undefined) return;
    this.#view.said(said.text);
    this.#receive((await this.#api.say(this.#session, said)).messages);
  }

  // One start at a time, however many messages wait for it.
  #ready() {
    if (this.#session.open) return Promise.resolve();
    this.#opening ??= this.#start().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #start() {
    const { conversation, token, messages } = await this.#api.start();
    this.#session.keep({ conversation, token, last: null, shown: 0 });
    this.#view.welcomed(this.#inbox.fresh(messages));
    this.#view.deletable(true);
    this.#stream.open(0);
  }

  async #resume() {
    let record = [];
    try {
      record = (await this.#api.held(this.#session)).messages;
    } catch (failure) {
      if (!failure.closed) throw failure;
    }
    if (!record.length) {
      this.#leave();
      return this.#ready();
    }
    this.#view.clear();
    this.#view.show(record.map(({ author, body }) => ({ ...body, author, text: body.text ?? body.pressed })));
    this.#view.deletable(true);
    this.#stream.open(this.#inbox.missed(record));
  }

  #receive(messages) {
    const fresh = this.#inbox.fresh(messages);
    if (fresh.length) this.#view.replied(fresh);
  }

  #leave() {
    this.#stream.close();
    this.#session.forget();
    this.#inbox.empty();
    this.#view.clear();
    this.#view.deletable(false);
  }

  #busy(change) {
    this.#waiting += change;
    this.#view.typing(this.#waiting > 0);
  }
}
