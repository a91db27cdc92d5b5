package dev.holdfast.smoke.kill;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A payment with what its two deliveries came to. */
record Delivered(Payment payment, List<Answer> answers) {

    Delivered {
        answers = List.copyOf(answers);
    }

    String key() {
        return payment.key();
    }

    Stream<Answer.Given> given() {
        return answers.stream()
                .filter(Answer.Given.class::isInstance)
                .map(Answer.Given.class::cast);
    }

    /** The reply, where at least one delivery got one: then the payment is acknowledged. */
    Optional<Answer.Given> reply() {
        return given().findFirst();
    }
}
