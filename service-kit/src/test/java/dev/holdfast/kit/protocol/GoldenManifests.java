package dev.holdfast.kit.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What services say about themselves. */
final class GoldenManifests {

    private GoldenManifests() {}

    static Stream<Golden> all() {
        return Stream.of(
                new Golden(
                        "manifest-interactive",
                        new Manifest(
                                "economy",
                                20261121100000L,
                                List.of("wallet"),
                                List.of(
                                        CommandSpec.write("stamp", "Puts a seal on something")
                                                .option(
                                                        OptionSpec.required(
                                                                        "picture",
                                                                        "the seal",
                                                                        OptionType.FILE)
                                                                .oneOf(
                                                                        new OptionSpec.Choice(
                                                                                "PNG",
                                                                                "image/png")))
                                                .option(
                                                        OptionSpec.optional(
                                                                        "for",
                                                                        "what it is for",
                                                                        OptionType.TEXT)
                                                                .autocompleted())
                                                .opensModal()))),
                new Golden(
                        "manifest",
                        new Manifest(
                                "economy",
                                20261120100000L,
                                List.of("earning", "wallet"),
                                List.of(
                                        CommandSpec.write("pay", "Send coins to another member")
                                                .option(
                                                        OptionSpec.required(
                                                                "member",
                                                                "who gets them",
                                                                OptionType.PERSON))
                                                .option(
                                                        OptionSpec.required(
                                                                        "amount",
                                                                        "how many",
                                                                        OptionType.WHOLE)
                                                                .between(1, 1_000_000)),
                                        CommandSpec.read(
                                                        "money history",
                                                        "Every coin that came or went")
                                                .needs(Permission.MANAGE_GUILD)
                                                .whispered()),
                                List.of("member-left", "message-posted"),
                                List.of(
                                        new Topic(
                                                "💰",
                                                "Wallet",
                                                "Your coins.",
                                                List.of(CommandPath.of("pay")))),
                                sheets())),
                new Golden(
                        "setting-change",
                        new SettingChange(
                                OperationKey.of("1441000000000000000"),
                                new Member(
                                        new UserId(7),
                                        "Ada",
                                        List.of(),
                                        Permissions.of(Permission.MANAGE_GUILD)),
                                "en-US",
                                "daily-payout",
                                "250")),
                new Golden("setting-value", new SettingValue("daily-payout", "250")),
                new Golden(
                        "manifest-star",
                        new Manifest(
                                "economy",
                                20261129200000L,
                                List.of("wallet"),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(new FactSpec("balance", FactType.NUMBER)),
                                List.of("reward"))),
                new Golden(
                        "command-quantity",
                        CommandSpec.write("pay", "Pays")
                                .option(
                                        OptionSpec.required("amount", "how many", OptionType.TEXT)
                                                .between(1, 40)
                                                .asQuantity())),
                new Golden(
                        "command-slow",
                        CommandSpec.write("ask", "Asks a model").slow(Duration.ofMinutes(2))),
                new Golden(
                        "command-user-menu",
                        CommandSpec.userMenu("Balance", CommandSpec.Access.READ)),
                new Golden(
                        "command-message-menu",
                        CommandSpec.messageMenu("Keep it", CommandSpec.Access.WRITE)
                                .needs(Permission.MANAGE_GUILD)),
                new Golden(
                        "command-behind-controls",
                        CommandSpec.behindControls(
                                "menu pick", "Picks a role", CommandSpec.Access.WRITE)),
                new Golden(
                        "command-operators",
                        CommandSpec.write("operator rest", "Pauses the bot").forOperators()),
                new Golden(
                        "check-result",
                        new CheckResult(
                                "postings-sum-to-zero",
                                true,
                                "2 guilds, 40 rows",
                                Instant.parse("2026-11-20T10:00:00Z"))),
                new Golden(
                        "data-table",
                        new DataTable(
                                "ledger",
                                "member_account",
                                "guild_id",
                                "user_id",
                                DataTable.OnRestore.REPLACE)),
                new Golden(
                        "data-table-described",
                        new DataTable(
                                        "ledger",
                                        "member_account",
                                        "guild_id",
                                        "user_id",
                                        DataTable.OnRestore.COMPENSATE,
                                        "opened_at")
                                .in(1, "0cc175b9c0f1b6a831c399e269772661")));
    }

    private static List<SheetSpec> sheets() {
        return List.of(
                new SheetSpec(
                        "earning",
                        "Earning",
                        List.of(
                                new SettingSpec(
                                        "daily-payout",
                                        "Daily reward",
                                        "What /daily pays.",
                                        SettingSpec.Kind.NUMBER,
                                        "1",
                                        "1000000000",
                                        List.of(),
                                        false,
                                        "100"),
                                new SettingSpec(
                                        "mood",
                                        "Mood",
                                        "How it greets people.",
                                        SettingSpec.Kind.CHOICE,
                                        null,
                                        null,
                                        List.of(new OptionSpec.Choice("Very calm", "very-calm")),
                                        false,
                                        "very-calm"),
                                new SettingSpec(
                                        "port",
                                        "Port",
                                        "Where it lies.",
                                        SettingSpec.Kind.CHANNEL,
                                        null,
                                        null,
                                        List.of(),
                                        true,
                                        ""))));
    }
}
