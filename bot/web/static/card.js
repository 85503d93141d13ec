// One door, as NHS care cards show it. templates/parts.html builds the same; a test compares the two.

import { element, hidden } from "./element.js";
import { callLink, dayInWords, textLink, webLink } from "./links.js";

const CARE = { emergency: "Immediate action required", urgent: "Urgent advice", "non-urgent": "Non-urgent advice" };

export function card(values) {
  const care = Object.hasOwn(CARE, values.care) ? values.care : "non-urgent";
  return element(
    "div",
    { class: `nhsuk-card nhsuk-card--care nhsuk-card--care--${care} fp-card` },
    element(
      "div",
      { class: "nhsuk-card__heading-container" },
      element("h3", { class: "nhsuk-card__heading fp-card__heading" }, hidden(`${CARE[care]}: `), values.name),
      element("span", { class: "nhsuk-card--care__arrow", "aria-hidden": "true" }),
    ),
    element("div", { class: "nhsuk-card__content fp-card__content" }, ...content(values)),
  );
}

function content(values) {
  const { name, why, phone, text_to: textTo, note, source } = values;
  return [
    why && paragraph("why", why),
    phone && paragraph("act", act(callLink(phone), `Call ${phone}`, name)),
    textTo && paragraph("act", act(textLink(textTo), `Text ${textTo}`, name)),
    away(values.bsl_url, "British Sign Language (BSL)", name),
    facts(values),
    note && paragraph("note", note),
    away(values.map_url, "Map", name),
    away(values.url, "Website", name),
    source && paragraph("source", `Source: ${source}${seen(values.checked_on)}`),
  ].filter(Boolean);
}

function paragraph(kind, content) {
  return element("p", { class: `fp-card__${kind}` }, content);
}

function act(link, words, name) {
  if (!link) return element("strong", {}, words);
  return element("a", { class: "fp-act", href: link }, words, hidden(` (${name})`));
}

function away(address, words, name) {
  const link = address && webLink(address);
  if (!link) return null;
  const attributes = { href: link, target: "_blank", rel: "noopener noreferrer" };
  return paragraph("link", element("a", attributes, words, hidden(` of ${name}`), " (opens in a new tab)"));
}

const FACTS = {
  hours: "Hours",
  other_hours: "Other hours",
  who: "For",
  languages: "Speaks",
  interpreter: "Interpreter",
  accessibility: "Access",
  cost: "Cost",
  address: "Address",
};

function facts(values) {
  const known = Object.entries(FACTS).map(([key, name]) => [name, values[key]]).filter(([, value]) => value);
  if (!known.length) return null;
  const rows = known.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)));
  return element("dl", { class: "fp-card__facts" }, ...rows);
}

function seen(day) {
  return day ? `, checked on ${dayInWords(day)}` : "";
}
