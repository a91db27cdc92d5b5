package dev.holdfast.gateway.guild;

import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.sheet.SettingsView;
import dev.holdfast.kit.sheet.Sheets;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code /holdfast notices}: shows, changes or clears where the guild's admins are told things;
 * what it answers can be used to do so. Slow, since Discord may have to be asked about the channel,
 * which no unit of work does.
 */
@Singleton
final class NoticesCommand implements SlowCommand<NoticesCommand.Looked> {

    private static final String CHANNEL = "channel";
    private static final String OFF = "off";
    private static final String PICK = "pick";
    private static final String KEY = "notice-channel";
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Guilds guilds;
    private final NoticeChannelCheck check;
    private final Sheets sheets;
    private final UnitsOfWork work;
    private final SettingsView view = new SettingsView();
    private final Texts texts = Texts.of("guild");

    /**
     * What Discord says.
     *
     * @param obstacle why the wanted channel will not do
     * @param present the channel that was set when it was looked at
     * @param trouble what is wrong with that one
     */
    record Looked(
            Optional<String> obstacle, @Nullable ChannelId present, Optional<String> trouble) {}

    NoticesCommand(Guilds guilds, NoticeChannelCheck check, Sheets sheets, UnitsOfWork work) {
        this.guilds = guilds;
        this.check = check;
        this.sheets = sheets;
        this.work = work;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("holdfast notices", texts.english("notices.description"))
                .option(
                        OptionSpec.optional(
                                CHANNEL, texts.english("notices.channel"), OptionType.CHANNEL))
                .option(OptionSpec.optional(OFF, texts.english("notices.off"), OptionType.FLAG))
                .needs(Permission.MANAGE_GUILD)
                .whispered()
                .slow(LONGEST);
    }

    @Override
    public Looked prepare(Invocation invocation, Progress progress) {
        var obstacle = wanted(invocation).flatMap(channel -> check.obstacle(invocation, channel));
        var present =
                work.read(
                                invocation.guild(),
                                invocation.user(),
                                unit -> unit.settings(GuildSettings.KEY))
                        .noticeChannel();
        var trouble = present == null ? Optional.<String>empty() : trouble(invocation, present);
        return new Looked(obstacle, present, trouble);
    }

    @Override
    public Reply complete(Invocation invocation, Looked looked, UnitOfWork unit) {
        var now = unit.settings(GuildSettings.KEY);
        var wanted = wanted(invocation);
        var off = isOff(invocation);
        if (off && wanted.isPresent()) {
            return Reply.refuse(texts.say(invocation, "notices.both"));
        }
        if (looked.obstacle().isPresent()) {
            return Reply.refuse(looked.obstacle().get());
        }
        if (!off && wanted.isEmpty()) {
            var isSame =
                    now.noticeChannel() != null && now.noticeChannel().equals(looked.present());
            var trouble = isSame ? looked.trouble() : Optional.<String>empty();
            var sentence = trouble.orElseGet(() -> shown(invocation, now));
            return answer(invocation, now, Card.sentence(Card.Kind.INFO, sentence));
        }
        var locale = Locale.forLanguageTag(invocation.locale());
        var before = sheets.lines(locale, unit);
        var changed = now.noticeChannel(wanted.orElse(null));
        unit.change(GuildSettings.KEY, changed);
        var card = view.card(invocation, Set.of(KEY), before, sheets.lines(locale, unit));
        return answer(invocation, changed, card.line(shown(invocation, changed)));
    }

    /** What is set, with what changes it. */
    private Reply answer(Invocation invocation, GuildSettings settings, Card card) {
        var list = Select.of(PICK, Select.Kind.CHANNEL);
        var content =
                Content.card(card).row(list.placeholder(texts.say(invocation, "notices.pick")));
        if (settings.noticeChannel() != null) {
            content = content.row(Button.of(texts.say(invocation, "notices.turn.off"), OFF));
        }
        return invocation.pressed().isPresent()
                ? new Reply.Update(content)
                : new Reply.Whisper(content);
    }

    private static Optional<ChannelId> wanted(Invocation invocation) {
        var picked =
                invocation.pressed().stream()
                        .flatMap(used -> used.picked().stream())
                        .flatMap(value ->
                                value instanceof OptionValue.Channel(var channel, _)
                                        ? Stream.of(channel)
                                        : Stream.empty());
        return picked.findFirst().or(() -> invocation.channel(CHANNEL));
    }

    private static boolean isOff(Invocation invocation) {
        var isPressed = invocation.pressed().filter(used -> used.state().equals(OFF)).isPresent();
        return isPressed || invocation.flag(OFF).orElse(false);
    }

    private String shown(Invocation invocation, GuildSettings settings) {
        var channel = settings.noticeChannel();
        return channel == null
                ? texts.say(invocation, "notices.none")
                : texts.say(invocation, "notices.some", channel.toString());
    }

    /** What is wrong with the channel that is set. */
    private Optional<String> trouble(Invocation invocation, ChannelId channel) {
        if (guilds.isGone(invocation.guild(), channel)) {
            return Optional.of(texts.say(invocation, "notices.gone"));
        }
        return guilds.with(invocation.guild(), channel)
                .map(guild -> NoticeChannelCheck.missing(guild, channel))
                .filter(titles -> !titles.isEmpty())
                .map(titles -> texts.say(invocation, "notices.shut", channel.toString(), titles));
    }
}
