package dev.holdfast.gateway.prefix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A past fault: a command with a slip of the finger was met with silence. */
class CommandSuggestionTest {

    private static final MentionResolver HERE =
            new MentionResolver() {
                @Override
                public Optional<OptionValue.Person> person(UserId id) {
                    return Optional.of(new OptionValue.Person(id, "Ben", false));
                }

                @Override
                public Optional<OptionValue.Channel> channel(ChannelId id) {
                    return Optional.empty();
                }

                @Override
                public Optional<OptionValue.Role> role(RoleId id) {
                    return Optional.empty();
                }
            };

    private static final List<CatalogEntry> OFFERED =
            Stream.of(
                            CommandSpec.read("balance", "Shows")
                                    .option(
                                            OptionSpec.optional(
                                                    "member", "Whose", OptionType.PERSON)),
                            CommandSpec.write("daily", "Pays"),
                            CommandSpec.read("help", "Helps")
                                    .option(
                                            OptionSpec.optional(
                                                    "command", "Which", OptionType.TEXT)),
                            CommandSpec.read("money history", "Shows"),
                            CommandSpec.write("pay", "Pays")
                                    .option(OptionSpec.required("member", "Who", OptionType.PERSON))
                                    .option(OptionSpec.required("amount", "Much", OptionType.TEXT)),
                            CommandSpec.write("work", "Works"),
                            CommandSpec.write("wok", "Fries"))
                    .map(spec -> new CatalogEntry("economy", spec))
                    .toList();

    @Test
    void guessesTheOnlyCommandThatIsOneEditAway() {
        assertEquals(runs("daily"), guess("dialy"));
        assertEquals(runs("daily"), guess("DAILLY"));
        assertEquals(runs("balance"), guess("balence"));
        assertEquals(runs("money history"), guess("moeny history"));
        assertEquals(shows("pay"), guess("pya"));
        assertEquals(shows("money"), guess("monney"));
        assertEquals(shows("pay <@5> 10"), guess("pya <@5> 10"));
    }

    @Test
    void takesSentencesAndSignsForChatter() {
        for (var chatter :
                List.of(
                        "",
                        "!!",
                        "?",
                        "no way",
                        "dialy is what I meant",
                        "pat me on the back",
                        "hell is what they call it",
                        "balence of power",
                        "nonsense",
                        "ay",
                        "5")) {
            assertEquals(Optional.empty(), guess(chatter), chatter);
        }
    }

    @Test
    void guessesNothingWhereItCouldBeTwo() {
        assertEquals(Optional.empty(), guess("wrk wok"));
        assertEquals(Optional.empty(), guess("wolk"));
    }

    @Test
    void knowsAGreeting() {
        for (var hello : List.of("", " ", "hi", "Hello!", "hey?", ", hi there")) {
            assertTrue(Greeting.isGreeting(hello), hello);
        }
        assertFalse(Greeting.isGreeting("hi, how much do I have"));
        assertFalse(Greeting.isGreeting("balance"));
    }

    private static Optional<CommandSuggestion> guess(String text) {
        return CommandSuggestion.of(text, OFFERED, HERE, Locale.ENGLISH);
    }

    private static Optional<CommandSuggestion> runs(String path) {
        return Optional.of(new CommandSuggestion(path, Optional.of(CommandPath.of(path))));
    }

    private static Optional<CommandSuggestion> shows(String typed) {
        return Optional.of(new CommandSuggestion(typed, Optional.empty()));
    }
}
