package dev.holdfast.roles.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Quantity;
import dev.holdfast.roles.assignment.KnownRole;
import dev.holdfast.roles.connection.Parsed.Fault;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionParserTest {

    private static final int CASES = 10_000;
    private static final Vocabulary GUILD =
            new Vocabulary(
                    new RoleId(9),
                    List.of(
                            role(1, "A"),
                            role(2, "B"),
                            role(3, "Gold Member"),
                            role(4, "Gold"),
                            role(5, "twin"),
                            role(6, "Twin"),
                            role(7, "same"),
                            role(8, "same"),
                            role(10, "R&D (staff)")),
                    Set.of("balance"),
                    false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@A | <@&1>",
                "<@&2> | <@&2>",
                "@a AND not @b | <@&1> and not <@&2>",
                "@A and @B or boosting | <@&1> and <@&2> or boosting",
                "@A and (@B or Verified) | <@&1> and (<@&2> or verified)",
                "(@A and @B) or (boosting) | <@&1> and <@&2> or boosting",
                "not not @A | not not <@&1>",
                "not (@A or @B) | not (<@&1> or <@&2>)",
                "@gold member and @gold | <@&3> and <@&4>",
                "@twin or @Twin | <@&5> or <@&6>",
                "@R&D (staff) and @A | <@&10> and <@&1>",
                "balance>=5k | balance >= 5,000",
                "BALANCE ≥ 1 000 or balance < -5 | balance >= 1,000 or balance < -5",
                "balance = ٥٠٠ | balance = 500",
                "member >= 30d | member >= 30d",
                "account > 1 day 2h and member < 90m | account > 1d 2h and member < 1h 30m",
                "((@A)) | <@&1>",
                "(@A or @B) or boosting | <@&1> or <@&2> or boosting"
            })
    void readsWhatPeopleWriteAndPrintsItOneWay(String written, String printed) {
        switch (ConditionParser.parse(written, GUILD)) {
            case Parsed.Understood(var condition) ->
                    assertEquals(printed, ConditionText.of(condition));
            case Parsed.Wrong wrong -> fail(wrong.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | EMPTY | ''",
                "@A and | MISSING_CONDITION | ''",
                "@A and and @B | MISSING_CONDITION | and",
                "() | MISSING_CONDITION | )",
                "or @A | MISSING_CONDITION | or",
                "not | MISSING_CONDITION | ''",
                "@A @B | MISSING_JOIN | @B",
                "@A (@B) | MISSING_JOIN | (",
                "(@A @B) | MISSING_JOIN | @B",
                "(@A and @B | MISSING_CLOSE | (",
                "@A) | EXTRA_CLOSE | )",
                "@A && @B | MISSING_JOIN | &&",
                "level >= 5 | UNKNOWN_WORD | level",
                "admin | UNKNOWN_WORD | admin",
                "#general | UNKNOWN_WORD | #general",
                "@Nobody or @A | UNKNOWN_ROLE | @Nobody",
                "@Gold-ish | UNKNOWN_ROLE | @Gold-ish",
                "<@&77> | UNKNOWN_ROLE | <@&77>",
                "<@&1288684395536074129> | UNKNOWN_ROLE | <@&1288684395536074129>",
                "<@&9999999999999999999> | UNKNOWN_ROLE | <@&9999999999999999999>",
                "@same and @A | AMBIGUOUS_ROLE | @same",
                "@everyone | EVERYONE | @everyone",
                "<@&9> | EVERYONE | <@&9>",
                "balance | MISSING_COMPARISON | balance",
                "member 30d | MISSING_COMPARISON | member",
                "balance => 5 | MISSING_COMPARISON | balance =>",
                "balance >= | MISSING_VALUE | balance >=",
                "balance >= and @A | MISSING_VALUE | balance >=",
                "balance >= half | SHARE | half",
                "balance >= much and @A | NUMBER | much",
                "balance >= 1.000 | NUMBER | 1.000",
                "balance >= 5k boosting | NUMBER | 5k boosting",
                "member >= 30 | DURATION | 30",
                "member >= soon or @A | DURATION | soon",
                "member >= 0d | DURATION_BOUNDS | 0d",
                "account >= 9999d | DURATION_BOUNDS | 9999d"
            })
    void showsThePlaceOfWhatItCannotRead(String written, Fault fault, String piece) {
        var wrong =
                assertInstanceOf(
                        Parsed.Wrong.class, ConditionParser.parse(written, GUILD), written);
        assertEquals(fault, wrong.fault());
        assertEquals(piece, wrong.piece());
    }

    @Test
    void saysWhatIsWrongWithANumber() {
        var wrong = (Parsed.Wrong) ConditionParser.parse("balance >= 1.000", GUILD);
        assertEquals(Quantity.Fault.AMBIGUOUS, wrong.number());
    }

    @Test
    void boundsTermsNestingAndLength() {
        var terms = "@A" + " and @A".repeat(Condition.MOST_TERMS - 1);
        assertInstanceOf(Parsed.Understood.class, ConditionParser.parse(terms, GUILD));
        assertEquals(Fault.TOO_MANY_TERMS, fault(terms + " or @B"));
        var nested = "(".repeat(Condition.DEEPEST) + "@A" + ")".repeat(Condition.DEEPEST);
        assertInstanceOf(Parsed.Understood.class, ConditionParser.parse(nested, GUILD));
        assertEquals(Fault.TOO_DEEP, fault("(" + nested + ")"));
        assertEquals(Fault.TOO_DEEP, fault("not ".repeat(Condition.DEEPEST + 1) + "@A"));
        assertEquals(Fault.TOO_DEEP, fault("(".repeat(1_999)));
        assertEquals(Fault.TOO_LONG, fault(" ".repeat(2_001)));
    }

    @Test
    void whatItPrintsItReadsAsTheSame() {
        var conditions = new RandomConditions(20_261_130);
        for (var round = 0; round < CASES; round++) {
            var condition = conditions.condition();
            var text = ConditionText.of(condition);
            var again = ConditionParser.parse(text, Vocabulary.stored());
            assertEquals(new Parsed.Understood(condition), again, text);
        }
    }

    @Test
    void neverThrowsAndNamesAPlaceWithinTheText() {
        var texts = new RandomConditions(20_261_131);
        var understood = 0;
        for (var round = 0; round < CASES; round++) {
            var text = round % 2 == 0 ? texts.text() : texts.mutilated();
            switch (ConditionParser.parse(text, GUILD)) {
                case Parsed.Understood(var condition) -> {
                    understood++;
                    assertTrue(condition.fits(), text);
                }
                case Parsed.Wrong wrong ->
                        assertTrue(
                                0 <= wrong.start()
                                        && wrong.start() <= wrong.end()
                                        && wrong.end() <= text.length(),
                                wrong.toString());
            }
        }
        assertTrue(understood > CASES / 100, "only %d were understood".formatted(understood));
    }

    private static Fault fault(String text) {
        return assertInstanceOf(Parsed.Wrong.class, ConditionParser.parse(text, GUILD)).fault();
    }

    private static KnownRole role(long id, String name) {
        return new KnownRole(new RoleId(id), name, 1, Permissions.NONE, false, false);
    }
}
