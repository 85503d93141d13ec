// What a browser may follow from a card. bot/channels/links.py does the same for the page without JavaScript.

const FEWEST_DIGITS = 3;
const MOST_DIGITS = 15;

export function callLink(phone) {
  const found = /^\+?\d[\d ]*/.exec(phone.trim());
  if (!found) return null;
  let digits = found[0].replace(/\D/g, "");
  if (found[0].startsWith("+")) {
    if (!digits.startsWith("44")) return null;
    digits = `0${digits.slice(2)}`;
  }
  return dialled(digits) ? `tel:${digits}` : null;
}

export function textLink(textTo) {
  const found = /^(?:(\w+) to )?(\d[\d ]*)$/.exec(textTo.trim());
  if (!found) return null;
  const digits = found[2].replace(/\D/g, "");
  if (!dialled(digits)) return null;
  return `sms:${digits}${found[1] ? `?body=${encodeURIComponent(found[1])}` : ""}`;
}

export function webLink(address) {
  return /^https?:\/\/[^/\s]/.test(address) ? address : null;
}

export function dayInWords(day) {
  const date = new Date(`${day}T12:00:00Z`);
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

function dialled(digits) {
  return digits.length >= FEWEST_DIGITS && digits.length <= MOST_DIGITS;
}
