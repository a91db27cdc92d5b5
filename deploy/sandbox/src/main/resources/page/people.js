// Faces and names.

import { el, svg, icon, ICONS } from './dom.js';
import { state, nameOf, colorOf, rolesOf, statusOf } from './state.js';

const COLORS = ['#2f80c4', '#3ba55c', '#e67e22', '#eb459e', '#9b59b6', '#1abc9c', '#e74c3c', '#3498db', '#b9770e', '#607d8b'];

// Neighbours in the order of arrival look different.
export function faceColor(id) {
  return COLORS[Math.max(0, [...state.users.keys()].indexOf(id)) % COLORS.length];
}

const isApp = (user) => user.id === state.application?.bot.id;

export function avatar(user, size = 40) {
  const name = user.global_name || user.username;
  const face = svg('svg', { class: 'avatar', viewBox: '0 0 40 40', width: size, height: size, 'aria-hidden': 'true' },
    svg('circle', { cx: 20, cy: 20, r: 20, fill: isApp(user) ? '#5865f2' : faceColor(user.id) }));
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
