// One message, drawn.

import { el, icon, ICONS } from './dom.js';
import { reactions } from './reactions.js';
import { avatar, botTag, name, namePress } from './people.js';
import { attachments, embed } from './embeds.js';
import { failureOf, rows } from './components.js';
import { poll } from './poll.js';
import { layout } from './layout.js';
import { excerpt, markdown } from './markdown.js';
import { editor } from './editor.js';
import { mentionsMe } from './unread.js';
import { appOf, SLASH } from './usable.js';
import { clockOf, createdAt, fullOf, stampOf } from './time.js';
import { messageOf, nameOf, silentUntil, state } from './state.js';

const TOGETHER = 7 * 60 * 1000;
const SUPPRESS_EMBEDS = 1 << 2;
const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const COMPONENTS_V2 = 1 << 15;
const JOIN = 7;
const WELCOMES = ['just washed ashore.', 'dropped anchor.', 'is here. Mind the wet planks!', 'came in with the tide.'];
const SYSTEM = {
  1: (message) => ['added ', nameOf(message.mentions[0] ?? message.author), ' to the group.'],
  6: (message) => ['pinned ', textual('a message', () => ask('jump', message.message_reference?.message_id)), ' to this channel. See all ', textual('pinned messages', () => ask('pins', document.querySelector('.top [data-pins]'))), '.'],
  7: (message) => [WELCOMES[Number(BigInt(message.id) % BigInt(WELCOMES.length))]],
  46: (message) => ['’s poll ', textual(message.embeds[0]?.fields?.find(({ name }) => name === 'poll_question_text')?.value ?? 'here', () => ask('jump', message.message_reference?.message_id)), ' has closed.'],
  18: (message) => ['started a thread: ', el('b', { text: message.content })],
};
const SIGNS = { 6: ICONS.pin, 7: ICONS.welcome, 18: ICONS.thread };

const ask = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
const textual = (text, onclick) => el('button', { type: 'button', class: 'textual told', onclick, text });
export const isEphemeral = (message) => Boolean(message.flags & EPHEMERAL);

export function drawn(message, date, first) {
  if (!message.author) return sent(message);
  return SYSTEM[message.type] ? system(message, date) : row(message, date, first);
}

export function together(message, previous) {
  return message.author && !usedBy(message) && previous.author && previous.author.id === message.author.id && !SYSTEM[previous.type] && message.type === 0 && !message.message_reference
    && !((previous.flags ^ message.flags) & EPHEMERAL) && createdAt(message.id) - createdAt(previous.id) < TOGETHER;
}

function system(message, date) {
  return el('li', { class: 'message system', 'data-message-id': message.id, 'data-author': message.author.username, tabindex: -1 },
    el('div', { class: `gutter${message.type === JOIN ? ' join' : ''}` }, icon(SIGNS[message.type] ?? ICONS.welcome, 18)),
    el('div', { class: 'body' }, namePress(message.author), ' ', SYSTEM[message.type](message), ' ', el('time', { class: 'stamp', datetime: date.toISOString(), title: fullOf(date), text: stampOf(date) }),
      message.reactions?.length > 0 && reactions(message)),
    toolbar(message));
}

function row(message, date, first) {
  const ephemeral = isEphemeral(message);
  const editing = state.editing === message.id;
  const classes = ['message', first && 'first', mentionsMe(message) && 'pinged', ephemeral && 'ephemeral', editing && 'editing', state.replyTo?.id === message.id && 'replying'].filter(Boolean).join(' ');
  const body = el('div', { class: 'body' });
  if (first) body.append(head(message, date));
  body.append(...contents(message, editing));
  return el('li', { class: classes, 'data-message-id': message.id, 'data-author': message.author.username, 'data-ephemeral': ephemeral ? 'true' : null, tabindex: -1 },
    context(message),
    el('div', { class: 'gutter' }, first ? face(message.author) : el('time', { class: 'small-stamp', datetime: date.toISOString(), text: clockOf(date) })),
    body, !editing && toolbar(message));
}

// The name beside it does the same by keyboard.
const face = (user) => el('span', { class: 'face-press', 'data-profile': user.id }, avatar(user));

function head(message, date) {
  const silent = silentUntil(message.author.id);
  return el('div', { class: 'head' }, namePress(message.author), message.author.bot && botTag(),
    silent && el('span', { class: 'silent', role: 'img', 'aria-label': 'Timed out', title: `Timed out until ${fullOf(silent)}` }, icon(ICONS.timer, 14)),
    el('time', { class: 'stamp', datetime: date.toISOString(), title: fullOf(date), text: stampOf(date) }));
}

function contents(message, editing) {
  const nodes = [];
  const edited = message.edited_timestamp && el('span', { class: 'edited', title: fullOf(new Date(message.edited_timestamp)), text: '(edited)' });
  if (message.flags & LOADING) nodes.push(thinking(message));
  if (editing) nodes.push(editor(message));
  else if (message.content) nodes.push(el('div', { class: `content markup${onlyEmoji(message.content) ? ' jumbo' : ''}` }, markdown(message.content), edited));
  if (message.flags & COMPONENTS_V2) {
    nodes.push(layout(message), failureOf(message));
    if (edited) nodes.push(edited);
  } else {
    if (!message.content && edited && !editing) nodes.push(edited);
    nodes.push(attachments(message.attachments), ...(message.flags & SUPPRESS_EMBEDS ? [] : message.embeds.map(embed)));
    if (message.poll) nodes.push(poll(message));
    if (message.components.length) nodes.push(rows(message));
  }
  if (message.reactions?.length) nodes.push(reactions(message));
  if (isEphemeral(message)) nodes.push(onlyYou(() => ask('dismiss', message)));
  return nodes.filter(Boolean);
}

const onlyEmoji = (text) => text.length < 200 && /^(?:\p{RGI_Emoji}|<a?:\w+:\d+>|\s)+$/v.test(text) && /\S/.test(text);

function thinking(message) {
  return el('div', { class: 'thinking', role: 'status' }, el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')),
    `${nameOf(message.author)} is thinking…`);
}

const onlyYou = (dismiss) => el('div', { class: 'only-you' }, icon(ICONS.eye, 14), 'Only you can see this • ', el('button', { type: 'button', class: 'textual', onclick: dismiss, text: 'Dismiss message' }));

// The command that a message answers, directly or through a form.
function usedBy(message) {
  const metadata = message.interaction_metadata;
  if (!metadata || message.message_reference) return null;
  return metadata.name ? metadata : metadata.triggering_interaction_metadata?.name ? metadata.triggering_interaction_metadata : null;
}

const commandsOf = (name) => state.commands.filter((command) => command.name === name.split(' ')[0] || command.name === name);

// Commands of menus are written without a slash.
function written(name) {
  const kinds = commandsOf(name).map((command) => command.type);
  return kinds.length && !kinds.includes(SLASH) ? name : `/${name}`;
}

// "Ada used /pay" or the message that this one answers.
function context(message) {
  const used = usedBy(message);
  if (used) return using(used.user, written(used.name));
  if (!message.message_reference) return null;
  const referenced = messageOf(message.channel_id, message.message_reference.message_id) ?? message.referenced_message;
  if (!referenced) return el('div', { class: 'context' }, el('em', { text: 'Original message was deleted' }));
  const words = referenced.content ? excerpt(referenced.content) : [el('em', { text: referenced.embeds?.length ? 'Click to see the embed' : 'Click to see the attachment' })];
  return el('button', { type: 'button', class: 'context jump', 'aria-label': `In reply to ${nameOf(referenced.author)}; go to that message`, onclick: () => ask('jump', referenced.id) }, avatar(referenced.author, 16),
    referenced.author.bot && botTag(), name(referenced.author, 'context-name'), el('span', { class: 'excerpt' }, words));
}

const using = (user, words) => el('div', { class: 'context' }, avatar(user, 16), namePress(user, 'context-name'), ' used ', el('span', { class: 'used', text: words }));

function toolbar(message) {
  if (isEphemeral(message)) return null;
  return el('div', { class: 'toolbar', role: 'toolbar', 'aria-label': 'Message actions' },
    tool('Add a reaction', ICONS.smile, (event) => ask('react', { message, anchor: event.currentTarget })),
    message.author.id === state.me && !SYSTEM[message.type]
      ? tool('Edit', ICONS.pencil, () => ask('edit', message))
      : tool('Reply', ICONS.reply, () => ask('reply', message)),
    tool('More', ICONS.more, (event) => ask('message-menu', { message, anchor: event.currentTarget })));
}

const tool = (label, sign, onclick) => el('button', { type: 'button', title: label, 'aria-label': label, onclick }, icon(sign, 20));

// A command that was sent and has no message yet, or never will.
function sent(used) {
  const me = state.users.get(state.me);
  const failed = used.state === 'FAILED';
  const app = appOf(commandsOf(used.name)[0] ?? {});
  const dismiss = () => ask('dismiss', used);
  return el('li', { class: `message first${failed ? ' ephemeral' : ''}`, 'data-message-id': used.id, 'data-state': used.state, tabindex: -1 },
    using(me, written(used.name)),
    el('div', { class: 'gutter' }, avatar(app)),
    el('div', { class: 'body' }, el('div', { class: 'head' }, name(app), botTag()),
      failed ? el('div', { role: 'alert' }, el('div', { class: 'failed', text: 'The application did not respond' }), onlyYou(dismiss))
        : el('div', { class: 'thinking', role: 'status', text: 'Sending command…' })));
}
