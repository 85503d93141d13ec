// What is seen: the messages, the typing sign, failures with the urgent lines, notices. It decides nothing.

import { element } from "./element.js";
import { inWords, message } from "./message.js";

const SLOW_MS = 2000; // only then a screen reader is told that an answer is on its way

export class View {
  #parts;
  #announcer;
  #urgent;
  #slow;

  // `urgent` makes a fresh copy of the urgent lines; they are in the page from the start.
  constructor(parts, announcer, urgent) {
    this.#parts = parts;
    this.#announcer = announcer;
    this.#urgent = urgent;
  }

  clear() {
    this.#parts.messages.replaceChildren();
    this.notice("");
    this.complain("");
  }

  // The first words of a conversation, above whatever was said already. They replace those that came with the page,
  // which were read with it: nothing is announced.
  welcomed(messages) {
    this.#parts.messages.querySelectorAll("[data-first]").forEach((line) => line.remove());
    this.#parts.messages.prepend(...messages.map(message));
  }

  // Lines of a conversation that was held before: shown, not announced.
  show(lines) {
    this.#parts.messages.append(...lines.map(message));
    this.#parts.messages.lastElementChild?.scrollIntoView({ block: "start" });
  }

  said(text) {
    const line = message({ author: "person", text });
    this.#parts.messages.append(line);
    line.scrollIntoView({ block: "start" });
  }

  replied(messages) {
    const lines = messages.map(message);
    this.#parts.messages.append(...lines);
    messages.forEach((one) => this.#announcer.say(inWords(one)));
    this.#see(lines[0]);
  }

  typing(on) {
    this.#parts.typing.hidden = !on;
    clearTimeout(this.#slow);
    if (!on) return;
    this.#slow = setTimeout(() => this.#announcer.say("First Port is writing."), SLOW_MS);
  }

  // Something failed: what, the urgent lines in any case, and a way to try again where that may help.
  failed(detail, again) {
    const alert = element(
      "div",
      { role: "alert" },
      element("p", { class: "fp-failure__what" }, detail),
      element("p", {}, "If it cannot wait:"),
      this.#urgent(),
    );
    const line = element("li", { class: "fp-failure" }, alert);
    if (again) line.append(this.#retry(line, again));
    this.#parts.messages.append(line);
    this.#see(line);
  }

  notice(words) {
    this.#parts.notice.hidden = !words;
    this.#parts.notice.textContent = words;
  }

  complain(words) {
    this.#parts.error.hidden = !words;
    this.#parts.errorText.textContent = words;
    this.#parts.text.classList.toggle("nhsuk-textarea--error", Boolean(words));
    for (const [name, value] of [["aria-invalid", "true"], ["aria-describedby", this.#parts.error.id]]) {
      if (words) this.#parts.text.setAttribute(name, value);
      else this.#parts.text.removeAttribute(name);
    }
  }

  deletable(on) {
    this.#parts.remove.hidden = !on;
    if (!on) this.#parts.remove.open = false;
  }

  // Where reading goes on after something that had the focus has gone.
  atStart() {
    this.#parts.heading.focus();
  }

  #retry(line, again) {
    const button = element("button", { class: "nhsuk-button nhsuk-button--secondary fp-again", type: "button" }, "Try again");
    button.addEventListener("click", () => {
      line.remove();
      this.#parts.text.focus({ preventScroll: true });
      again();
    });
    return button;
  }

  // A line whose beginning can be read where it is stays there: the page does not jump under somebody's eyes. Else it
  // moves up, with what it answers above it where that is short.
  #see(line) {
    const { top } = line.getBoundingClientRect();
    if (top > 0 && top < window.innerHeight / 2) return;
    const before = line.previousElementSibling;
    const short = before?.matches(".fp-message--person") && before.offsetHeight < window.innerHeight / 4;
    (short ? before : line).scrollIntoView({ block: "start" });
  }
}
