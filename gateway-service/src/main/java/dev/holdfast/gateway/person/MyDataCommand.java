package dev.holdfast.gateway.person;

import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.coordination.LockKey;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/**
 * {@code /mydata}: one file of everything that is kept of the person; in a server of that server,
 * in direct messages of all. Where it was typed for others to see, it is sent directly.
 */
@Singleton
record MyDataCommand(PersonalFile file, Effects effects)
        implements SlowCommand<PersonalFile.Gathered> {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Texts TEXTS = Texts.of(PersonFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("mydata", TEXTS.english("mydata.description"))
                .anywhere()
                .whispered()
                .slow(LONGEST);
    }

    /** Nothing of a person's is changed, so nothing of theirs needs to wait. */
    @Override
    public Set<LockKey> locks(Invocation invocation) {
        return Set.of();
    }

    /** Only for what the card says; the file is gathered when it is sent. */
    @Override
    public PersonalFile.Gathered prepare(Invocation invocation, Progress progress)
            throws InterruptedException {
        return file.gather(invocation.user(), invocation.guild(), progress);
    }

    @Override
    public Reply complete(Invocation invocation, PersonalFile.Gathered prepared, UnitOfWork work) {
        var content =
                Content.card(
                        card(invocation, prepared),
                        PersonalFile.of(invocation.user(), invocation.guild()));
        if (!invocation.typed() || invocation.guild().equals(GuildId.DIRECT)) {
            return Reply.whisper(content);
        }
        var tell = new Effect.Tell(invocation.user(), content, null);
        effects.order(work, EffectRequest.effect(tell).urgently());
        return Reply.whisper(
                Card.sentence(Card.Kind.INFO, TEXTS.say(invocation, "mydata.directly")));
    }

    private Card card(Invocation invocation, PersonalFile.Gathered prepared) {
        var isEverywhere = invocation.guild().equals(GuildId.DIRECT);
        var card =
                Card.info(TEXTS.say(invocation, "emoji"), TEXTS.say(invocation, "mydata.title"))
                        .line(
                                TEXTS.say(
                                        invocation,
                                        isEverywhere ? "mydata.everywhere" : "mydata.guild"));
        var whole =
                prepared.missing().isEmpty()
                        ? card
                        : card.line(TEXTS.say(invocation, "mydata.missing"));
        return whole.fine(TEXTS.say(invocation, "mydata.forget"));
    }
}
