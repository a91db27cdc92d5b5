// What can be done to a message or a person: their menus.

import { el, icon, ICONS } from './dom.js';
import { answerTo } from './answers.js';
import { attempt, confirm, tell } from './dialogs.js';
import { menu } from './layer.js';
import { act, rest } from './live.js';
import { isEphemeral } from './message.js';
import { moderation, rename } from './moderation.js';
import { choose, react } from './reactions.js';
import { excerpt } from './markdown.js';
import { BITS, channelOf, inGuild, may, mayPin, nameOf, place, state } from './state.js';
import { appsFor, named, ON_MESSAGE, ON_USER } from './usable.js';

const QUICK = ['❤️', '😂', '⚓', '✅'];

const ask = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

function copy(text, what) {
  navigator.clipboard?.writeText(text).then(() => tell(`Copied ${what}.`), () => tell(text));
}

function use(command, targetId) {
  attempt(act({ kind: 'command', name: command.name, type: command.type, targetId, ...named(command), ...place() }).then(({ interactionId }) => answerTo(interactionId)));
}

function apps(type, targetId) {
  const found = appsFor(type);
  return { label: 'Apps', items: found.length ? found.map((command) => ({ label: command.name, run: () => use(command, targetId) })) : [{ label: 'No apps for this', disabled: true, run: () => {} }] };
}

export function messageMenu(message, anchor) {
  const own = message.author.id === state.me;
  const system = ![0, 19, 20, 23].includes(message.type);
  const seen = !isEphemeral(message);
  const items = [
    seen && may(BITS.REACT) && { label: 'Add Reaction', icon: icon(ICONS.smile, 18), run: () => choose(message, anchorOf(message, anchor)) },
    seen && may(BITS.REACT) && { label: 'Quick reaction', items: QUICK.map((sign) => ({ label: sign, run: () => react(message, { name: sign }) })) },
    seen && null,
    own && !system && { label: 'Edit Message', icon: icon(ICONS.pencil, 18), run: () => ask('edit', message) },
    seen && may(BITS.SEND) && { label: 'Reply', icon: icon(ICONS.reply, 18), run: () => ask('reply', message) },
    seen && !system && mayPin() && { label: message.pinned ? 'Unpin Message' : 'Pin Message', icon: icon(ICONS.pin, 18), run: () => (message.pinned ? unpin(message) : pin(message)) },
    { label: 'Copy Text', icon: icon(ICONS.copy, 18), run: () => copy(message.content, 'the text') },
    seen && { label: 'Mark Unread', icon: icon(ICONS.eye, 18), run: () => ask('unread', message) },
    seen && apps(ON_MESSAGE, message.id),
    !seen && { label: 'Dismiss Message', run: () => ask('dismiss', message) },
    seen && (own || may(BITS.MANAGE_MESSAGES)) && { label: 'Delete Message', danger: true, icon: icon(ICONS.bin, 18), run: () => remove(message) },
    null,
    { label: 'Copy Message ID', icon: icon(ICONS.id, 18), run: () => copy(message.id, 'the id') },
  ];
  return menu('Message', items.filter((item) => item !== false), anchor);
}

const pinOf = (message) => `/channels/${message.channel_id}/messages/pins/${message.id}`;

const quoted = (message) => el('blockquote', {}, message.content ? excerpt(message.content) : 'A message without words');

function pin(message) {
  confirm('Pin It. Pin It Good.', [el('p', { text: `You are about to pin this message to ${inGuild() ? `#${channelOf(message.channel_id).name}` : 'this conversation'}.` }), quoted(message)], 'Pin it',
    () => attempt(rest('PUT', pinOf(message))), 'primary');
}

export function unpin(message) {
  confirm('Unpin Message', [el('p', { text: 'You sure you want to remove this pinned message?' }), quoted(message)], 'Remove it', () => attempt(rest('DELETE', pinOf(message))));
}

const anchorOf = (message, anchor) => document.querySelector(`[data-message-id="${message.id}"]`) ?? anchor;

export function remove(message) {
  confirm('Delete Message', [el('p', { text: 'Are you sure you want to delete this message?' }), quoted(message)], 'Delete',
    () => attempt(act({ kind: 'delete', messageId: message.id, ...place(message.channel_id) })));
}

export function userMenu(userId, anchor, { profile, write, actAs, mention }) {
  const user = state.users.get(userId);
  const member = state.members.get(userId);
  const me = userId === state.me;
  if (!user) return null;
  const items = [
    { label: 'Profile', run: () => profile(userId, anchor) },
    inGuild() && may(BITS.SEND) && { label: 'Mention', run: () => mention(user) },
    !me && { label: 'Message', run: () => write(userId) },
    !me && !user.bot && { label: `Act as ${user.global_name ?? user.username}`, run: () => actAs(userId) },
    member && null,
    member && (me || may(BITS.NICKNAMES)) && { label: 'Change Nickname', run: () => rename(user, member) },
    member && apps(ON_USER, userId),
    ...(member && !me ? moderation(user) : []),
    null,
    { label: 'Copy User ID', icon: icon(ICONS.id, 18), run: () => copy(userId, 'the id') },
  ];
  return menu(nameOf(user), items.filter((item) => item !== false && item !== undefined), anchor);
}
