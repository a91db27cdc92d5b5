package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an application says of a person for linked roles, in Discord's shape. */
public record RoleConnection(Snowflake applicationId, Snowflake userId, ObjectNode body)
        implements Entity {
    public static String key(Snowflake applicationId, Snowflake userId) {
        return applicationId + "/" + userId;
    }

    @Override
    public String key() {
        return key(applicationId, userId);
    }
}
