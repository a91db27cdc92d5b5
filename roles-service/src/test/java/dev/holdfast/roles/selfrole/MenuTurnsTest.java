package dev.holdfast.roles.selfrole;

import static dev.holdfast.roles.selfrole.MenuGuild.ANN;
import static dev.holdfast.roles.selfrole.MenuGuild.BLUE;
import static dev.holdfast.roles.selfrole.MenuGuild.GREEN;
import static dev.holdfast.roles.selfrole.MenuGuild.RED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.selfrole.EditState.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several presses of one member at once, without the lock that commands take of their member. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class MenuTurnsTest {

    private static final int ROUNDS = 10;

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject MenuPicks picks;

    private MenuGuild guild;
    private long menu;

    @BeforeEach
    void aMenu() {
        guild = new MenuGuild(commands);
        guild.member(ANN, false);
        menu = guild.menu("Colors", Menu.Kind.BUTTONS, RED, BLUE, GREEN);
    }

    @Test
    void whereOneIsAllowedOneIsHeld() throws Exception {
        guild.rule(menu, Step.MOST, "1");
        for (var round = 0; round < ROUNDS; round++) {
            pressAtOnce(RED, BLUE);
            assertEquals(1, held());
            giveAllBack();
        }
    }

    @Test
    void whereTwoAreAllowedTwoAreHeld() throws Exception {
        guild.rule(menu, Step.MOST, "2");
        for (var round = 0; round < ROUNDS; round++) {
            pressAtOnce(RED, BLUE, GREEN);
            assertEquals(2, held());
            giveAllBack();
        }
    }

    private void pressAtOnce(RoleId... roles) throws Exception {
        var begun = new CyclicBarrier(roles.length);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var presses =
                    Arrays.stream(roles).<Callable<Void>>map(role -> () -> press(role, begun));
            for (var each : threads.invokeAll(presses.toList())) {
                each.get();
            }
        }
    }

    private Void press(RoleId role, CyclicBarrier begun) {
        new Units(units, guild.id())
                .run(work -> {
                    await(begun);
                    toggle(work, role);
                });
        return null;
    }

    /** All are in their transactions now; one that is tried again is alone. */
    private static void await(CyclicBarrier begun) {
        try {
            if (!begun.isBroken()) {
                begun.await(5, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            assertEquals(java.util.concurrent.TimeoutException.class, e.getClass());
        }
    }

    private void toggle(UnitOfWork work, RoleId role) {
        var ann = new Member(ANN, "", List.of(), Permissions.NONE);
        picks.toggle(work, MenuStore.find(work, menu).orElseThrow(), ann, role);
    }

    private void giveAllBack() {
        var held = Stream.of(guild.claims(ANN, menu).split(",")).map(RoleId::of).toList();
        new Units(units, guild.id()).run(work -> held.forEach(role -> toggle(work, role)));
    }

    private long held() {
        return guild.claims(ANN, menu).split(",").length;
    }
}
