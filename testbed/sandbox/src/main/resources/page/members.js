// Who is in the server, by their highest hoisted role; who is away comes last.

import { draw, el, byId, icon, ICONS } from './dom.js';
import { activity, botTag, crown, face, name } from './people.js';
import { inGuild, isOnline, nameOf, rolesOf, silentUntil, state } from './state.js';
import { relativeTo } from './time.js';

const SHOWN = 200;

export function drawMembers() {
  byId('app').classList.toggle('direct', !inGuild());
  const focused = document.activeElement?.closest?.('#members')?.contains(document.activeElement) && document.activeElement.dataset.profile;
  const groups = new Map();
  for (const member of state.members.values()) {
    const { key, title, position } = groupOf(member.user);
    if (!groups.has(key)) groups.set(key, { title, position, members: [] });
    groups.get(key).members.push(member);
  }
  const ordered = [...groups.values()].sort((one, other) => other.position - one.position);
  draw(byId('members'), ordered.flatMap(group));
  if (focused) byId('members').querySelector(`[data-profile="${focused}"]`)?.focus();
}

function groupOf(user) {
  if (!isOnline(user)) return { key: 'offline', title: 'Offline', position: -2 };
  const hoisted = rolesOf(user.id).find((role) => role.hoist);
  return hoisted ? { key: hoisted.id, title: hoisted.name, position: hoisted.position } : { key: 'online', title: 'Online', position: -1 };
}

function group({ title, members }) {
  members.sort((one, other) => nameOf(one.user).localeCompare(nameOf(other.user)));
  const left = members.length - SHOWN;
  return [el('h3', { class: 'category', text: `${title} — ${members.length}` }),
    el('ul', { class: 'member-list', 'aria-label': title }, members.slice(0, SHOWN).map(({ user }) => el('li', {}, line(user))), left > 0 && el('li', { class: 'nothing', text: `and ${left} more` }))];
}

function line(user) {
  const until = silentUntil(user.id);
  const does = activity(user);
  return el('button', { type: 'button', class: `member${isOnline(user) ? '' : ' away'}`, 'data-profile': user.id, 'data-user': user.id, 'aria-haspopup': 'dialog', title: user.username },
    face(user, 32), el('span', { class: 'member-words' }, el('span', { class: 'member-name' }, name(user), user.bot && botTag(), state.guild.owner_id === user.id && crown()),
      does && el('small', { class: 'does' }, does)),
    until && el('span', { class: 'silent', role: 'img', 'aria-label': `Timed out, ends ${relativeTo(until)}`, title: `Timed out, ends ${relativeTo(until)}` }, icon(ICONS.timer, 16)));
}
