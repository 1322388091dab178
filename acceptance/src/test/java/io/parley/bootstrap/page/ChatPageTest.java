package io.parley.bootstrap.page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** The page as people use it, each with a browser of his own, on two nodes. Needs Chromium and its driver; {@code .ci/run} installs them. */
@EnabledIf("io.parley.bootstrap.page.Browser#isInstalled")
@ExtendWith(SharedCluster.class)
class ChatPageTest {
    private final TestNode a;
    private final TestNode b;
    private final String alice = Unique.user("alice");
    private final String bob = Unique.user("bob");

    ChatPageTest(TestCluster cluster) {
        a = cluster.a();
        b = cluster.b();
    }

    @Test
    void twoPeopleOnTwoNodesTalkAndSeeEachOther() {
        try (Browser hers = Browser.enter(a, alice); Browser his = Browser.enter(b, bob)) {
            hers.awaitMember(bob);
            his.awaitMember(alice);
            hers.say("Hello Bob");
            his.awaitText("Hello Bob");
            his.say("Hello <b>Alice</b>");
            hers.awaitText("Hello <b>Alice</b>");
        }
    }

    @Test
    void whoClosesThePageLeaves() {
        try (Browser hers = Browser.enter(a, alice)) {
            try (Browser his = Browser.enter(b, bob)) {
                hers.awaitMember(bob);
                his.awaitMember(alice);
            }
            hers.awaitText(bob + " left");
        }
    }

    @Test
    void whatAServerPublishesAppearsAndTheBrowserHasNothingToComplainAbout() {
        try (Browser hers = Browser.enter(a, alice)) {
            hers.awaitAnnouncements();
            b.admin().post("/realtime/channels/public:lobby/broadcast", "{'event':'hello','data':{'text':'to " + alice + "'}}");
            hers.awaitText("to " + alice);
            assertThat(hers.complaints()).isEmpty();
        }
    }

    @Test
    void aRefusedTokenIsAskedForAgain() {
        try (Browser hers = Browser.open(a, alice)) {
            hers.enterWith("no.token.at-all");
            hers.awaitText("The token was refused");
        }
    }
}
