// What is offered while one writes: people after "@", channels after "#", emojis after ":".

import { el, icon, ICONS } from './dom.js';
import { emojisFor, emojiSign, ownEmojis } from './emoji.js';
import { avatar } from './people.js';
import { channelOf, hex, inGuild, nameOf, state } from './state.js';

const MOST = 10;

const people = () => (inGuild() ? [...state.members.values()].map((member) => member.user) : channelOf(state.channelId).recipients);

// The word that is being typed and what fits it; null when nothing is to be offered.
export function completion(before) {
  const [, sign, typed] = /(?:^|\s)([@#]|:(?=\w{2}))([\w.-]*)$/.exec(before) ?? [];
  if (!sign || (sign === '#' && !inGuild())) return null;
  const items = { '@': mentioned, '#': channels, ':': emojis }[sign](typed.toLowerCase()).slice(0, MOST);
  // What is written out in full needs no picking: Enter sends.
  if (items[0]?.value.toLowerCase() === (sign + typed).toLowerCase()) return null;
  return items.length ? { title: { '@': 'Members', '#': 'Text channels', ':': 'Emoji' }[sign], typed: sign + typed, items } : null;
}

function mentioned(typed) {
  const users = people().filter((user) => nameOf(user).toLowerCase().includes(typed) || user.username.toLowerCase().includes(typed)).map((user) => ({
    value: `@${user.username}`,
    node: el('span', { class: 'picker-user' }, avatar(user, 24), el('b', { text: nameOf(user) }), el('small', { text: user.username })),
  }));
  const roles = [...state.roles.values()].filter((role) => role.mentionable && role.name.toLowerCase().includes(typed)).map((role) => ({
    value: `@${role.name}`, node: el('span', { color: role.color ? hex(role.color) : null, text: `@${role.name}` }),
  }));
  return [...users, ...roles];
}

const channels = (typed) => [...state.channels.values()].filter((channel) => channel.type === 0 && channel.name.includes(typed)).map((channel) => ({
  value: `#${channel.name}`, node: el('span', { class: 'picker-user' }, icon(ICONS.hash, 18), el('b', { text: channel.name })),
}));

const offered = (emoji, value) => ({ value, node: el('span', { class: 'picker-user' }, emojiSign(emoji), el('b', { text: `:${emoji.name}:` })) });

const emojis = (typed) => [...ownEmojis().filter(({ name }) => name.toLowerCase().includes(typed)).map((emoji) => offered(emoji, `:${emoji.name}:`)), ...signs(typed)];

const signs = (typed) => emojisFor(typed).map(({ sign, name }) => ({ value: sign, node: el('span', { class: 'picker-user' }, el('span', { text: sign }), el('b', { text: `:${name.replaceAll(' ', '_')}:` })) }));

// Names become mentions, as Discord's client does when it sends: @ada is <@id>, #bank is <#id>.
export function encoded(text) {
  const users = new Map(people().map((user) => [user.username.toLowerCase(), user.id]));
  const named = [...state.roles.values()].filter((role) => role.id !== state.guild?.id).sort((one, other) => other.name.length - one.name.length);
  const rooms = new Map([...state.channels.values()].map((channel) => [channel.name, channel.id]));
  const own = new Map(ownEmojis().map((emoji) => [emoji.name, emoji]));
  return text.split(/(```[\s\S]*?```|`[^`]*`)/).map((part, at) => (at % 2 ? part : withRoles(part, named)
    .replace(/(^|[\s(])@([\w.]*\w)/g, (whole, lead, name) => (users.has(name.toLowerCase()) ? `${lead}<@${users.get(name.toLowerCase())}>` : whole))
    .replace(/(^|[\s(])#([\w-]+)/g, (whole, lead, name) => (rooms.has(name) ? `${lead}<#${rooms.get(name)}>` : whole))
    .replace(/(?<![<\w]|<a):(\w+):/g, (whole, name) => (own.has(name) ? `<${own.get(name).animated ? 'a' : ''}:${name}:${own.get(name).id}>` : whole)))).join('');
}

const withRoles = (text, roles) => roles.reduce((so, role) => so.replaceAll(`@${role.name}`, `<@&${role.id}>`), text);

// Mentions as one writes them, for a message that is changed.
export function decoded(text) {
  return text.replace(/<a?(:\w+:)\d+>/g, '$1').replace(/<@!?(\d+)>/g, (whole, id) => (people().some((user) => user.id === id) ? `@${state.users.get(id).username}` : whole))
    .replace(/<@&(\d+)>/g, (whole, id) => (state.roles.has(id) ? `@${state.roles.get(id).name}` : whole))
    .replace(/<#(\d+)>/g, (whole, id) => (state.channels.has(id) ? `#${state.channels.get(id).name}` : whole));
}
