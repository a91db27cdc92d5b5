// The card of a person or an app: who they are here, with their roles.

import { el, icon, ICONS } from './dom.js';
import { attempt } from './dialogs.js';
import { rest } from './live.js';
import { close, float, menu } from './layer.js';
import { moderation } from './moderation.js';
import { activity, avatar, botTag, crown, faceColor, statusDot } from './people.js';
import { createdAt, dayOf, fullOf, relativeTo } from './time.js';
import { colorOf, hex, mayTouch, nameOf, rolesOf, silentUntil, state, statusOf } from './state.js';

const WEBHOOK = '0000';

export function openProfile(userId, anchor, { write, actAs }) {
  const user = state.users.get(userId);
  if (!user) return;
  const member = state.members.get(userId);
  const banner = el('div', { class: 'card-banner' });
  banner.style.background = colorOf(userId) ?? faceColor(user);
  const node = el('div', { class: 'card', role: 'dialog', 'aria-label': `Profile of ${nameOf(user)}`, tabindex: -1, 'data-card': userId },
    banner, el('div', { class: 'card-face' }, avatar(user, 80), statusDot(statusOf(user))),
    el('div', { class: 'card-body' },
      el('h2', {}, nameOf(user), user.bot && botTag(), state.guild?.owner_id === userId && crown()),
      el('p', { class: 'card-user', text: handle(user) }),
      activity(user) && el('p', { class: 'card-does' }, activity(user)),
      silence(userId),
      el('div', { class: 'card-line' }),
      section('Member since', since(user, member)),
      member && section(rolesOf(userId).length === 1 ? 'Role' : 'Roles', roles(user, anchor, { write, actAs })),
      section('Id', el('code', { class: 'card-id', text: userId })),
      buttons(user, write, actAs)));
  float(node, anchor);
  node.focus();
}

// The open card, after somebody's presence changed.
export function refreshCard() {
  const card = document.querySelector('[data-card]');
  const user = card && state.users.get(card.dataset.card);
  if (user) card.querySelector('.dot').replaceWith(statusDot(statusOf(user)));
}

const handle = (user) => (user.bot && user.discriminator !== '0' ? `${user.username}#${user.discriminator}` : user.username);
const section = (title, ...children) => el('section', { class: 'card-section' }, el('h3', { text: title }), children);

function silence(userId) {
  const until = silentUntil(userId);
  return until && el('p', { class: 'card-silent', title: fullOf(until) }, icon(ICONS.timer, 16), `Timed out, ends ${relativeTo(until)}`);
}

function since(user, member) {
  return [el('p', { class: 'card-since' },
    el('span', { title: 'Joined Discord' }, icon(ICONS.chat, 14), ` ${dayOf(createdAt(user.id))}`),
    member && el('span', { title: `Joined ${state.guild.name}` }, icon(ICONS.people, 14), ` ${dayOf(new Date(member.joined_at))}`))];
}

function roles(user, anchor, actions) {
  const gives = (role) => mayTouch(role) && !role.managed;
  const again = async (deed) => {
    await attempt(deed);
    close();
    setTimeout(() => openProfile(user.id, anchor, actions), 150);
  };
  const change = (method, role) => again(rest(method, `/guilds/${state.guild.id}/members/${user.id}/roles/${role.id}`));
  const own = rolesOf(user.id);
  const pills = own.map((role) => el('li', { class: 'role-pill' }, dot(role), el('span', { text: role.name }),
    gives(role) && el('button', { type: 'button', class: 'role-off', 'aria-label': `Take ${role.name} away`, onclick: () => change('DELETE', role) }, icon(ICONS.close, 12))));
  const left = [...state.roles.values()].filter((role) => role.id !== state.guild.id && gives(role) && !own.includes(role));
  const add = left.length > 0 && el('li', {}, el('button', {
    type: 'button', class: 'role-pill add', 'aria-label': 'Give a role', title: 'Give a role',
    onclick: (event) => menu('Roles', left.map((role) => ({ label: role.name, run: () => change('PUT', role) })), event.currentTarget, { side: 'below' }),
  }, icon(ICONS.plus, 14)));
  if (!pills.length && !add) return el('p', { class: 'card-none', text: 'No roles' });
  return el('ul', { class: 'role-pills' }, pills, add);
}

export function dot(role) {
  const node = el('i', { class: 'role-dot', 'aria-hidden': 'true' });
  node.style.background = role.color ? hex(role.color) : '#99aab5';
  return node;
}

function buttons(user, write, actAs) {
  if (user.id === state.me || user.discriminator === WEBHOOK) return null;
  const moderates = state.members.has(user.id) ? moderation(user) : [];
  const done = (run) => () => {
    close();
    run(user.id);
  };
  return el('div', { class: 'card-buttons' },
    el('button', { type: 'button', class: 'button primary', onclick: done(write), text: 'Message' }),
    moderates.length > 0 && el('button', { type: 'button', class: 'button', onclick: (event) => menu(`Moderate ${nameOf(user)}`, moderates, event.currentTarget, { side: 'below' }), text: 'Moderate' }),
    !user.bot && el('button', { type: 'button', class: 'button', onclick: done(actAs), text: `Act as ${user.global_name ?? user.username}` }));
}
