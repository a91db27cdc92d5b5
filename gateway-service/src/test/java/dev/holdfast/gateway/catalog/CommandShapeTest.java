package dev.holdfast.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.Golden;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Access;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionSpec.Choice;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandShapeTest {

    @Test
    void drawsPathsOfOneTwoAndThreeWords() {
        Golden.assertSame(
                "commands",
                CommandShape.all(
                        catalog(
                                CommandSpec.write("pay", "Pays someone")
                                        .option(
                                                OptionSpec.required(
                                                        "member", "Who", OptionType.PERSON))
                                        .option(
                                                OptionSpec.required(
                                                                "amount",
                                                                "How much",
                                                                OptionType.WHOLE)
                                                        .between(1, 1_000))
                                        .option(
                                                OptionSpec.optional("note", "Why", OptionType.TEXT)
                                                        .between(1, 80)),
                                CommandSpec.write("stamp", "Stamps")
                                        .option(
                                                OptionSpec.required(
                                                                "seal", "Which", OptionType.FILE)
                                                        .between(0, 9)
                                                        .oneOf(new Choice("PNG", "image/png")))
                                        .option(
                                                OptionSpec.optional("on", "What", OptionType.TEXT)
                                                        .autocompleted()),
                                CommandSpec.write("money add", "Adds")
                                        .needs(Permission.MANAGE_GUILD),
                                CommandSpec.read("money history", "Shows"),
                                CommandSpec.write("shop item add", "Adds an item")
                                        .needs(Permission.MANAGE_GUILD),
                                CommandSpec.write("shop item remove", "Removes an item")
                                        .needs(Permission.MANAGE_GUILD),
                                CommandSpec.read("dice", "Rolls")
                                        .option(
                                                OptionSpec.optional(
                                                                "sides",
                                                                "How many",
                                                                OptionType.WHOLE)
                                                        .oneOf(
                                                                new Choice("six", "6"),
                                                                new Choice("twenty", "20")))
                                        .anywhere())));
    }

    @Test
    void listsMenusByWhatPeopleReadAndNothingBehindControls() {
        Golden.assertSame(
                "menus",
                CommandShape.all(
                        catalog(
                                CommandSpec.userMenu("Show Balance", Access.READ),
                                CommandSpec.messageMenu("Report", Access.WRITE)
                                        .needs(Permission.MANAGE_GUILD),
                                CommandSpec.behindControls("pick", "Picks", Access.WRITE))));
        var operators =
                CommandShape.operators(
                        catalog(CommandSpec.userMenu("Sweep", Access.WRITE).forOperators()));
        assertEquals("0", operators.path(0).path("default_member_permissions").asText());
    }

    @Test
    void hidesARootByWhatAllBelowItNeed() {
        var mixed =
                CommandShape.all(
                        catalog(
                                CommandSpec.write("money add", "Adds")
                                        .needs(Permission.MANAGE_GUILD),
                                CommandSpec.read("money history", "Shows")));
        assertTrue(mixed.path(0).path("default_member_permissions").isNull());
        var same =
                CommandShape.all(
                        catalog(
                                CommandSpec.write("money add", "Adds")
                                        .needs(Permission.MANAGE_GUILD),
                                CommandSpec.write("money set", "Sets")
                                        .needs(Permission.MANAGE_GUILD, Permission.BAN_MEMBERS)));
        assertEquals("32", same.path(0).path("default_member_permissions").asText());
    }

    @Test
    void listsAnOperatorsCommandForNobodyButInTheOperatorsGuilds() {
        var catalog =
                catalog(
                        CommandSpec.read("balance", "Shows"),
                        CommandSpec.write("operator rest", "Pauses").forOperators());
        assertEquals(1, CommandShape.all(catalog).size());
        var listed = CommandShape.operators(catalog);
        assertEquals(1, listed.size());
        assertEquals("operator", listed.path(0).path("name").asText());
        assertEquals("0", listed.path(0).path("default_member_permissions").asText());
    }

    private static Catalog catalog(CommandSpec... specs) {
        return Catalog.merge(
                Map.of(), List.of(new Manifest("economy", 1L, List.of(), List.of(specs))));
    }
}
