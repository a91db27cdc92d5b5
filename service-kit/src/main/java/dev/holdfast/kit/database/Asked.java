package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.OperationKey;

/** A request and what it asks for, to be executed together with others. */
public record Asked<T>(Request request, T what) {

    OperationKey operation() {
        return request.operation();
    }
}
