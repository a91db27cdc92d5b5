// Who you are, and the list of whom else you could be.

import { el, byId, icon, ICONS } from './dom.js';
import { attempt, complain, prompt } from './dialogs.js';
import { STATUSES, activity, avatar, face, roleLine, statusDot } from './people.js';
import { act } from './live.js';
import { nameOf, state } from './state.js';

export function drawMe(switchTo) {
  const me = state.users.get(state.me);
  const menu = el('div', { class: 'people', hidden: true });
  const head = el('button', {
    type: 'button', class: 'me-head', 'aria-expanded': 'false', 'aria-label': `You act as ${nameOf(me)}. Switch person`,
    onclick: () => toggle(menu.hidden),
  }, el('span', { class: 'face' }, avatar(me, 32), statusDot(seenAs())), el('span', { class: 'me-words' }, el('b', { text: nameOf(me) }), el('small', {}, activity(me) ?? STATUSES[state.status])), icon(ICONS.arrow, 16));
  const toggle = (show) => {
    menu.hidden = !show;
    head.setAttribute('aria-expanded', String(show));
    if (show) list.querySelector('[aria-checked="true"]')?.focus();
  };
  const choose = (id) => {
    toggle(false);
    switchTo(id);
  };
  const list = el('div', { class: 'people-list', role: 'radiogroup', 'aria-label': 'Act as' }, persons().map((user) => person(user, choose)));
  menu.append(...statuses(() => { toggle(false); head.focus(); }), el('h3', { text: 'Act as' }), list,
    el('button', { type: 'button', class: 'person newcomer', onclick: () => { toggle(false); create(switchTo); } }, icon(ICONS.plus, 20), 'Somebody new…'));
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const items = [...menu.querySelectorAll('.person')];
    if (step && items.includes(document.activeElement)) items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    else if (event.key === 'Escape') { toggle(false); head.focus(); } else return;
    event.preventDefault();
  });
  const held = byId('me').contains(document.activeElement);
  byId('me').replaceChildren(menu, head);
  if (held) head.focus();
  byId('me').onfocusout = (event) => !byId('me').contains(event.relatedTarget) && toggle(false);
}

// Members of the open server first.
const persons = () => [...state.users.values()].filter((user) => !user.bot && user.discriminator === '0')
  .sort((one, other) => state.members.has(other.id) - state.members.has(one.id));
const seenAs = () => (state.status === 'invisible' ? 'offline' : state.status);

// How one wants to be seen, and a line about oneself.
function statuses(done) {
  const saysNow = state.presences.get(state.me)?.activities?.[0]?.state ?? '';
  const be = (content, name) => act({ kind: 'present', userId: state.me, content, name: name || undefined }).then(() => { state.status = content; document.dispatchEvent(new CustomEvent('presence')); });
  const choice = (status) => el('button', {
    type: 'button', class: 'person status', role: 'radio', 'aria-checked': String(state.status === status), 'data-status': status,
    onclick: () => { done(); attempt(be(status, saysNow)); },
  }, statusDot(status === 'invisible' ? 'offline' : status), el('span', { text: STATUSES[status] }), state.status === status && el('span', { class: 'check', text: '✓' }));
  const say = () => { done(); prompt('Set a custom status', { label: 'What’s cooking?', value: saysNow, maxlength: 128, button: 'Save', optional: true, about: 'Empty takes it away.' }, (words) => be(state.status, words)); };
  return [el('div', { role: 'radiogroup', 'aria-label': 'Status' }, ['online', 'idle', 'dnd', 'invisible'].map(choice)),
    el('button', { type: 'button', class: 'person newcomer', onclick: say }, icon(ICONS.smile, 20), saysNow ? 'Edit custom status' : 'Set custom status'), el('div', { class: 'menu-line' })];
}

function person(user, choose) {
  const current = user.id === state.me;
  return el('button', { type: 'button', class: 'person', role: 'radio', 'aria-checked': String(current), 'data-user': user.id, onclick: () => choose(user.id) },
    face(user, 32), el('span', { class: 'me-words' }, el('b', { text: nameOf(user) }), el('small', { text: roleLine(user.id) })), current && el('span', { class: 'check', text: '✓' }));
}

function create(switchTo) {
  const guilds = [...state.guilds.values()];
  prompt('Somebody new', { label: 'Name', maxlength: 32, button: state.guild ? 'Join' : 'Create', about: state.guild ? `Joins ${state.guild.name}, and you go on as them.` : 'You go on as them.' }, async (name) => {
    const { userId } = await act({ kind: 'join', guildId: (state.guild ?? guilds[0])?.id, name });
    switchTo(userId);
  }, complain);
}
