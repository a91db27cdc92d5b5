package dev.holdfast.gateway.interaction;

/**
 * What is needed to answer one use of a command or button.
 *
 * @param token lets its bearer answer for 15 minutes; never logged
 * @param message the id of the message whose button was used; empty: none was
 * @param component whether there is a message to change: the one whose button or select was used,
 *     or from which the modal was opened that was sent
 * @param laidOut whether that message is laid out by components, which it then stays
 * @param alone whether only the person who uses it sees that message
 * @param decides whether it answers a question that was put to this person, whose buttons then go
 * @param opensModal whether it may be answered with a modal; one that was sent may not
 * @param heard when this gateway heard of it, by the monotonic clock
 */
record Interaction(
        String id,
        String application,
        String token,
        String message,
        boolean component,
        boolean laidOut,
        boolean alone,
        boolean decides,
        boolean opensModal,
        long heard) {

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
