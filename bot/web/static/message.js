// One line of the conversation: who, what, the doors and the choices. templates/parts.html builds the same.

import { card } from "./card.js";
import { element } from "./element.js";

const AUTHORS = { bot: "First Port", clinician: "Clinician", person: "You" };

export function message({ author, text, buttons = [], cards = [] }) {
  const known = Object.hasOwn(AUTHORS, author) ? author : "bot";
  return element(
    "li",
    { class: `fp-message fp-message--${known}` },
    element("p", { class: "fp-message__author" }, AUTHORS[known]),
    text ? element("p", { class: "fp-message__text" }, text) : null,
    list("fp-cards", cards.map(card)),
    list("fp-choices", buttons.map(choice)),
  );
}

// What a screen reader says of a message: its words, and what stands under them.
export function inWords({ author, text, buttons = [], cards = [] }) {
  const names = cards.map(({ name }) => name).join(", ");
  const doors = cards.length ? ` Services: ${names}.` : "";
  const choices = buttons.length ? ` ${buttons.length} ${buttons.length === 1 ? "choice" : "choices"} to press.` : "";
  return `${AUTHORS[author] ?? AUTHORS.bot}: ${text}${doors}${choices}`;
}

function choice({ title, button }) {
  const attributes = { class: "fp-choice", type: "submit", form: "composer", name: "button", value: button };
  return element("button", attributes, title);
}

function list(name, items) {
  if (!items.length) return null;
  return element("ul", { class: name }, ...items.map((item) => element("li", {}, item)));
}
