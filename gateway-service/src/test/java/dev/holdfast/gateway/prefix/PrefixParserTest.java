package dev.holdfast.gateway.prefix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.catalog.Catalog;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionSpec.Choice;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrefixParserTest {

    private static final OptionValue.Person BEN =
            new OptionValue.Person(new UserId(1_428_333_397_921_011_843L), "Ben", false);

    private static final MentionResolver HERE =
            new MentionResolver() {
                @Override
                public Optional<OptionValue.Person> person(UserId id) {
                    return id.equals(BEN.user()) ? Optional.of(BEN) : Optional.empty();
                }

                @Override
                public Optional<OptionValue.Channel> channel(ChannelId id) {
                    return Optional.of(new OptionValue.Channel(id, "general"));
                }

                @Override
                public Optional<OptionValue.Role> role(RoleId id) {
                    return Optional.of(new OptionValue.Role(id, "Moderator"));
                }
            };

    private final PrefixParser parser =
            new PrefixParser(
                    Catalog.of(
                            new Manifest(
                                    "economy",
                                    1L,
                                    List.of(),
                                    List.of(
                                            CommandSpec.write("pay", "Pays")
                                                    .option(option("member", OptionType.PERSON))
                                                    .option(option("amount", OptionType.WHOLE))
                                                    .option(
                                                            OptionSpec.optional(
                                                                    "note",
                                                                    "Why",
                                                                    OptionType.TEXT)),
                                            CommandSpec.read("money history", "Shows"),
                                            CommandSpec.write("money add", "Adds"),
                                            CommandSpec.write("all", "Takes all kinds")
                                                    .option(option("flag", OptionType.FLAG))
                                                    .option(option("rate", OptionType.DECIMAL))
                                                    .option(option("where", OptionType.CHANNEL))
                                                    .option(option("role", OptionType.ROLE))
                                                    .option(
                                                            option("size", OptionType.TEXT)
                                                                    .oneOf(
                                                                            new Choice(
                                                                                    "Very big",
                                                                                    "xl")))))),
                    HERE,
                    "!",
                    Locale.ENGLISH);

    @Test
    void readsAMentionANumberAndTheRest() {
        assertEquals(
                Map.of(
                        "member", BEN,
                        "amount", new OptionValue.Whole(25),
                        "note", new OptionValue.Text("for  the \"boat\" trip")),
                options("pay <@1428333397921011843> 25 for  the \"boat\" trip"));
    }

    @Test
    void leavesOptionalOptionsOut() {
        assertEquals(
                Map.of("member", BEN, "amount", new OptionValue.Whole(-3)),
                options("PAY <@!1428333397921011843> -3"));
    }

    @Test
    void takesAnIdForAMention() {
        assertEquals(BEN, options("pay 1428333397921011843 1").get("member"));
    }

    @Test
    void takesTheQuotesOffASingleQuotedText() {
        assertEquals(
                new OptionValue.Text("for the trip"),
                options("pay 1428333397921011843 1 “for the trip”").get("note"));
    }

    @Test
    void readsEveryKindOfOption() {
        assertEquals(
                Map.of(
                        "flag", new OptionValue.Flag(true),
                        "rate", new OptionValue.Decimal(2.5),
                        "where", new OptionValue.Channel(new ChannelId(7), "general"),
                        "role", new OptionValue.Role(new RoleId(8), "Moderator"),
                        "size", new OptionValue.Text("xl")),
                options("all yes 2,5 <#7> <@&8> \"very big\""));
    }

    @Test
    void readsPathsOfSeveralWords() {
        var typed =
                assertInstanceOf(
                        ParsedMessage.Complete.class, parser.parse("money  History", List.of()));
        assertEquals("money history", typed.listed().path().value());
    }

    @Test
    void ignoresWhatIsNoCommand() {
        assertInstanceOf(ParsedMessage.Chatter.class, parser.parse("important!", List.of()));
        assertInstanceOf(ParsedMessage.Chatter.class, parser.parse("", List.of()));
        assertInstanceOf(ParsedMessage.Chatter.class, parser.parse("!!", List.of()));
    }

    @Test
    void saysWhatIsNoNumber() {
        assertEquals(
                "I couldn’t read “\u2068lots\u2069” as a number. Write it like 25, 1,000, 10k or"
                        + " 1.5m.\n"
                        + "Type it like this: `!pay <member> <amount> [note]`",
                wrong("pay <@1428333397921011843> lots"));
    }

    @Test
    void saysWhoIsNotKnown() {
        assertEquals(
                "I couldn’t find anyone called “\u2068\\@Ben\u2069”. For “member”, mention them with @.\n"
                        + "Type it like this: `!pay <member> <amount> [note]`",
                wrong("pay @Ben 25"));
    }

    @Test
    void saysThatANumberIsTooLarge() {
        assertTrue(wrong("pay <@1428333397921011843> 9007199254740993").contains("is too large"));
    }

    @Test
    void saysWhatIsMissing() {
        assertEquals(
                "“amount” is missing: The amount.\n"
                        + "Type it like this: `!pay <member> <amount> [note]`",
                wrong("pay <@1428333397921011843>"));
    }

    @Test
    void saysWhatIsTooMuch() {
        assertEquals(
                "“\u2068now\u2069” is more than this command takes. Put words that belong together in"
                        + " quotes.\n"
                        + "Type it like this: `!money history`",
                wrong("money history now"));
    }

    @Test
    void saysWhatThereIsBelowAWordThatIsNoCommandItself() {
        assertEquals(
                "`!money` needs another word: `!money add`, `!money history`.", wrong("money"));
    }

    private Map<String, OptionValue> options(String text) {
        return assertInstanceOf(ParsedMessage.Complete.class, parser.parse(text, List.of()))
                .options();
    }

    private String wrong(String text) {
        return assertInstanceOf(ParsedMessage.Wrong.class, parser.parse(text, List.of()))
                .sentence();
    }

    private static OptionSpec option(String name, OptionType type) {
        return OptionSpec.required(name, "The " + name, type);
    }
}
