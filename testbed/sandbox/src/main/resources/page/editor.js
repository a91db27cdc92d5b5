// A message of one's own while it is changed, in its place.

import { el } from './dom.js';
import { attempt } from './dialogs.js';
import { act } from './live.js';
import { place, state } from './state.js';
import { decoded, encoded } from './suggest.js';

const ask = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

export function editor(message) {
  const field = el('textarea', { class: 'edit-field', rows: 1, maxlength: 2000, 'aria-label': 'Change your message' });
  field.value = decoded(message.content);
  const leave = () => {
    state.editing = null;
    ask('redraw', message);
    ask('focus-composer');
  };
  const save = () => {
    const content = encoded(field.value.trim());
    if (!content && !message.attachments.length) {
      ask('delete', message);
      return;
    }
    if (content !== message.content) attempt(act({ kind: 'edit', messageId: message.id, content, ...place(message.channel_id) }));
    leave();
  };
  const fit = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  };
  field.addEventListener('input', fit);
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter' && !event.shiftKey) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  setTimeout(() => {
    fit();
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  return el('div', { class: 'edit' }, field, el('div', { class: 'edit-foot' },
    'escape to ', el('button', { type: 'button', class: 'textual', onclick: leave, text: 'cancel' }), ' • enter to ', el('button', { type: 'button', class: 'textual', onclick: save, text: 'save' })));
}
