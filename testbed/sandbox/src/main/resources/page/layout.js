// Components V2: a message that is built of sections, containers, galleries and text.

import { el } from './dom.js';
import { component, row } from './components.js';
import { fileCard, gallery } from './embeds.js';
import { markdown } from './markdown.js';
import { hex } from './state.js';

const ROW = 1;
const BUTTON = 2;
const SECTION = 9;
const TEXT = 10;
const THUMBNAIL = 11;
const GALLERY = 12;
const FILE = 13;
const SEPARATOR = 14;
const CONTAINER = 17;

export const layout = (message) => el('div', { class: 'layout' }, message.components.map((each) => part(message, each)));

function part(message, data) {
  switch (data.type) {
    case ROW: return row(message, data);
    case SECTION: return section(message, data);
    case TEXT: return el('div', { class: 'layout-text markup' }, markdown(data.content));
    case GALLERY: return gallery(data.items.map((item) => ({ ...media(message, item.media), description: item.description, spoiler: item.spoiler })));
    case FILE: return fileCard({ ...media(message, data.file), filename: data.name ?? media(message, data.file).filename, size: data.size ?? media(message, data.file).size });
    case SEPARATOR: return el('div', { class: `layout-line${data.divider === false ? ' blank' : ''}${data.spacing === 2 ? ' wide' : ''}`, role: data.divider === false ? null : 'separator' });
    case CONTAINER: return container(message, data);
    default: return component(message, data);
  }
}

function section(message, { components, accessory }) {
  return el('div', { class: 'layout-section' }, el('div', { class: 'layout-words' }, components.map((each) => part(message, each))),
    el('div', { class: 'layout-accessory' }, accessory?.type === THUMBNAIL ? thumbnail(message, accessory) : accessory?.type === BUTTON ? component(message, accessory) : null));
}

const thumbnail = (message, data) => gallery([{ ...media(message, data.media), description: data.description, spoiler: data.spoiler }], 'layout-thumbnail');

function container(message, data) {
  const node = el('div', { class: `layout-container${data.spoiler ? ' hidden-container' : ''}` }, data.components.map((each) => part(message, each)));
  if (typeof data.accent_color === 'number') node.style.borderLeftColor = hex(data.accent_color);
  else node.classList.add('plain');
  if (!data.spoiler) return node;
  const show = () => node.classList.remove('hidden-container');
  node.prepend(el('button', { type: 'button', class: 'spoiler-cover', onclick: show, text: 'Spoiler' }));
  return node;
}

// "attachment://name" stands for a file that was sent along.
function media(message, { url, ...more }) {
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  const file = name ? message.attachments.find((each) => each.filename === name) : message.attachments.find((each) => each.url === url);
  return { ...file, ...more, url: file?.url ?? url, filename: file?.filename ?? url.split('/').at(-1).split('?')[0] };
}
