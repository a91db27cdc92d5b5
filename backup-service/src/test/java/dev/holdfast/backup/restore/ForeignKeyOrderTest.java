package dev.holdfast.backup.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.backup.archive.TableContent;
import dev.holdfast.backup.postgres.TableShape;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForeignKeyOrderTest {

    private final ForeignKeyOrder order = new ForeignKeyOrder();

    @Test
    void whatOthersReferToComesFirst() {
        order.refers("roles.a", "roles.b");
        order.refers("roles.b", "roles.c");
        order.refers("roles.c", "roles.c");
        assertEquals(List.of("c", "b", "a"), sorted("a", "b", "c"));
    }

    @Test
    void aTableThatIsNotRestoredStillOrdersThoseAroundIt() {
        order.refers("roles.a", "roles.never");
        order.refers("roles.never", "roles.z");
        assertEquals(List.of("z", "a"), sorted("a", "z"));
    }

    @Test
    void aCircleComesToAnEnd() {
        order.refers("roles.a", "roles.b");
        order.refers("roles.b", "roles.a");
        assertEquals(List.of("b", "a"), sorted("a", "b"));
    }

    private List<String> sorted(String... names) {
        return order.sort(List.of(names).stream().map(ForeignKeyOrderTest::table).toList()).stream()
                .map(table -> table.today().table())
                .toList();
    }

    private static RestoredTable table(String name) {
        var map = new DataTable("feature", name, "guild_id", null, OnRestore.REPLACE);
        var shape =
                new TableShape("roles", name, List.of(), map, List.of("guild_id"), false, 0, 0, 0);
        var content =
                new TableContent(
                        "roles",
                        name,
                        List.of(),
                        map,
                        List.of("guild_id"),
                        0,
                        "",
                        Map.of(),
                        List.of());
        return new RestoredTable(shape, content, List.of(), null);
    }
}
