// Who you are, and the list of whom else you could be.

import { el, byId, icon, ICONS, svg } from './dom.js';
import { complain, prompt } from './dialogs.js';
import { avatar, roleLine } from './people.js';
import { act } from './live.js';
import { nameOf, state } from './state.js';

export function drawMe(switchTo) {
  const me = state.users.get(state.me);
  const menu = el('div', { class: 'people', hidden: true });
  const head = el('button', {
    type: 'button', class: 'me-head', 'aria-expanded': 'false', 'aria-label': `You act as ${nameOf(me)}. Switch person`,
    onclick: () => toggle(menu.hidden),
  }, face(me, 32), el('span', { class: 'me-words' }, el('b', { text: nameOf(me) }), el('small', { text: roleLine(me.id) })), icon(ICONS.arrow, 16));
  const toggle = (show) => {
    menu.hidden = !show;
    head.setAttribute('aria-expanded', String(show));
    if (show) menu.querySelector('[aria-checked="true"]')?.focus();
  };
  const choose = (id) => {
    toggle(false);
    switchTo(id);
  };
  const list = el('div', { class: 'people-list', role: 'radiogroup', 'aria-label': 'Act as' }, persons().map((user) => person(user, choose)));
  menu.append(el('h3', { text: 'Act as' }), list,
    el('button', { type: 'button', class: 'person newcomer', onclick: () => { toggle(false); create(switchTo); } }, icon(ICONS.plus, 20), 'Somebody new…'));
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const items = [...menu.querySelectorAll('.person')];
    if (step && items.includes(document.activeElement)) items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    else if (event.key === 'Escape') { toggle(false); head.focus(); } else return;
    event.preventDefault();
  });
  byId('me').replaceChildren(menu, head);
  byId('me').onfocusout = (event) => !byId('me').contains(event.relatedTarget) && toggle(false);
}

// Members of the open server first.
const persons = () => [...state.users.values()].filter((user) => !user.bot && user.discriminator === '0')
  .sort((one, other) => state.members.has(other.id) - state.members.has(one.id));
const face = (user, size) => el('span', { class: 'face' }, avatar(user, size), svg('svg', { class: 'online', viewBox: '0 0 12 12', 'aria-hidden': 'true' }, svg('circle', { cx: 6, cy: 6, r: 4.5 })));

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
