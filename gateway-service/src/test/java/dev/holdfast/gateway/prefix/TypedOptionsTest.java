package dev.holdfast.gateway.prefix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.catalog.Catalog;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A past fault: {@code !pay @Ben 1 000} paid 1, and {@code !money set @Ben 2 000 event prize} set
 * 100,015 to 2. A past fault: {@code !economy settings starting-balance 50} renamed the currency.
 */
class TypedOptionsTest {

    private static final OptionValue.Person BEN =
            new OptionValue.Person(new UserId(1_428_333_397_921_011_843L), "Ben", false);
    private static final String MENTION = "<@1428333397921011843>";

    private static final MentionResolver HERE =
            new MentionResolver() {
                @Override
                public Optional<OptionValue.Person> person(UserId id) {
                    return id.equals(BEN.user()) ? Optional.of(BEN) : Optional.empty();
                }

                @Override
                public Optional<OptionValue.Channel> channel(ChannelId id) {
                    return Optional.of(new OptionValue.Channel(id, "logs"));
                }

                @Override
                public Optional<OptionValue.Role> role(RoleId id) {
                    return Optional.empty();
                }
            };

    private static final CommandSpec PAY =
            CommandSpec.write("pay", "Pays")
                    .option(OptionSpec.required("member", "Who", OptionType.PERSON))
                    .option(OptionSpec.required("amount", "How many", OptionType.TEXT).asQuantity())
                    .option(OptionSpec.optional("note", "Why", OptionType.TEXT));
    private static final CommandSpec SETTINGS =
            CommandSpec.write("economy settings", "Changes")
                    .option(OptionSpec.optional("currency-name", "Name", OptionType.TEXT))
                    .option(OptionSpec.optional("starting-balance", "Start", OptionType.WHOLE))
                    .option(OptionSpec.optional("daily-cooldown", "Rest", OptionType.TEXT));

    private static final CommandSpec NOTICES =
            CommandSpec.write("notices", "Changes")
                    .option(OptionSpec.optional("channel", "Where", OptionType.CHANNEL))
                    .option(OptionSpec.optional("off", "Nowhere", OptionType.FLAG));

    private static final CommandSpec HELP = CommandSpec.read("help", "Helps");

    private final PrefixParser parser =
            new PrefixParser(
                    Catalog.of(
                            new Manifest(
                                    "economy",
                                    1L,
                                    List.of(),
                                    List.of(PAY, SETTINGS, NOTICES, HELP))),
                    HERE,
                    "!",
                    Locale.ENGLISH);

    /** A past fault: {@code !holdfast notices off} looked for a channel called off. */
    @Test
    void takesTheBareNameOfAYesOrNoAndTheOnlyThingThatCanBeMentioned() {
        assertEquals(Map.of("off", new OptionValue.Flag(true)), read("notices off"));
        assertEquals(Map.of("off", new OptionValue.Flag(true)), read("notices OFF"));
        assertEquals(Map.of("off", new OptionValue.Flag(false)), read("notices off: no"));
        assertEquals(
                Map.of("channel", new OptionValue.Channel(new ChannelId(5), "logs")),
                read("notices <#5>"));
        assertInstanceOf(ParsedMessage.Wrong.class, parser.parse("notices offer", List.of()));
    }

    private Map<String, OptionValue> read(String text) {
        return assertInstanceOf(ParsedMessage.Complete.class, parser.parse(text, List.of()))
                .options();
    }

    @Test
    void takesAnAmountInSeveralWords() {
        pays("1 000", null, "pay " + MENTION + " 1 000");
        pays("1 000", "thanks a lot", "pay " + MENTION + " 1 000 thanks a lot");
        pays("10 k", null, "pay " + MENTION + " 10 k");
        pays("2\u202F000", "event prize", "pay " + MENTION + " 2\u202F000 event prize");
        pays("10", "kisses", "pay " + MENTION + "\u00A010 kisses");
        pays("25%", "of it", "pay " + MENTION + " 25% of it");
    }

    @Test
    void refusesWhatCouldBeAPartOfTheAmount() {
        for (var typed :
                List.of("25 3 beers", "1 0000", "1 000€", "10 million", "1 , 000", "1e3")) {
            var sentence = wrong("pay " + MENTION + " " + typed);
            assertTrue(sentence.startsWith("I couldn’t read “\u2068"), sentence);
        }
        assertTrue(
                wrong("pay " + MENTION + " 25 3 beers").contains("put the note in quotes"),
                "says the way out");
    }

    @Test
    void takesNumbersInQuotesForTheNote() {
        pays("25", "3 beers", "pay " + MENTION + " 25 \"3 beers\"");
    }

    @Test
    void readsOptionsByName() {
        pays("1 000", "rent: May", "pay amount: 1 000 member:" + MENTION + " note=rent: May");
        pays("5", "thanks", "pay " + MENTION + " 5 Note: thanks");
        pays("5", "see the note: it is long", "pay " + MENTION + " 5 see the note: it is long");
    }

    @Test
    void readsSettingsByName() {
        assertEquals(
                Map.of(
                        "starting-balance", new OptionValue.Whole(1_500),
                        "daily-cooldown", new OptionValue.Text("1h 30m"),
                        "currency-name", new OptionValue.Text("sea shells")),
                options(
                        "economy settings daily-cooldown: 1h 30m starting-balance: 1.5k"
                                + " currency-name: \"sea shells\""));
    }

    @Test
    void refusesASettingWithoutItsName() {
        assertEquals(
                "Put a colon after “starting-balance”, like `!economy settings starting-balance: …`.",
                wrong("economy settings starting-balance 50"));
        assertEquals(
                "I can’t tell which option “\u206850\u2069” is for. Write its name and a colon before it,"
                        + " like `!economy settings currency-name: …`.",
                wrong("economy settings 50"));
        assertTrue(wrong("economy settings starting-balance: 50 0").contains("as one number"));
    }

    @Test
    void readsCommandWordsOfAnyKeyboard() {
        assertEquals(Map.of(), options("H"));
        assertEquals(Map.of(), options("HELP"));
        pays("5", "hi", "PAY " + MENTION + " 5 NOTE: hi");
        for (var typed : List.of("ECONOMY SETTİNGS", "economy settıngs", "Economy Settings")) {
            assertEquals(
                    Map.of("starting-balance", new OptionValue.Whole(5)),
                    options(typed + " startİng-balance: 5"));
        }
    }

    @Test
    void saysWhenNothingFollowsAName() {
        assertTrue(wrong("pay note: member: " + MENTION).startsWith("Something is missing after"));
        assertTrue(wrong("economy settings starting-balance:").contains("“starting-balance:”"));
    }

    private void pays(String amount, String note, String typed) {
        var expected =
                note == null
                        ? Map.of("member", BEN, "amount", new OptionValue.Text(amount))
                        : Map.of(
                                "member", BEN,
                                "amount", new OptionValue.Text(amount),
                                "note", new OptionValue.Text(note));
        assertEquals(expected, options(typed), typed);
    }

    private Map<String, OptionValue> options(String text) {
        return assertInstanceOf(ParsedMessage.Complete.class, parser.parse(text, List.of()), text)
                .options();
    }

    private String wrong(String text) {
        return assertInstanceOf(ParsedMessage.Wrong.class, parser.parse(text, List.of()), text)
                .sentence();
    }
}
