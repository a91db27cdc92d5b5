// Faces and names.

import { el, svg, icon, ICONS } from './dom.js';
import { state, nameOf, colorOf, rolesOf, statusOf } from './state.js';

// Of the pictures that Discord gives to who has none.
const COLORS = ['#5865f2', '#757e8a', '#3ba55c', '#b9770e', '#ed4245', '#eb459f'];

export const faceColor = ({ id, discriminator = '0' }) => COLORS[discriminator === '0' ? Number((BigInt(id) >> 22n) % 6n) : Number(discriminator) % 5];

const isApp = (user) => user.id === state.application?.bot.id;

export function avatar(user, size = 40) {
  if (user.avatar) return el('img', { class: 'avatar', src: `/avatars/${user.id}/${user.avatar}.png`, alt: '', width: size, height: size, loading: 'lazy' });
  const name = user.global_name || user.username;
  const face = svg('svg', { class: 'avatar', viewBox: '0 0 40 40', width: size, height: size, 'aria-hidden': 'true' },
    svg('circle', { cx: 20, cy: 20, r: 20, fill: isApp(user) ? '#5865f2' : faceColor(user) }));
  if (isApp(user)) {
    face.append(svg('g', { fill: 'none', stroke: '#fff', 'stroke-width': 2.6, 'stroke-linecap': 'round' },
      svg('circle', { cx: 20, cy: 11.5, r: 3.2 }),
      svg('path', { d: 'M20 15v15.5M10.5 22.5c0 5.8 4 8.8 9.5 8.8s9.5-3 9.5-8.8M14.8 19.5h10.4' })));
  } else {
    face.append(svg('text', {
      x: 20, y: 20, 'text-anchor': 'middle', 'dominant-baseline': 'central', fill: '#fff', 'font-size': 17, 'font-weight': 600,
      text: [...name][0]?.toUpperCase() ?? '?',
    }));
  }
  return face;
}

export const STATUSES = { online: 'Online', idle: 'Idle', dnd: 'Do Not Disturb', offline: 'Offline', invisible: 'Invisible' };
const DOES = { 0: 'Playing', 1: 'Streaming', 2: 'Listening to', 3: 'Watching', 5: 'Competing in' };
const CUSTOM = 4;

export const statusDot = (status) => el('i', { class: `dot ${status}`, role: 'img', 'aria-label': STATUSES[status], title: STATUSES[status] });

// A face with how the person is.
export const face = (user, size) => el('span', { class: 'face' }, avatar(user, size), statusDot(statusOf(user)));

// "Playing chess", or what people say of themselves; nothing for who is away.
export function activity(user) {
  const known = state.presences.get(user.id)?.activities?.[0];
  if (!known || statusOf(user) === 'offline') return null;
  if (known.type === CUSTOM) return [known.emoji?.name, known.state ?? known.name].filter(Boolean).join(' ');
  return [`${DOES[known.type] ?? 'Playing'} `, el('b', { text: known.name })];
}

export const initials = (name) => name.replace(/'s /g, ' ').split(/\s+/).map((word) => [...word][0] ?? '').join('').slice(0, 4);

// A server's picture, or the first letters of its name.
export const guildSign = ({ id, icon: hash, name }, size = 48) => (hash
  ? el('img', { class: 'guild-icon', src: `/icons/${id}/${hash}.png`, alt: '', width: size, height: size })
  : el('span', { class: size > 48 ? 'guild-letters' : null, text: initials(name) }));

export function name(user, className = 'name') {
  const plain = user.id ? nameOf(user) : user.username;
  return el('span', { class: className, color: colorOf(user.id), text: plain });
}

// A name that opens the person's card.
export function namePress(user, className = 'name') {
  return el('button', { type: 'button', class: className, color: colorOf(user.id), 'data-profile': user.id, 'aria-haspopup': 'dialog', text: nameOf(user) });
}

export const botTag = () => el('span', { class: 'tag', title: 'An app, not a person', text: 'APP' });

export function crown() {
  return el('span', { class: 'crown', title: 'Server owner', role: 'img', 'aria-label': 'Server owner' }, icon(ICONS.crown, 14));
}

export function roleLine(userId) {
  if (state.guild?.owner_id === userId) return 'Owner';
  if (!state.guild) return state.users.get(userId)?.username ?? '';
  if (!state.members.has(userId)) return 'Not in this server';
  return rolesOf(userId)[0]?.name ?? 'Member';
}
