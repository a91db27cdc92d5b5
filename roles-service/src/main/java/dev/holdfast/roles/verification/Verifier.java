package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.ClaimKey;
import dev.holdfast.roles.assignment.RoleClaim;
import dev.holdfast.roles.assignment.Source;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes somebody verified, or undoes it: their row, their claim of the role, and the log. */
@Singleton
final class Verifier {

    static final Source SOURCE = new Source(VerificationFeature.NAME, "verified");

    private final Texts texts = Texts.of(VerificationFeature.NAME);
    private final Assignments assignments;
    private final List<VerificationListener> listeners;

    Verifier(Assignments assignments, @All List<VerificationListener> listeners) {
        this.assignments = assignments;
        this.listeners = listeners;
    }

    /**
     * They are verified from now on. Whoever was so by hand stays so by hand.
     *
     * @param by the moderator who decided; {@code null}: nobody had to
     */
    void verify(
            UnitOfWork work,
            RoleId role,
            UserId user,
            VerificationMethod how,
            @Nullable UserId by) {
        var before = VerifiedStore.find(work, user);
        before.map(Verified::role)
                .filter(other -> !other.equals(role))
                .ifPresent(other -> withdraw(work, user, other, "because.role"));
        var byHand = before.filter(it -> it.how() == VerificationMethod.HAND);
        if (byHand.isPresent()) {
            VerifiedStore.put(work, user, VerificationMethod.HAND, byHand.get().by(), role);
        } else {
            VerifiedStore.put(work, user, how, by, role);
        }
        claim(work, user, role, how);
        ChallengeStore.delete(work, user);
        release(work, user);
        VerificationLog.note(work, "verified member=%s how=%s".formatted(user, how.word()));
        listeners.forEach(each -> each.changed(user, true, work));
    }

    /** Claims the role for somebody verified; a claim that stands stays as it is. */
    void claim(UnitOfWork work, UserId user, RoleId role, VerificationMethod how) {
        var reason = texts.english("reason." + how.word());
        assignments.claim(work, RoleClaim.give(user, role, SOURCE, reason).urgently());
    }

    /** Whoever is verified is held back no longer. */
    private void release(UnitOfWork work, UserId user) {
        var keys =
                assignments.standing(work, user, RaidGate.QUARANTINE).stream()
                        .map(it -> new ClaimKey(it.user(), it.role(), it.source()))
                        .toList();
        if (!keys.isEmpty()) {
            assignments.withdraw(work, keys, texts.english("because.verified"), Urgency.URGENT);
        }
    }

    /**
     * They are not verified any more.
     *
     * @param because the key of the sentence for the journal
     */
    void revoke(UnitOfWork work, Verified verified, String because) {
        var user = verified.user();
        VerifiedStore.delete(work, user);
        withdraw(work, user, verified.role(), because);
        VerificationLog.note(work, "unverified member=%s %s".formatted(user, because));
        listeners.forEach(each -> each.changed(user, false, work));
    }

    private void withdraw(UnitOfWork work, UserId user, RoleId role, String because) {
        assignments.withdraw(work, user, role, SOURCE, texts.english(because), Urgency.URGENT);
    }
}
