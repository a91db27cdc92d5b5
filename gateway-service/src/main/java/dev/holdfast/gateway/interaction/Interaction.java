package dev.holdfast.gateway.interaction;

/**
 * What is needed to answer one use of a command or button.
 *
 * @param token lets its bearer answer for 15 minutes; never logged
 * @param component whether a button or select was used
 */
record Interaction(String id, String application, String token, boolean component) {

    String callback() {
        return "/interactions/" + id + "/" + token + "/callback";
    }

    String followUp() {
        return "/webhooks/" + application + "/" + token;
    }

    String original() {
        return followUp() + "/messages/@original";
    }

    @Override
    public String toString() {
        return "interaction " + id;
    }
}
