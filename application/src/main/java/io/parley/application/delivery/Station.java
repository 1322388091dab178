package io.parley.application.delivery;

import java.time.InstantSource;

import io.parley.application.rule.RuleLanguage;
import io.parley.application.time.Timers;

/** What every topic of a node works with. */
record Station(Backplane backplane, RuleLanguage rules, ChannelWatch watch, Timers timers, InstantSource clock) {}
