// The composition root of the chat page: finds its parts, puts them together, and hears what the person does.

import { Announcer } from "./announcer.js";
import { Api } from "./api.js";
import { Chat } from "./chat.js";
import { Session, tabStore } from "./session.js";
import { View } from "./view.js";

const EMPTY = "Write a message first, or choose one of the buttons.";

const root = document.getElementById("chat");
const part = (name) => root.querySelector(`[data-${name}]`);
const composer = part("composer");
const text = composer.elements.namedItem("text");
const urgent = () => document.getElementById("urgent-lines").content.cloneNode(true);

const view = new View(
  {
    messages: part("messages"),
    typing: part("typing"),
    notice: part("notice"),
    error: part("error"),
    errorText: part("error-text"),
    remove: part("delete"),
    heading: root.querySelector("#conversation"),
    text,
  },
  new Announcer(part("announcer")),
  urgent,
);
const session = new Session(tabStore());
adopt(composer.elements.namedItem("token"));
const chat = new Chat(new Api(), view, session);

composer.addEventListener("submit", (event) => {
  const { name, value, textContent } = event.submitter ?? {};
  if (name === "door") return; // pressed before there is a conversation: the plain form begins it
  event.preventDefault();
  if (name === "delete") chat.erase();
  else if (name === "button") chat.press(value, textContent);
  else sayTyped();
});

text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sayTyped();
});

document.documentElement.classList.add("fp-js");
chat.open();

// Emptying the box is what keeps the same words from being sent twice.
function sayTyped() {
  const typed = text.value;
  if (!typed.trim()) {
    view.complain(EMPTY);
    text.focus();
    return;
  }
  view.complain("");
  text.value = "";
  chat.say(typed);
}

// A conversation that began in the plain form, before the script was there, goes on.
function adopt(field) {
  if (!field.value) return;
  session.keep({ conversation: field.value.split(".")[0], token: field.value, last: null, shown: null });
  field.value = "";
}
