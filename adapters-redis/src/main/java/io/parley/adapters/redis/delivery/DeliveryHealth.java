package io.parley.adapters.redis.delivery;

/**
 * Whether what is said reaches this node.
 *
 * @param watched       how many partitions this node hears
 * @param silent        how many of them its own messages do not come back from
 * @param interruptions how often a partition has fallen silent since the start
 * @param heardOnce     whether one of its own messages has ever come back
 */
public record DeliveryHealth(int watched, int silent, long interruptions, boolean heardOnce) {
    /** Whether all is heard; not before something was. */
    public boolean isProven() {
        return heardOnce && silent == 0;
    }
}
