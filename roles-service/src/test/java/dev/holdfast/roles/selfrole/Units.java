package dev.holdfast.roles.selfrole;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import java.util.function.Consumer;

/** Runs what no command runs in a unit of work of its own. */
record Units(UnitsOfWork units, GuildId guild) {

    void run(Consumer<UnitOfWork> body) {
        var key = Asking.freshKey();
        var request = new Request(key, guild, new UserId(1), "test", RequestHash.of(key.value()));
        var outcome =
                units.execute(
                        request,
                        work -> {
                            body.accept(work);
                            return Reply.whisper("done");
                        });
        assertInstanceOf(RequestOutcome.Done.class, outcome);
    }
}
