// Keys and presses that are not about one control: context menus, walking the messages, files dropped anywhere.

import { byId } from './dom.js';
import { messageMenu, remove } from './deeds.js';
import { railMenu } from './guilds.js';
import { step } from './messages.js';
import { channelMenu } from './places.js';
import { choose } from './reactions.js';
import { messageOf, state } from './state.js';

const FIELDS = 'input, textarea, select, [contenteditable]';

export function keyboard({ composer, userMenu }) {
  document.addEventListener('contextmenu', (event) => contextMenu(event, userMenu));
  byId('scroller').addEventListener('keydown', onMessages);
  for (const id of ['rail', 'channels', 'members']) byId(id).addEventListener('keydown', alongList);
  document.addEventListener('keydown', (event) => typedAnywhere(event, composer));
  document.addEventListener('keydown', (event) => event.key === 'F6' && nextPart(event));
  document.addEventListener('keydown', (event) => event.key === 'Escape' && closeDrawers());
  drops(composer);
}

function closeDrawers() {
  const { classList } = byId('app');
  if (classList.contains('show-side')) document.querySelector('.top .only-narrow')?.focus();
  classList.remove('show-side');
}

// By the mouse where it points; by the keyboard beside what has it.
function contextMenu(event, userMenu) {
  if (event.target.closest?.(`${FIELDS}, a, dialog, [popover]`) || event.shiftKey || String(getSelection())) return;
  const person = event.target.closest('[data-profile]');
  const message = event.target.closest('.message');
  const guild = event.target.closest('.rail-item.guild');
  const place = event.target.closest('#channels [data-channel], #channels [data-category]');
  const byMouse = event.clientX > 0 || event.clientY > 0;
  const anchor = byMouse ? { x: event.clientX, y: event.clientY } : person ?? message ?? place ?? guild;
  if (person && (userMenu(person.dataset.profile, anchor))) event.preventDefault();
  else if (guild && railMenu(guild.dataset.guild, anchor)) event.preventDefault();
  else if (place && channelMenu(place.dataset.channel ?? place.dataset.category, anchor)) event.preventDefault();
  else if (message) {
    const found = messageOf(state.channelId, message.dataset.messageId);
    if (!found) return;
    event.preventDefault();
    messageMenu(found, anchor);
  }
}

const PARTS = ['rail', 'channels', 'scroller', 'composer', 'members'];

// From part to part and around, as in Discord: what is open in each has the keyboard.
function nextPart(event) {
  if (document.querySelector('dialog[open]')) return;
  event.preventDefault();
  const parts = PARTS.map(byId).filter((part) => part.checkVisibility({ visibilityProperty: true }));
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const part = parts[(at + (event.shiftKey ? parts.length - 1 : 1) + (at < 0 && event.shiftKey ? 1 : 0)) % parts.length];
  const inside = part.querySelector('.current') ?? part.querySelector('textarea, input:not([hidden])') ?? part.querySelector('button');
  (part.id === 'scroller' ? part : inside ?? part).focus();
}

// Up and down walk the servers, channels and members.
function alongList(event) {
  const all = [...event.currentTarget.querySelectorAll('button:not(.category-add)')];
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  all[(to + all.length) % all.length].focus();
}

// Up and down walk the messages; on one of them a letter does what its menu does.
function onMessages(event) {
  if (event.target.closest(FIELDS) || event.ctrlKey || event.metaKey || event.altKey) return;
  const node = event.target.closest('.message');
  const here = event.target === node;
  if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && (here || event.target === byId('scroller'))) step(event.key === 'ArrowUp' ? -1 : 1);
  else if (!here || !deed(event.key, messageOf(state.channelId, node.dataset.messageId), node)) return;
  event.preventDefault();
  event.stopPropagation();
}

function deed(key, message, node) {
  if (!message || message.flags & 64) return false;
  const own = message.author.id === state.me;
  const ask = (name) => document.dispatchEvent(new CustomEvent(name, { detail: message }));
  switch (key) {
    case 'e': return own && (ask('edit'), true);
    case 'r': ask('reply'); return true;
    case '+': choose(message, node); return true;
    case 'Delete':
    case 'Backspace': return own && (remove(message), true);
    case 'Enter': messageMenu(message, node); return true;
    default: return false;
  }
}

// A letter typed at no field goes to the message box, as in Discord.
function typedAnywhere(event, composer) {
  if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
  const { activeElement: active } = document;
  if (active !== document.body && active !== byId('scroller')) return;
  if (document.querySelector('dialog[open], :popover-open')) return;
  composer.focus();
}

function drops(composer) {
  const carries = (event) => event.dataTransfer?.types.includes('Files');
  const over = (on) => byId('drop').toggleAttribute('hidden', !on);
  document.addEventListener('dragover', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    over(true);
  });
  document.addEventListener('dragleave', (event) => !event.relatedTarget && over(false));
  document.addEventListener('drop', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    over(false);
    composer.files(event.dataTransfer.files);
  });
}
