// Embeds, attachments and pictures.

import { el, icon, ICONS } from './dom.js';
import { inline, markdown } from './markdown.js';
import { showPicture } from './lightbox.js';
import { stampOf } from './time.js';
import { hex } from './state.js';

const SPOILER = 'SPOILER_';

// What Discord's own address serves lies here.
const here = (url) => url.replace(/^https:\/\/cdn\.discordapp\.com\//, '/');

function picture(source, className, alternative) {
  return el('img', { class: className, src: here(source.url), alt: alternative, loading: 'lazy', referrerpolicy: 'no-referrer', width: source.width || null, height: source.height || null });
}

// A picture that opens large.
function pressable(source, className, alternative) {
  return el('button', { type: 'button', class: 'picture', 'aria-label': `Open picture: ${alternative}`, onclick: () => showPicture(here(source.url), alternative) }, picture(source, className, alternative));
}

function linked(text, url, className) {
  return url
    ? el('a', { class: className, href: url, target: '_blank', rel: 'noopener noreferrer' }, inline(text))
    : el('span', { class: className }, inline(text));
}

export function embed(data) {
  const body = el('div', { class: 'embed-body' });
  if (data.provider?.name) body.append(el('div', { class: 'embed-provider', text: data.provider.name }));
  if (data.author) {
    body.append(el('div', { class: 'embed-author' },
      data.author.icon_url && picture({ url: data.author.icon_url }, 'embed-icon', ''),
      linked(data.author.name, data.author.url, 'embed-author-name')));
  }
  if (data.title) body.append(el('div', { class: 'embed-title' }, linked(data.title, data.url, data.url ? 'link' : '')));
  if (data.description) body.append(el('div', { class: 'embed-description markup' }, markdown(data.description)));
  if (data.fields?.length) body.append(fields(data.fields));
  if (data.image) body.append(pressable(data.image, 'embed-image', 'Embedded picture'));
  if (data.footer || data.timestamp) body.append(footer(data));
  const node = el('article', { class: 'embed', 'aria-label': data.title ?? 'Embed' }, body);
  if (data.thumbnail) node.append(el('div', { class: 'embed-side' }, pressable(data.thumbnail, 'embed-thumbnail', 'Thumbnail')));
  node.style.borderLeftColor = data.color === undefined || data.color === null ? '#1e1f22' : hex(data.color);
  return node;
}

function fields(list) {
  const grid = el('div', { class: 'embed-fields' });
  list.forEach((field, at) => {
    const node = el('div', { class: field.inline ? 'embed-field inline' : 'embed-field' },
      el('div', { class: 'embed-field-name' }, inline(field.name)),
      el('div', { class: 'embed-field-value markup' }, markdown(field.value)));
    if (field.inline) node.classList.add(beside(list, at) === 2 ? 'half' : 'third');
    grid.append(node);
  });
  return grid;
}

// How many fields share this one's line: Discord puts three on a line, two of two lines each take half.
function beside(list, at) {
  let from = at;
  while (from > 0 && list[from - 1].inline) from--;
  let to = at;
  while (to + 1 < list.length && list[to + 1].inline) to++;
  const place = Math.floor((at - from) / 3);
  return Math.min(3, to - from + 1 - place * 3);
}

function footer({ footer: line, timestamp }) {
  const text = [line?.text, timestamp && stampOf(new Date(timestamp))].filter(Boolean).join(' • ');
  return el('div', { class: 'embed-footer' },
    line?.icon_url && picture({ url: line.icon_url }, 'embed-icon', ''),
    el('span', { text }));
}

// Discord shows these as pictures; others, SVG among them, as files.
export const isPicture = (file) => /^image\/(png|jpe?g|gif|webp|avif)/.test(file.content_type ?? '');

// Pictures first, in a grid, then the other files.
export function attachments(files) {
  if (!files.length) return null;
  const pictures = files.filter(isPicture);
  return el('div', { class: 'attachments' }, pictures.length > 0 && gallery(pictures), files.filter((file) => !isPicture(file)).map(fileCard));
}

export function gallery(items, kind = '') {
  const shape = kind || `gallery of-${Math.min(items.length, 4)}`;
  return el('div', { class: shape }, items.map((item) => {
    const words = item.description || item.filename || 'Picture';
    const node = pressable(item, 'attachment-image', words);
    return item.spoiler || item.filename?.startsWith(SPOILER) ? covered(node) : node;
  }));
}

function covered(node) {
  const cover = el('button', { type: 'button', class: 'spoiler-cover', onclick: () => cover.remove(), text: 'Spoiler' });
  return el('div', { class: 'covered' }, node, cover);
}

export function fileCard(file) {
  return el('div', { class: 'attachment' }, icon(ICONS.file, 30),
    el('span', { class: 'attachment-words' }, el('a', { class: 'attachment-name', href: file.url, download: file.filename, text: file.filename }),
      file.size !== undefined && el('span', { class: 'attachment-size', text: sized(file.size) })));
}

export const sized = (bytes) => (bytes < 1024 ? `${bytes} bytes` : bytes < 1_048_576 ? `${(bytes / 1024).toFixed(2)} KB` : `${(bytes / 1_048_576).toFixed(2)} MB`);
