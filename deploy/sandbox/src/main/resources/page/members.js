// Who is in the server, by their highest hoisted role.

import { el, byId } from './dom.js';
import { avatar, botTag, crown, name } from './people.js';
import { inGuild, nameOf, rolesOf, state } from './state.js';

export function drawMembers() {
  byId('app').classList.toggle('direct', !inGuild());
  const groups = new Map();
  for (const member of state.members.values()) {
    const hoisted = rolesOf(member.user.id).find((role) => role.hoist);
    const key = hoisted?.id ?? 'online';
    if (!groups.has(key)) groups.set(key, { title: hoisted?.name ?? 'Online', position: hoisted?.position ?? -1, members: [] });
    groups.get(key).members.push(member);
  }
  const ordered = [...groups.values()].sort((one, other) => other.position - one.position);
  byId('members').replaceChildren(...ordered.flatMap(group));
}

function group({ title, members }) {
  members.sort((one, other) => nameOf(one.user).localeCompare(nameOf(other.user)));
  return [el('h3', { class: 'category', text: `${title} — ${members.length}` }),
    el('ul', { class: 'member-list', 'aria-label': title }, members.map(({ user }) =>
      el('li', { class: 'member', 'data-user': user.id, title: user.username }, el('span', { class: 'face' }, avatar(user, 32), el('i', { class: 'dot' })),
        name(user), user.bot && botTag(), state.guild.owner_id === user.id && crown())))];
}
