// Makes elements. Text only ever goes in as text: nothing that anybody wrote is read as HTML.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function hidden(text) {
  return element("span", { class: "nhsuk-u-visually-hidden" }, text);
}
