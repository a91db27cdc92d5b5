// Embeds and attachments.

import { el } from './dom.js';
import { inline, markdown } from './markdown.js';
import { stampOf } from './time.js';
import { hex } from './state.js';

function picture(source, className, alternative) {
  return el('img', { class: className, src: source.url, alt: alternative, loading: 'lazy', referrerpolicy: 'no-referrer' });
}

function linked(text, url, className) {
  return url
    ? el('a', { class: className, href: url, target: '_blank', rel: 'noopener noreferrer' }, inline(text))
    : el('span', { class: className }, inline(text));
}

export function embed(data) {
  const body = el('div', { class: 'embed-body' });
  if (data.author) {
    body.append(el('div', { class: 'embed-author' },
      data.author.icon_url && picture({ url: data.author.icon_url }, 'embed-icon', ''),
      linked(data.author.name, data.author.url, 'embed-author-name')));
  }
  if (data.title) body.append(el('div', { class: 'embed-title' }, linked(data.title, data.url, data.url ? 'link' : '')));
  if (data.description) body.append(el('div', { class: 'embed-description markup' }, markdown(data.description)));
  if (data.fields?.length) body.append(fields(data.fields));
  if (data.image) body.append(picture(data.image, 'embed-image', 'Embedded picture'));
  if (data.footer || data.timestamp) body.append(footer(data));
  const node = el('article', { class: 'embed', 'aria-label': data.title ?? 'Embed' }, body);
  if (data.thumbnail) node.append(picture(data.thumbnail, 'embed-thumbnail', 'Thumbnail'));
  node.style.borderLeftColor = data.color === undefined ? '#1e1f22' : hex(data.color);
  return node;
}

function fields(list) {
  const grid = el('div', { class: 'embed-fields' });
  for (const field of list) {
    grid.append(el('div', { class: field.inline ? 'embed-field inline' : 'embed-field' },
      el('div', { class: 'embed-field-name' }, inline(field.name)),
      el('div', { class: 'embed-field-value markup' }, markdown(field.value))));
  }
  return grid;
}

function footer({ footer: line, timestamp }) {
  const text = [line?.text, timestamp && stampOf(new Date(timestamp))].filter(Boolean).join(' • ');
  return el('div', { class: 'embed-footer' },
    line?.icon_url && picture({ url: line.icon_url }, 'embed-icon', ''),
    el('span', { text }));
}

export function attachment(file) {
  if (file.content_type?.startsWith('image/')) {
    return el('a', { href: file.url, target: '_blank', rel: 'noopener noreferrer' },
      picture(file, 'attachment-image', file.description ?? file.filename));
  }
  return el('a', { class: 'attachment', href: file.url, download: file.filename },
    el('span', { class: 'attachment-name', text: file.filename }),
    el('span', { class: 'attachment-size', text: `${Math.max(1, Math.round(file.size / 1024))} KB` }));
}
