package io.parley.bootstrap.configuration;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.parley.domain.channel.AckFrom;
import io.parley.domain.channel.RoomUse;
import io.parley.domain.channel.SlowConsumerPolicy;
import io.parley.domain.content.Markup;
import io.parley.domain.content.WordList;
import io.parley.domain.limit.Rate;

/**
 * A policy as it is configured. What is left out is as in the shipped policy of the same pattern; where there is none, {@code subscribe} and
 * {@code publish} are needed, and the rest is: no history, no presence, no rooms.
 *
 * @param pattern          e.g. {@code chat:*} or {@code team:{id}}
 * @param subscribe        a CEL rule
 * @param publish          a CEL rule
 * @param seePresence      a CEL rule: who sees who is there, and is seen
 * @param historySize      how many messages are kept; 0: none
 * @param historyAge       how long they are kept
 * @param archive          how long, from when it was said, a message is kept in the archive; 0s: it is not
 * @param ackFrom          when a message counts as stored: {@code master} or {@code replica}
 * @param presence         whether there is a roster
 * @param rooms            what part rooms play
 * @param capacity         how many users may be in one channel at once; 0: any number
 * @param stateOnSubscribe whether who subscribes is told the newest message that is kept
 * @param userMessages     how often one user may say something in all channels of the pattern together, e.g. {@code 100/1m}
 * @param sanitize         how much HTML may stand in what clients say: {@code any}, {@code text} or {@code basic}
 * @param words            words that may not stand in what clients say
 * @param wordsAction      what becomes of a message in which one stands: {@code refuse} or {@code mask}
 * @param repetitions      how often one sender may say the same in one channel, e.g. {@code 3/10s}
 * @param slowConsumers    what becomes of a subscriber to whom more is said than it takes, e.g. {@code drop-oldest}
 * @param coalesceBy       what makes two messages of the same event news of the same thing, e.g. <code>{userId}</code>
 */
public record PolicySettings(@Nullable String pattern, @Nullable String subscribe, @Nullable String publish, @Nullable String seePresence,
        @Nullable Integer historySize, @Nullable Duration historyAge, @Nullable Duration archive, @Nullable AckFrom ackFrom,
        @Nullable Boolean presence, @Nullable RoomUse rooms, @Nullable Integer capacity, @Nullable Boolean stateOnSubscribe,
        @Nullable Rate userMessages, @Nullable Markup sanitize, @Nullable List<String> words, WordList.@Nullable Action wordsAction,
        @Nullable Rate repetitions, SlowConsumerPolicy.@Nullable Action slowConsumers, @Nullable String coalesceBy) {}
