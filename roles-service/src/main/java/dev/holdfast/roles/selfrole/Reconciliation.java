package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.gateway.DiscordRead;
import dev.holdfast.kit.gateway.DiscordReader;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.ReactionPage;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.selfrole.Menu.MenuRole;
import dev.holdfast.roles.selfrole.PostStore.Due;
import dev.holdfast.roles.selfrole.PostStore.Post;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads who reacts below a menu's message and sets what they have: for what happened while nobody
 * was connected. A reaction that is not in the list counts as none only where all of the list was
 * read.
 */
@Singleton
record Reconciliation(
        DiscordReader discord,
        UnitsOfWork units,
        ReactionPicks picks,
        Members members,
        Alerts alerts) {

    /** Beyond so many people of one emoji, nobody is taken for missing. */
    private static final int MOST_PAGES = 200;

    private static final Logger LOG = Logger.getLogger("holdfast.roles");

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    /** Where a menu is shown. */
    private record Shown(Menu menu, Post post) {}

    void read(Due due, OperationKey cause) throws InterruptedException {
        var guild = due.guild();
        var shown = units.read(guild, new UserId(0), work -> shown(work, due));
        if (shown.isEmpty()) {
            write(guild, cause, work -> PostStore.wasRead(work, due));
        } else if (units.read(guild, new UserId(0), members::walking)) {
            write(guild, cause, work -> PostStore.putOff(work, due));
        } else {
            read(due, shown.get(), cause);
        }
    }

    private static Optional<Shown> shown(UnitOfWork work, Due due) {
        return PostStore.look(work, due.post())
                .filter(post -> post.message() != null)
                .flatMap(post ->
                        MenuStore.find(work, post.menu())
                                .filter(menu -> menu.kind() == Menu.Kind.REACTIONS)
                                .map(menu -> new Shown(menu, post)));
    }

    /** An emoji alone may be gone; where all are, the message is. */
    private void read(Due due, Shown shown, OperationKey cause) throws InterruptedException {
        var isGone = true;
        for (var role : shown.menu().roles()) {
            if (role.emoji().isEmpty()) {
                continue;
            }
            switch (read(due.guild(), shown, role, cause)) {
                case DiscordRead.Found<ReactionPage> _ -> isGone = false;
                case DiscordRead.Missing<ReactionPage> _ -> {
                    // Nobody can react with it.
                }
                case DiscordRead.Forbidden<ReactionPage> _ -> {
                    write(due.guild(), cause, work -> forbidden(work, due, shown));
                    return;
                }
                case DiscordRead.Away<ReactionPage>(var why, var wait) -> {
                    later(due, cause, why, wait);
                    return;
                }
            }
        }
        var forget = isGone;
        write(due.guild(), cause, work -> done(work, due, forget));
    }

    private static void done(UnitOfWork work, Due due, boolean forget) {
        if (forget) {
            PostStore.forget(work, due.post());
        } else {
            PostStore.wasRead(work, due);
        }
    }

    private void forbidden(UnitOfWork work, Due due, Shown shown) {
        if (PostStore.wasRead(work, due)) {
            var name = UserText.show(shown.menu().name());
            alerts.guild(
                    work,
                    new Alert(
                            "selfrole.unreadable",
                            Long.toString(due.post()),
                            TEXTS.english("post.unreadable", name, shown.post().channel())));
        }
    }

    /** It is to be read again, but not soon. */
    void later(Due due, OperationKey cause, String why, Duration wait) {
        LOG.infof("reactions in guild %s are read later: %s", due.guild(), why);
        write(due.guild(), cause, work -> PostStore.later(work, due, wait));
    }

    /** Found: all was read; else what came instead of a page. */
    private DiscordRead<ReactionPage> read(
            GuildId guild, Shown shown, MenuRole role, OperationKey cause)
            throws InterruptedException {
        var menu = shown.menu();
        var reacting = new HashSet<UserId>();
        var began = Instant.MAX;
        @Nullable UserId after = null;
        for (var page = 1; ; page++) {
            var read = page(guild, shown.post(), role, after);
            if (!(read instanceof DiscordRead.Found<ReactionPage>(var found, var asOf))) {
                return read;
            }
            var people = people(found);
            reacting.addAll(people);
            began = asOf.isBefore(began) ? asOf : began;
            write(guild, cause, work -> picks.give(work, menu, people, role.role()));
            after = found.next();
            if (after == null) {
                missing(guild, menu, role, reacting, began, cause);
            }
            if (after == null || page == MOST_PAGES) {
                return read;
            }
        }
    }

    private static List<UserId> people(ReactionPage page) {
        return page.people().stream()
                .filter(each -> !each.bot())
                .map(ReactionPage.Reactor::user)
                .toList();
    }

    /** All of the list was read: who is not in it does not react. */
    private void missing(
            GuildId guild,
            Menu menu,
            MenuRole role,
            Set<UserId> reacting,
            Instant asOf,
            OperationKey cause) {
        var after = Optional.of(new UserId(0));
        while (after.isPresent()) {
            var from = after.get();
            after =
                    units.write(
                            guild,
                            cause,
                            work -> picks.missing(work, menu, role.role(), reacting, asOf, from));
        }
    }

    private DiscordRead<ReactionPage> page(
            GuildId guild, Post post, MenuRole role, @Nullable UserId after)
            throws InterruptedException {
        return discord.reactions(
                guild,
                post.channel(),
                Objects.requireNonNull(post.message()),
                MenuEmoji.reaction(role.emoji()),
                after,
                Urgency.PATIENT);
    }

    private void write(GuildId guild, OperationKey cause, Consumer<UnitOfWork> body) {
        units.write(
                guild,
                cause,
                work -> {
                    body.accept(work);
                    return guild;
                });
    }
}
