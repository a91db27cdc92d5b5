package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.order.OrderHandler;
import dev.holdfast.kit.protocol.OrderOutcome;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code role-claim}: another service claims a member's role, or withdraws what it claimed. */
@Singleton
record RoleClaimOrder(Assignments assignments) implements OrderHandler<RoleClaimOrder.Claim> {

    private static final int LONGEST_ID = 40;
    private static final int LONGEST_REASON = 200;

    /**
     * What is ordered. The source of the claim is the service that orders, and the id.
     *
     * @param want {@code claim} or {@code withdraw}
     * @param id which of the service's claims on that role: 1 to 40 characters without a colon;
     *     {@code null}: it has one only
     * @param until when it ends by itself; {@code null}: when it is withdrawn
     * @param reason for the journal and the audit log; 1 to 200 characters
     * @param urgent whether a person waits for it; {@code null}: nobody does
     */
    record Claim(
            UserId user,
            RoleId role,
            String want,
            @Nullable String id,
            @Nullable Instant until,
            String reason,
            @Nullable Boolean urgent) {}

    @Override
    public String kind() {
        return "role-claim";
    }

    @Override
    public Class<Claim> payload() {
        return Claim.class;
    }

    @Override
    public OrderOutcome take(String from, Claim claim, UnitOfWork work) {
        var fault = fault(claim, work);
        if (fault.isPresent()) {
            return new OrderOutcome.Refused(fault.get());
        }
        var source = new Source(from, claim.id() == null ? "order" : claim.id());
        var urgent = Boolean.TRUE.equals(claim.urgent());
        var reason = UserText.clean(claim.reason());
        if ("withdraw".equals(claim.want())) {
            var urgency = urgent ? Urgency.URGENT : Urgency.PATIENT;
            assignments.withdraw(work, claim.user(), claim.role(), source, reason, urgency);
            return new OrderOutcome.Done();
        }
        var given = RoleClaim.give(claim.user(), claim.role(), source, reason).until(claim.until());
        assignments.claim(work, urgent ? given.urgently() : given);
        return new OrderOutcome.Done();
    }

    /** What is wrong with it, and what to do about it. */
    private static Optional<String> fault(Claim claim, UnitOfWork work) {
        if (!"claim".equals(claim.want()) && !"withdraw".equals(claim.want())) {
            return Optional.of("What is wanted is 'claim' or 'withdraw'.");
        }
        var reason = UserText.clean(claim.reason());
        if (reason.isBlank() || UserText.length(reason) > LONGEST_REASON) {
            return Optional.of("A claim has a reason of 1 to 200 characters.");
        }
        var id = claim.id();
        if (id != null && (id.isBlank() || id.contains(":") || id.length() > LONGEST_ID)) {
            return Optional.of("A claim's id has 1 to 40 characters and no colon.");
        }
        var until = claim.until();
        if (until != null && !until.isAfter(work.now())) {
            return Optional.of("A claim ends in the future, not at %s.".formatted(until));
        }
        return claim.want().equals("claim") ? roleFault(claim.role(), work) : Optional.empty();
    }

    private static Optional<String> roleFault(RoleId role, UnitOfWork work) {
        if (role.value() == work.guild().value()) {
            return Optional.of("Everybody has @everyone already. Name another role.");
        }
        var known = RoleStore.role(work, role);
        if (known.filter(KnownRole::deleted).isPresent()) {
            return Optional.of("The role %s is gone. Name another one.".formatted(role));
        }
        return known.filter(KnownRole::managed)
                .map(it ->
                        "Nobody can give the role %s: an integration owns it."
                                .formatted(it.name()));
    }
}
