package io.parley.domain.channel;

/**
 * What holds in the channels of one pattern.
 *
 * @param subscribe who may listen
 * @param publish   who may speak; servers with the scope {@code publish} always may
 * @param presence  whether subscribers see who is there
 */
public record ChannelPolicy(ChannelPattern pattern, Access subscribe, Access publish, History history, boolean presence) {}
