package io.parley.domain.delivery;

/** What the subscribers of a channel are told as it is. The rest concerns one of them, who is told what follows from it. */
public sealed interface Audible extends ChannelEvent permits Message, RosterChange, Typing, RoomChanged, RoomClosed {}
