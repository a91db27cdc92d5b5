// The pinned messages of the open channel.

import { el, icon, ICONS } from './dom.js';
import { unpin } from './deeds.js';
import { avatar, name } from './people.js';
import { close, float } from './layer.js';
import { markdown } from './markdown.js';
import { createdAt, stampOf } from './time.js';
import { attempt } from './dialogs.js';
import { pinned } from './live.js';
import { mayPin, state } from './state.js';

export const showPins = (anchor) => attempt(pinned(state.channelId).then(({ messages }) => showAll(anchor, messages)));

function showAll(anchor, messages) {
  const node = el('div', { class: 'pins', role: 'dialog', 'aria-label': 'Pinned messages', tabindex: -1 }, el('h2', { text: 'Pinned Messages' }),
    messages.length ? el('ul', {}, messages.map(line)) : el('p', { class: 'nothing', text: 'This channel does not have any pinned messages… yet.' }));
  float(node, anchor, { side: 'below' });
  node.focus();
}

function line(message) {
  const jump = () => {
    close();
    document.dispatchEvent(new CustomEvent('jump', { detail: message.id }));
  };
  return el('li', { class: 'pin' }, avatar(message.author, 32), el('div', { class: 'pin-words' },
    el('div', { class: 'head' }, name(message.author), el('time', { class: 'stamp', text: stampOf(createdAt(message.id)) })),
    el('div', { class: 'markup' }, message.content ? markdown(message.content) : el('em', { text: 'A message without words' }))),
  el('div', { class: 'pin-deeds' }, el('button', { type: 'button', class: 'button', onclick: jump, text: 'Jump' }),
    mayPin() && el('button', { type: 'button', class: 'round', 'aria-label': 'Unpin', title: 'Unpin', onclick: () => { close(); unpin(message); } }, icon(ICONS.close, 16))));
}
