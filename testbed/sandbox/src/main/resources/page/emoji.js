// A small emoji picker.

import { el } from './dom.js';
import { knowsEmoji, state } from './state.js';
import { close, float } from './layer.js';

const GROUPS = {
  People: '😀 grinning|😂 joy|🤣 rofl|😊 blush|😍 heart eyes|😘 kiss|😎 cool|🤔 thinking|😅 sweat smile|😭 sob|😢 cry|😡 angry|😱 scream|🥳 party|😴 sleeping|🙄 eye roll|😇 angel|🤯 mind blown|🥶 cold|🤖 robot|👻 ghost|💀 skull|👍 thumbs up|👎 thumbs down|👏 clap|🙏 pray|💪 strong|👋 wave|🤝 handshake|👀 eyes|🙌 raised hands|✌️ victory|👌 ok hand|🫡 salute|🤷 shrug',
  Nature: '🐶 dog|🐱 cat|🐟 fish|🐙 octopus|🦀 crab|🐳 whale|🐬 dolphin|🦈 shark|🐢 turtle|🦆 duck|🐝 bee|🌊 wave sea|🌸 blossom|🌳 tree|🌙 moon|☀️ sun|⭐ star|🌈 rainbow|❄️ snow|🔥 fire|⚡ lightning|💧 drop',
  Food: '🍎 apple|🍌 banana|🍓 strawberry|🍕 pizza|🍔 burger|🍟 fries|🍰 cake|🍪 cookie|🍺 beer|☕ coffee|🍵 tea|🍿 popcorn',
  Things: '⚓ anchor|⛵ sailboat|🚢 ship|🏠 house|🎉 tada|🎁 gift|🎈 balloon|🏆 trophy|🥇 gold medal|🎮 game|🎲 dice|🎯 target|🎵 music|📌 pin|📎 clip|💰 money|🪙 coin|💎 gem|🔑 key|🔒 lock|🔔 bell|💡 idea|🛠️ tools|🐛 bug|🚀 rocket|⏰ clock|📅 calendar|✏️ pencil',
  Signs: '❤️ heart|🧡 orange heart|💛 yellow heart|💚 green heart|💙 blue heart|💜 purple heart|🖤 black heart|💔 broken heart|✅ check|✔️ tick|❌ cross|❓ question|❗ exclamation|➕ plus|➖ minus|💯 hundred|♻️ recycle|⚠️ warning|🚫 forbidden|1️⃣ one|2️⃣ two|3️⃣ three|🔴 red|🟢 green|🔵 blue|🏁 finish',
};

const all = Object.entries(GROUPS).map(([group, text]) => [group, text.split('|').map((each) => {
  const [sign, ...words] = each.split(' ');
  return { sign, name: words.join(' ') };
})]);

const named = new Map(all.flatMap(([, list]) => list).map(({ sign, name }) => [sign, name]));

export const nameOfEmoji = (sign) => named.get(sign) ?? sign;

// An emoji as it is shown: the sign itself, a picture, or the name of one that is no more.
export function emojiSign({ id, name }, className = 'emoji') {
  const words = id ? `:${name}:` : name;
  return id && knowsEmoji(id) ? el('img', { class: className, src: `/emojis/${id}.png`, alt: words, title: words }) : el('span', { text: words });
}

// The open server's own.
export const ownEmojis = () => state.guild?.emojis ?? [];

// Those whose name fits, for ":" in the message box.
export const emojisFor = (typed) => all.flatMap(([, list]) => list).filter(({ name }) => name.replaceAll(' ', '_').includes(typed)).slice(0, 10);

export function pickEmoji(anchor, onPick) {
  const search = el('input', { type: 'search', class: 'emoji-search', placeholder: 'Find the perfect emoji', 'aria-label': 'Find an emoji', autocomplete: 'off' });
  const body = el('div', { class: 'emoji-groups' });
  const pick = (emoji) => {
    close();
    onPick(emoji);
  };
  const show = () => {
    const typed = search.value.trim().toLowerCase();
    const groups = all.map(([group, list]) => [group, list.filter(({ name }) => name.includes(typed))]).filter(([, list]) => list.length);
    const own = ownEmojis().filter(({ name }) => name.toLowerCase().includes(typed));
    body.replaceChildren(...(own.length ? [el('h4', { text: state.guild.name }), el('div', { class: 'emoji-grid', role: 'group', 'aria-label': state.guild.name }, own.map((emoji) => el('button', { type: 'button', 'aria-label': emoji.name, title: `:${emoji.name}:`, onclick: () => pick(emoji) }, emojiSign(emoji))))] : []), ...groups.flatMap(([group, list]) => [el('h4', { text: group }),
      el('div', { class: 'emoji-grid', role: 'group', 'aria-label': group }, list.map(({ sign, name }) => el('button', { type: 'button', 'aria-label': name, title: `:${name.replaceAll(' ', '_')}:`, onclick: () => pick({ name: sign }), text: sign })))]));
    if (!groups.length && !own.length) body.append(el('p', { class: 'nothing', text: 'No emoji of that name.' }));
  };
  search.addEventListener('input', show);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') body.querySelector('button')?.click();
    else if (event.key === 'ArrowDown') body.querySelector('button')?.focus();
    else return;
    event.preventDefault();
  });
  body.addEventListener('keydown', (event) => walk(event, [...body.querySelectorAll('button')]));
  show();
  float(el('div', { class: 'emoji-picker', role: 'dialog', 'aria-label': 'Emoji' }, search, body), anchor, { side: 'above' });
  search.focus();
}

// Up and down go by the place on the screen, since the last line of a group is shorter.
function walk(event, buttons) {
  const at = buttons.indexOf(document.activeElement);
  const aside = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at < 0 || (!aside && !down)) return;
  event.preventDefault();
  if (aside) {
    buttons[(at + aside + buttons.length) % buttons.length].focus();
    return;
  }
  const here = buttons[at].getBoundingClientRect();
  const beyond = buttons.filter((each) => (each.getBoundingClientRect().top - here.top) * down > 4);
  const distance = (each) => Math.abs(each.getBoundingClientRect().top - here.top) * 100 + Math.abs(each.getBoundingClientRect().left - here.left);
  beyond.sort((one, other) => distance(one) - distance(other))[0]?.focus();
}
